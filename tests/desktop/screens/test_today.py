"""The place Today as a person uses it: real keys and clicks over a real team."""

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from keylease.client.lending import Terms
from keylease.client.replica import Evidence
from keylease.model.access import Purpose
from keylease.model.roles import Role
from keylease_desktop.dialogs.let_in import LetInDialog
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.today_look import LOOKS, Act
from keylease_desktop.presenters.today_rows import withheld
from keylease_desktop.screens import today
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.today import TodayScreen
from keylease_desktop.services.team import TeamService
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.item_list import ItemList
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam, passphrase
from support.terms import DAY


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Stage:
    made = set_stage(qtbot, services, today.make)
    qtbot.waitUntil(lambda: bool(screen(made)._page.lately))
    return made


def screen(stage: Stage) -> TodayScreen:
    assert isinstance(stage.view.widget, TodayScreen)
    return stage.view.widget


def titles(stage: Stage) -> list[str]:
    return [row.title for row in screen(stage)._page.rows]


def news(stage: Stage) -> None:
    stage.context.team.refresh()


def button(rows: ItemList, title: str) -> QPushButton:
    """The primary button of the row of that title."""
    (found,) = [
        one for one in rows.findChildren(QPushButton) if one.accessibleDescription() == title
    ]
    return found


def test_what_the_server_keeps_from_an_owner_comes_first() -> None:
    assert withheld(0) == ()
    (row,) = withheld(3)
    assert row.title == "The team server keeps 3 entries of the access log from you"
    assert row.acts[-1][1].act is Act.SEE_ACTIVITY


def test_greets_and_counts_what_there_is_to_do(stage: Stage) -> None:
    page = screen(stage)._page
    assert page.greeting.endswith(", Ana.")
    assert len(page.rows) == 3
    assert page.sentence.startswith("Three things need you.")
    assert titles(stage) == [
        "One access ends this week",
        "The team has one owner",
        "3 keys have one key manager",
    ]


def test_of_a_frozen_team_nothing_is_called_in_order(stage: Stage) -> None:
    session = stage.context.team.session
    assert session is not None
    replica = session.connection.replica
    pinned = replica.held().pinned
    assert pinned is not None
    at = stage.context.team.now()
    replica.freeze(Evidence(code="E_ROLLBACK", pinned=pinned, served=pinned, at=at))
    news(stage)
    stage.qtbot.waitUntil(lambda: not screen(stage)._page.may_act)
    assert screen(stage)._page.sentence == (
        "Nothing can be done here until the histories agree again."
    )
    rows = screen(stage)._page.rows
    assert {wish.act for row in rows for _, wish in row.acts} <= LOOKS
    found = screen(stage).findChildren
    stage.qtbot.waitUntil(
        lambda: Kind.PRIMARY not in [one.kind for one in found(Button) if one.isVisible()]
    )


def test_what_happened_lately_is_told_in_sentences(stage: Stage, little_team: LittleTeam) -> None:
    key = little_team.id("openai-prod")
    little_team.act("Ben", lambda session: session.values.open(key, Purpose.COPY))
    news(stage)
    stage.qtbot.waitUntil(lambda: screen(stage)._page.lately[0].text == "Ben opened openai-prod")
    page = screen(stage)._page
    assert page.lately[0].second == "just now · on this computer"
    assert page.openings.counts[-1] >= 1


def test_a_request_shows_within_a_refresh_and_is_answered_from_here(
    stage: Stage, little_team: LittleTeam
) -> None:
    key = little_team.id("openai-prod")
    little_team.act(
        "Cai", lambda session: session.lending.request(key, 7 * DAY, "benchmark <b>run</b>")
    )
    news(stage)
    stage.qtbot.waitUntil(lambda: titles(stage)[0] == "Cai asks for openai-prod for 7 days")
    row = screen(stage)._page.rows[0]
    stage.qtbot.waitUntil(lambda: "benchmark" in screen(stage)._page.rows[0].second)
    assert "“benchmark <b>run</b>”" in screen(stage)._page.rows[0].second
    button(screen(stage).rows, row.title).click()
    stage.qtbot.waitUntil(lambda: not stage.nothing_open())
    stage.press(Qt.Key.Key_Escape)
    assert stage.nothing_open()


def test_a_newcomer_is_let_in_by_keyboard(stage: Stage, little_team: LittleTeam) -> None:
    ana = little_team.session("Ana")
    link = ana.people.invite(Role.MEMBER, DAY).link
    eve = little_team.assembly("Eve").join(link, "Eve", passphrase())
    news(stage)
    stage.qtbot.waitUntil(lambda: "Eve waits to be let in" in titles(stage))
    chosen = button(screen(stage).rows, "Eve waits to be let in")
    chosen.setFocus()
    stage.press(Qt.Key.Key_Space)
    dialog = stage.dialog(LetInDialog)
    stage.qtbot.waitUntil(dialog.primary.isEnabled)
    assert dialog.words == eve.people.safety_words(eve.me)
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(stage.nothing_open)
    assert stage.now.state.members[eve.me].verified
    stage.qtbot.waitUntil(lambda: "Eve waits to be let in" not in titles(stage))
    eve.close()


def test_what_a_leaver_has_seen_leads_to_people(stage: Stage, little_team: LittleTeam) -> None:
    key, ben = little_team.id("openai-prod"), little_team.id("Ben")
    little_team.act("Ben", lambda session: session.values.open(key, Purpose.COPY))
    little_team.act("Ana", lambda session: session.people.remove(ben))
    news(stage)
    stage.qtbot.waitUntil(lambda: titles(stage)[0] == "Ben left just now")
    row = screen(stage)._page.rows[0]
    assert row.second == "They have seen openai-prod, which is not replaced yet."
    with stage.qtbot.waitSignal(stage.context.navigator.went) as went:
        stage.click(button(screen(stage).rows, row.title))
    assert went.args == [Place.PEOPLE, ben]


def test_an_incident_is_a_banner_and_its_frozen_key_no_row(
    stage: Stage, little_team: LittleTeam
) -> None:
    key = little_team.id("mistral-eval")
    little_team.act("Ana", lambda session: session.incidents.open([key], "in a gist"))
    news(stage)
    stage.qtbot.waitUntil(lambda: bool(screen(stage)._page.incidents))
    (banner,) = screen(stage).findChildren(Banner)
    assert banner.accessibleName() == "Open incident: mistral-eval"
    assert screen(stage)._page.incidents[0].text.endswith("The key is frozen: nobody can open it.")
    assert not any("frozen" in title for title in titles(stage))
    with stage.qtbot.waitSignal(stage.context.navigator.went) as went:
        banner.acted.emit()
    assert went.args[0] is Place.ACTIVITY


def test_overdue_keys_and_ends_come_in_order(stage: Stage, little_team: LittleTeam) -> None:
    for _ in range(20):  # a team server that has said nothing for a week asks what day it is
        little_team.clock.wait(5 * DAY)
        little_team.session("Ana")
    key, ben = little_team.id("openai-prod"), little_team.id("Ben")
    terms = Terms(little_team.clock() + 3 * DAY, reason="x")
    little_team.act("Ana", lambda session: session.lending.issue(key, [ben], terms))
    news(stage)
    late = ["mistral-eval is 10 days overdue", "openai-prod is 10 days overdue"]
    stage.qtbot.waitUntil(lambda: set(titles(stage)[:2]) == set(late))
    assert "One access ends this week" in titles(stage)
    assert screen(stage)._page.rows[0].acts[-1][0] == "Replace"


def test_it_forgets_everything_when_locked(stage: Stage) -> None:
    stage.context.team.lock()
    assert screen(stage)._page.rows == ()
    assert screen(stage)._page.greeting == ""


@pytest.mark.parametrize("width", [1280, 760])
def test_what_needs_doing_has_room_in_a_narrow_window(stage: Stage, width: int) -> None:
    stage.window.resize(width, 640)
    side, wide = screen(stage)._side, width > 900
    stage.qtbot.waitUntil(lambda: screen(stage).width() <= width and (side.x() > 0) is wide)


def test_a_new_team_is_told_where_to_begin(
    qtbot: QtBot, services: Services, little_team: LittleTeam
) -> None:
    with qtbot.waitSignal(services.team.snapshot_changed):
        services.team.start(lambda: little_team.assembly("Zoe").found("Solo", "Zoe", passphrase()))
    made = set_stage(qtbot, services, today.make)
    qtbot.waitUntil(lambda: titles(made)[:2] == ["Add the first key", "Invite your team"])


def test_a_second_yes_is_not_asked_of_who_made_the_services_token(
    stage: Stage, little_team: LittleTeam
) -> None:
    key, dee, ana = little_team.id("openai-prod"), little_team.id("Dee"), little_team.session("Ana")
    place = ana.snapshot.state.keys[key].environment
    strict = structs.replace(ana.snapshot.state.environments[place].policy, second_approver=True)
    ana.team.set_environment(place, strict)
    ana.keys.add_custodian(key, dee)
    service = ana.apps.create("nightly", little_team.clock() + 9 * DAY).app
    terms = Terms(little_team.clock() + DAY, reason="x")
    little_team.act("Dee", lambda session: session.lending.issue(key, [service, ana.me], terms))
    news(stage)
    stage.qtbot.waitUntil(lambda: sum("a second yes" in title for title in titles(stage)) == 2)
    rows = [row for row in screen(stage)._page.rows if "a second yes" in row.title]
    assert [row.acts[-1][0] for row in rows] == ["Look", "Look"]
    reasons = "since you made this service’s token.", "since it is for you."
    assert {row.second.partition("yes, ")[2] for row in rows} == set(reasons)
