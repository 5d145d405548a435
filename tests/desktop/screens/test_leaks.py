"""The place Leak check as a member sees it."""

from pytestqt.qtbot import QtBot

from keylease_desktop.dialogs.replace_value import ReplaceDialog
from keylease_desktop.screens import leaks as place
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.leaks import FREEZE, REPLACE, LeaksScreen
from keylease_desktop.services.team import TeamService
from keylease_desktop.widgets.banner import Banner
from support.desktop_stage import set_stage
from support.desktop_team import LittleTeam, passphrase


def test_says_what_there_is_not_and_whom_to_tell(
    qtbot: QtBot, services: Services, little_team: LittleTeam
) -> None:
    with qtbot.waitSignal(services.team.snapshot_changed):
        services.team.start(lambda: little_team.assembly("Ben").unlock(passphrase()))
    stage = set_stage(qtbot, services, place.make)
    screen = stage.view.widget
    assert isinstance(screen, LeaksScreen)
    (banner,) = screen.findChildren(Banner)
    assert banner.accessibleName().startswith("This version does not search")
    (row,) = screen._leaks.rows
    assert (row.name, row.tell) == ("openai-prod", "Tell Ana, who can freeze and replace it")
    services.team.lock()
    assert screen._leaks.rows == ()


def test_a_key_manager_is_told_to_act(
    qtbot: QtBot, services: Services, team_service: TeamService, little_team: LittleTeam
) -> None:
    dee, key = little_team.id("Dee"), little_team.id("openai-prod")
    little_team.act("Ana", lambda session: session.keys.add_custodian(key, dee))
    little_team.act("Ana", lambda session: session.keys.freeze(key))
    services.team.refresh()
    stage = set_stage(qtbot, services, place.make)
    screen = stage.view.widget
    assert isinstance(screen, LeaksScreen)
    qtbot.waitUntil(lambda: any(row.frozen for row in screen._leaks.rows))
    rows = {row.name: row.tell for row in screen._leaks.rows}
    assert rows["openai-prod"] == "You manage it, with Dee: freeze and replace it"
    assert rows["mistral-eval"] == "You manage it: freeze and replace it"


def test_a_key_manager_freezes_from_here(
    qtbot: QtBot, services: Services, team_service: TeamService, little_team: LittleTeam
) -> None:
    stage = set_stage(qtbot, services, place.make)
    screen = stage.view.widget
    assert isinstance(screen, LeaksScreen)
    key = little_team.id("mistral-eval")
    screen.keys.acted.emit(key, FREEZE)
    qtbot.waitUntil(lambda: stage.now.state.keys[key].frozen)
    assert stage.said == ["mistral-eval is frozen: nothing is handed out."]
    screen.keys.acted.emit(key, REPLACE)
    assert stage.dialog(ReplaceDialog).isVisible()
