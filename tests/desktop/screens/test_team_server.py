"""The card Team server, with real servers over real TLS: hosting from here, moving away, following.

The texts are English here; Ben's own app is a session that reaches the team over the network.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from keylease.assembly import Assembly
from keylease.client.https import HttpsTransport
from keylease.client.profile import Home
from keylease.errors import Code, Unreachable, Usage
from keylease.model.access import Purpose
from keylease.model.events import RelayIdentity
from keylease.model.signed import Signed
from keylease.relay.settings import read_settings
from keylease.wire.relay_link import read_claim_link, write_relay_link
from keylease_desktop.dialogs.follow_team import FollowTeamDialog
from keylease_desktop.dialogs.host_team import HostTeamDialog
from keylease_desktop.dialogs.move_team import MoveTeamDialog
from keylease_desktop.presenters.team_server import Lives, why_not_hosted, why_not_moved
from keylease_desktop.screens import settings
from keylease_desktop.screens.settings import TEAM, SettingsScreen
from keylease_desktop.screens.team_server import TeamServerCard
from keylease_desktop.services.hosting import HostService
from keylease_desktop.services.jobs import Jobs
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import CHEAP, PASSPHRASE, LittleTeam, found, passphrase
from support.ports import free_port
from support.relay_server import HERE, RelayThread

Serve = Callable[[str], RelayThread]


class Speechless(HttpsTransport):
    """Takes the team over, and is gone before the owner's word."""

    def exchange(self, request: Signed) -> bytes:
        """No answer."""
        raise Unreachable(Code.E_UNREACHED)


class CutShort(Assembly):
    """Moves by a way that ends too soon."""

    def arrival(self, relay: RelayIdentity) -> Speechless:
        """A way that does not say the last thing."""
        way = Speechless(relay)
        way.pauses = (0.0,)
        return way


def told(widget: QWidget) -> str:
    """All that can be read there."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def serve(tmp_path: Path, little_team: LittleTeam) -> Iterator[Serve]:
    """Starts a team server with nothing in it."""
    running = []

    def start(name: str) -> RelayThread:
        (tmp_path / name).mkdir(mode=0o700)
        given = {
            "KEYLEASE_RELAY_DATABASE": f"sqlite:///{tmp_path / name / 'team.db'}",
            "KEYLEASE_RELAY_LISTEN": f"{HERE}:0",
        }
        running.append(RelayThread(read_settings({}, given), little_team.clock))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Iterator[Stage]:
    """Settings, Team, as Ana sees them."""
    made = set_stage(qtbot, services, settings.make)
    made.view.focus(TEAM)
    qtbot.waitUntil(lambda: not team_service.busy)
    yield made
    services.hosting.end()
    qtbot.waitUntil(lambda: not team_service.busy)
    services.hosting.close()


def card(stage: Stage) -> TeamServerCard:
    screen = stage.view.widget
    assert isinstance(screen, SettingsScreen)
    return screen.server


def lives(stage: Stage) -> Lives:
    return card(stage).presenter.lives(stage.now)


def fill(stage: Stage, field: QWidget, text: str) -> None:
    """Type over what stands in a field."""
    field.setFocus()
    stage.ctrl(Qt.Key.Key_A)
    stage.type(text)


def host(stage: Stage, port: int) -> HostTeamDialog:
    stage.click(card(stage).to_host)
    dialog = stage.dialog(HostTeamDialog)
    stage.qtbot.waitUntil(lambda: dialog.address.text() != "")
    fill(stage, dialog.address, HERE)
    fill(stage, dialog.port, str(port))
    stage.ctrl(Qt.Key.Key_Return)
    return dialog


def paste(stage: Stage, link: str) -> MoveTeamDialog:
    stage.click(card(stage).to_move)
    dialog = stage.dialog(MoveTeamDialog)
    QGuiApplication.clipboard().setText(link)
    dialog.link.setFocus()
    stage.ctrl(Qt.Key.Key_V)
    return dialog


def moved(stage: Stage, dialog: MoveTeamDialog) -> str:
    """What is said in the end."""
    stage.qtbot.waitUntil(lambda: not dialog._moving and told(dialog) != "")
    return told(dialog)


def test_at_first_the_team_lives_on_this_computer_only(stage: Stage) -> None:
    assert lives(stage) is Lives.HERE
    said = told(stage.window)
    assert "On this computer only" in said
    assert "not against a person who can read this computer's files" in said
    assert card(stage).to_host.isVisible()
    assert card(stage).to_move.isVisible()
    assert not card(stage).to_copy.isVisible()


def test_a_member_is_offered_neither(qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    jobs = Jobs()
    folder = tmp_path / "homes"
    ben = TeamService(LittleTeam(folder).assembly("Ben"), jobs)
    with qtbot.waitSignal(ben.snapshot_changed):
        ben.unlock(passphrase())
    hosting = HostService(ben, services.settings)
    seen = set_stage(
        qtbot, Services(ben, services.clipboard, services.settings, hosting), settings.make
    )
    seen.view.focus(TEAM)
    qtbot.waitUntil(lambda: not ben.busy)
    assert lives(seen) is Lives.BESIDE
    assert not card(seen).to_host.isVisible()
    assert not card(seen).to_move.isVisible()
    qtbot.waitUntil(lambda: not ben.busy)
    ben.close()


def test_hosted_from_here_colleagues_open_over_the_network(
    stage: Stage, little_team: LittleTeam
) -> None:
    qtbot, hosting = stage.qtbot, stage.context.hosting
    host(stage, free_port())
    qtbot.waitUntil(stage.nothing_open)
    assert lives(stage) is Lives.HOSTED
    qtbot.waitUntil(lambda: "nobody at this moment" in told(stage.window))
    key = little_team.id("openai-prod")
    ben = little_team.session("Ben")
    assert ben.snapshot.state.relay.address.startswith("https://")
    assert isinstance(ben.connection.courier.transport, HttpsTransport)
    assert ben.values.open(key, Purpose.COPY).value
    ben.refresh()
    ear = threading.Thread(target=lambda: ben.listen())
    ear.start()
    qtbot.waitUntil(lambda: "1 colleague now" in told(stage.window))
    assert ben.snapshot.state.relay.pins[0].hex()[:8] in told(stage.window)
    stage.click(card(stage).to_copy)
    assert QGuiApplication.clipboard().text() == write_relay_link(ben.snapshot.state.relay)
    stage.click(card(stage).to_end)
    ear.join()
    qtbot.waitUntil(lambda: lives(stage) is Lives.SILENT)
    assert "find nobody there" in told(stage.window)
    assert not hosting.is_taken


def test_where_nobody_can_listen_is_said_in_the_dialog(stage: Stage) -> None:
    with closing(socket.create_server((HERE, 0))) as taken:
        dialog = host(stage, taken.getsockname()[1])
        stage.qtbot.waitUntil(lambda: "cannot answer at 127.0.0.1" in told(dialog))
    fill(stage, dialog.port, "99999")
    stage.ctrl(Qt.Key.Key_Return)
    assert "from 1 to 65535" in told(dialog)
    fill(stage, dialog.address, "two words")
    stage.ctrl(Qt.Key.Key_Return)
    assert "like 192.168.1.20" in told(dialog)
    stage.press(Qt.Key.Key_Escape)
    assert lives(stage) is Lives.HERE


def test_the_team_moves_to_a_server_and_colleagues_follow(
    stage: Stage, serve: Serve, little_team: LittleTeam
) -> None:
    server = serve("server")
    dialog = paste(stage, server.server.new_link())
    assert dialog.host.text() == f"{HERE}:{server.port}"
    assert "".join(dialog.pin.text().split()) == server.identity.pins[0].hex()
    stage.ctrl(Qt.Key.Key_Return)
    assert "The team has moved to" in moved(stage, dialog)
    stage.press(Qt.Key.Key_Escape)
    stage.qtbot.waitUntil(stage.nothing_open)
    assert lives(stage) is Lives.AWAY
    assert "hand out a key late or without a record" in told(stage.window)
    # what was drawn anew shows with the next event
    stage.qtbot.waitUntil(lambda: server.identity.address in told(stage.window))
    ben = little_team.session("Ben")
    assert ben.snapshot.state.relay == server.identity
    assert ben.values.open(little_team.id("openai-prod"), Purpose.COPY).value


def test_stopped_it_stays_and_goes_on_with_the_same_link(stage: Stage, serve: Serve) -> None:
    link = serve("server").server.new_link()
    dialog = paste(stage, link)
    stage.ctrl(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_Escape)
    assert "Stopped" in moved(stage, dialog)
    assert lives(stage) is Lives.HERE
    stage.ctrl(Qt.Key.Key_Return)
    assert "The team has moved to" in moved(stage, dialog)


def test_what_is_no_whole_link_cannot_be_moved_by(stage: Stage, serve: Serve) -> None:
    link = serve("server").server.new_link()
    dialog = paste(stage, link.partition("#")[0])
    assert not dialog.primary.isEnabled()
    fill(stage, dialog.link, "https://team.example")
    assert "not the whole link" in told(dialog)
    assert not dialog.host.isVisible()
    fill(stage, dialog.link, link)
    assert dialog.primary.isEnabled()
    stage.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_the_server_refuses_is_said_in_place(
    stage: Stage, serve: Serve, tmp_path: Path
) -> None:
    server = serve("server")
    old, link = server.server.new_link(), server.server.new_link()
    dialog = paste(stage, old)
    stage.ctrl(Qt.Key.Key_Return)
    assert "used up" in moved(stage, dialog)
    relay, claim = read_claim_link(link)
    false = RelayIdentity(key=relay.key, address=relay.address, pins=(bytes(32),))
    fill(stage, dialog.link, write_relay_link(false, claim))
    stage.ctrl(Qt.Key.Key_Return)
    assert "Another server answers at this address" in moved(stage, dialog)
    away = RelayIdentity(key=relay.key, address=f"https://{HERE}:{free_port()}", pins=relay.pins)
    fill(stage, dialog.link, write_relay_link(away, claim))
    stage.ctrl(Qt.Key.Key_Return)
    assert "was not reached, and nothing has changed" in moved(stage, dialog)
    other = found(tmp_path / "others")
    with closing(other):
        from keylease.relocation import move

        move(other.assembly("Ana"), other.session("Ana"), link)
    fill(stage, dialog.link, link)
    stage.ctrl(Qt.Key.Key_Return)
    assert "Another team lives on that server" in moved(stage, dialog)
    assert lives(stage) is Lives.HERE


def test_signed_but_not_heard_it_goes_on_by_itself(
    qtbot: QtBot, services: Services, serve: Serve, little_team: LittleTeam
) -> None:
    server = serve("server")
    jobs = Jobs()
    home = Home(little_team.folder / "ana")
    ana = TeamService(CutShort(home, clock=little_team.clock, cost=CHEAP), jobs)
    with qtbot.waitSignal(ana.snapshot_changed):
        ana.unlock(passphrase())
    hosting = HostService(ana, services.settings)
    stage = set_stage(
        qtbot, Services(ana, services.clipboard, services.settings, hosting), settings.make
    )
    stage.view.focus(TEAM)
    qtbot.waitUntil(lambda: not ana.busy)
    dialog = paste(stage, server.server.new_link())
    stage.ctrl(Qt.Key.Key_Return)
    assert "Keylease goes on by itself" in moved(stage, dialog)
    stage.press(Qt.Key.Key_Escape)
    ana.refresh()
    ben = little_team.session("Ben")
    qtbot.waitUntil(lambda: ben.refresh().state.relay == server.identity)
    qtbot.waitUntil(lambda: ana.reached and ana.trouble is None)
    qtbot.waitUntil(lambda: not ana.busy)
    ana.close()


def test_a_colleague_goes_by_the_link_where_the_address_has_changed(
    qtbot: QtBot, services: Services, stage: Stage, little_team: LittleTeam
) -> None:
    host(stage, free_port())
    qtbot.waitUntil(stage.nothing_open)
    little_team.session("Ben")
    little_team.at_work.pop("Ben").close()
    stage.click(card(stage).to_end)
    host(stage, free_port())
    qtbot.waitUntil(stage.nothing_open)
    jobs = Jobs()
    ben = TeamService(little_team.assembly("Ben"), jobs)
    with qtbot.waitSignal(ben.snapshot_changed):
        ben.unlock(passphrase())
    qtbot.waitUntil(lambda: not ben.reached)
    hosting = HostService(ben, services.settings)
    seen = set_stage(
        qtbot, Services(ben, services.clipboard, services.settings, hosting), settings.make
    )
    seen.view.focus(TEAM)
    qtbot.waitUntil(lambda: not ben.busy)
    seen.click(card(seen).to_follow)
    following = seen.dialog(FollowTeamDialog)
    following.link.setPlainText(stage.context.hosting.link)
    fill(seen, following.passphrase, "not this one")
    seen.ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "passphrase is wrong" in told(following))
    fill(seen, following.passphrase, PASSPHRASE)
    with qtbot.waitSignal(ben.unlocked):
        seen.ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not ben.busy)
    qtbot.waitUntil(lambda: ben.reached)
    assert ben.snapshot is not None
    address = ben.snapshot.state.relay.address
    qtbot.waitUntil(lambda: address in told(stage.window))  # her window hears of it as he does
    qtbot.waitUntil(lambda: not ben.busy)
    ben.close()


def test_an_address_that_nobody_else_reaches_is_told_in_the_dialogs_words() -> None:
    nowhere = Usage(Code.E_VALUE, "…")
    text = why_not_hosted(nowhere, "127.0.0.1", "8443")
    assert text == why_not_moved(nowhere)
    assert text.endswith("Take one that they reach.")
