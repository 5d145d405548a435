"""The whole app as a person meets it: unlocked by keys, locked by many things."""

import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from keylease.agent.hardening import Hardening
from keylease.agent.thin import ask
from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.errors import Refused
from keylease.model.base import new_id
from keylease.model.events import RelayIdentity
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.wire.relay_link import write_relay_link
from keylease_desktop.application import AHEAD, Application
from keylease_desktop.dialogs.follow_team import FollowTeamDialog
from keylease_desktop.dialogs.show_key import ShowKeyDialog
from keylease_desktop.navigation import Place
from keylease_desktop.screens.keys import KeysScreen
from keylease_desktop.screens.workplace import Workplace
from keylease_desktop.services.autolock import SessionSignals
from keylease_desktop.services.key_link import key_link
from keylease_desktop.widgets.label import Line
from support.desktop_team import CHEAP, PASSPHRASE, LittleTeam, put_in_motion
from support.logbook import Logbook
from support.terms import DAY

Start = Callable[[Path], Application]


@pytest.fixture
def signals() -> SessionSignals:
    return SessionSignals()


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, little_team: LittleTeam, signals: SessionSignals
) -> Iterator[Start]:
    running: list[Application] = []

    def begin(home: Path) -> Application:
        assembly = Assembly(Home(home), clock=little_team.clock, cost=CHEAP)
        assembly.home.prepare()
        application = Application(qapp, assembly, signals, Hardening(True, True))
        running.append(application)
        with qtbot.waitExposed(application.window):
            application.start()
        return application

    yield begin
    for application in running:
        application.close()
        application.window.deleteLater()
        application.deleteLater()


@pytest.fixture
def app(start: Start, little_team: LittleTeam) -> Application:
    return start(little_team.folder / "ana")


def unlock(qtbot: QtBot, app: Application, passphrase: str = PASSPHRASE) -> None:
    field = app.window.locked.passphrase
    qtbot.keyClicks(field, passphrase)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def opened(qtbot: QtBot, app: Application) -> Workplace:
    unlock(qtbot, app)
    qtbot.waitUntil(lambda: app.window.workplace is not None)
    qtbot.waitUntil(lambda: app.jobs.idle)
    assert app.window.workplace is not None
    return app.window.workplace


def told(widget: QWidget) -> str:
    """All that can be read there."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    lines = [line.text() for line in widget.findChildren(Line) if line.isVisible()]
    return "\n".join(labels + lines)


def test_the_passphrase_opens_the_team(qtbot: QtBot, app: Application) -> None:
    workplace = opened(qtbot, app)
    assert "Acme AI" in told(workplace)
    assert app.window.locked.passphrase.text() == ""


@pytest.mark.attack("E01")
def test_a_wrong_passphrase_is_told_and_locks_nobody_out(qtbot: QtBot, app: Application) -> None:
    for _ in range(3):
        unlock(qtbot, app, "wrong")
        qtbot.waitUntil(lambda: "wrong" in told(app.window.locked))
        qtbot.waitUntil(lambda: app.window.locked.passphrase.isEnabled())
    assert "passphrase is wrong, or the identity file is damaged" in told(app.window.locked)
    opened(qtbot, app)


@pytest.mark.attack("E01")
@pytest.mark.parametrize("how", ["damaged", "swapped"])
def test_an_identity_file_that_is_not_the_one_is_told_and_left_alone(
    qtbot: QtBot, app: Application, little_team: LittleTeam, how: str
) -> None:
    (file,) = (little_team.folder / "ana").rglob("identity")
    (other,) = (little_team.folder / "ben").rglob("identity")
    whole = file.read_bytes()
    put = whole[:40] + bytes([whole[40] ^ 1]) + whole[41:] if how == "damaged" else b""
    file.write_bytes(put or other.read_bytes())
    found = file.read_bytes()
    unlock(qtbot, app)
    qtbot.waitUntil(lambda: app.window.locked.passphrase.isEnabled())
    said = told(app.window.locked)
    assert "identity" in said
    assert not app.team.is_open
    assert file.read_bytes() == found
    file.write_bytes(whole)
    opened(qtbot, app)


def test_a_locked_window_shows_counts_and_no_names(
    qtbot: QtBot, app: Application, little_team: LittleTeam
) -> None:
    put_in_motion(little_team)
    workplace = opened(qtbot, app)
    qtbot.keyClick(workplace, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: app.window.workplace is None)
    shown = told(app.window)
    assert "waits for you" in shown or "wait for you" in shown
    for name in ("Acme", "Ana", "Ben", "Cai", "openai"):
        assert name not in shown


@pytest.mark.parametrize("what", ["going_to_sleep", "screen_locked"])
def test_sleep_and_the_locked_screen_lock_it(
    qtbot: QtBot, app: Application, signals: SessionSignals, what: str
) -> None:
    opened(qtbot, app)
    getattr(signals, what).emit()
    assert not app.team.is_open
    assert app.window.workplace is None


def test_what_is_switched_off_does_not_lock(
    qtbot: QtBot, app: Application, signals: SessionSignals
) -> None:
    opened(qtbot, app)
    app.settings.set_switch("lock_on_sleep", False)
    signals.going_to_sleep.emit()
    assert app.team.is_open


@pytest.mark.attack("E07")
def test_locking_takes_the_value_off_the_clipboard(qtbot: QtBot, app: Application) -> None:
    opened(qtbot, app)
    app.clipboard.copy(Secret(b"sk-canary"), "openai-prod")
    app.lock()
    assert "sk-canary" not in QGuiApplication.clipboard().text()


@pytest.mark.attack("E03")
def test_after_locking_the_seed_is_gone_from_our_hands(qtbot: QtBot, app: Application) -> None:
    opened(qtbot, app)
    assert app.team.session is not None
    identity = app.team.session.connection.identity
    app.lock()
    qtbot.waitUntil(lambda: app.jobs.idle)
    with pytest.raises(Refused, match="locked"):
        identity.seed()
    assert app.team.session is None


def test_the_open_app_is_the_agent(qtbot: QtBot, app: Application, little_team: LittleTeam) -> None:
    opened(qtbot, app)
    home = str(little_team.folder / "ana")
    answers: list[object] = []
    request = {"op": "open", "keys": ["openai-prod"], "purpose": "show"}
    app.jobs.submit(lambda: ask(home, request), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], dict)
    assert answers[0]["opened"][0]["value"]


def test_keylease_lock_locks_the_app(
    qtbot: QtBot, app: Application, little_team: LittleTeam
) -> None:
    opened(qtbot, app)
    app.jobs.submit(lambda: ask(str(little_team.folder / "ana"), {"op": "lock"}))
    qtbot.waitUntil(lambda: not app.team.is_open)
    assert ask(str(little_team.folder / "ana"), {"op": "status"}) is None


@pytest.mark.attack("E13")
def test_what_another_program_does_shows_within_two_seconds(
    qtbot: QtBot, app: Application, little_team: LittleTeam
) -> None:
    workplace = opened(qtbot, app)
    little_team.act("Ana", lambda session: session.people.invite(Role.MEMBER, 7 * DAY))
    before = len(app.team.snapshot.state.invites) if app.team.snapshot else 0
    qtbot.waitUntil(
        lambda: app.team.snapshot is not None and len(app.team.snapshot.state.invites) > before - 1,
    )
    assert app.window.workplace is workplace


@pytest.mark.attack("F08")
def test_a_link_from_outside_only_asks(
    qtbot: QtBot, app: Application, little_team: LittleTeam
) -> None:
    opened(qtbot, app)
    link = little_team.session("Ana").people.invite(Role.MEMBER, 7 * DAY).link
    app.called(link)
    assert not app.team.is_open
    entrance = app.window.entrance
    assert entrance.join.isVisible()
    shown = told(entrance.join)
    assert "Join this team?" in shown
    assert little_team.session("Ana").snapshot.state.team.hex()[:16] in shown
    assert len(app.assembly.home.teams()) == 1


@pytest.mark.attack("F08")
@pytest.mark.parametrize("link", ["keylease:join?nonsense", "keylease:join?" + "A" * 5000])
def test_a_link_that_is_none_is_told(qtbot: QtBot, app: Application, link: str) -> None:
    app.called(link)
    assert "not a whole invite link" in told(app.window.entrance.link)


def test_whatever_is_not_a_link_only_brings_the_window_up(qtbot: QtBot, app: Application) -> None:
    opened(qtbot, app)
    app.called("file:///etc/passwd")
    assert app.team.is_open


@pytest.mark.attack("E06")
def test_a_fault_is_told_without_its_text(qtbot: QtBot, app: Application, logbook: Logbook) -> None:
    logbook.expect("ValueError at test_application.py")
    workplace = opened(qtbot, app)
    try:
        raise ValueError("sk-canary")
    except ValueError as error:
        app.tell_fault(type(error), error, sys.exc_info()[2])
    toast = workplace.context.toasts.current
    assert toast is not None
    assert "ValueError at test_application.py" in toast.accessibleName()
    assert "sk-canary" not in toast.accessibleName()


def test_it_comes_back_where_it_was(qtbot: QtBot, app: Application) -> None:
    workplace = opened(qtbot, app)
    workplace.context.navigator.go(Place.SETTINGS)
    app.lock()
    workplace = opened(qtbot, app)
    assert workplace.context.navigator.place is Place.SETTINGS


def test_another_language_at_once(qtbot: QtBot, app: Application) -> None:
    opened(qtbot, app)
    app.settings.set_name("language", "de")
    workplace = app.window.workplace
    assert workplace is not None
    assert "Einstellungen" in [button.text() for button in workplace.nav.findChildren(_button())]
    app.settings.set_name("language", "en")


def _button() -> type[QWidget]:
    from PySide6.QtWidgets import QAbstractButton

    return QAbstractButton


def test_an_empty_home_begins_at_the_entrance(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    app = start(tmp_path / "new")
    entrance = app.window.entrance
    assert entrance.to_found.isVisible()
    qtbot.keyClick(entrance.to_found, Qt.Key.Key_Return)
    qtbot.keyClicks(entrance.found.team, "Night Owls")
    qtbot.keyClicks(entrance.found.person, "Noor")
    block = entrance.found.passphrase
    qtbot.keyClicks(block.first, "password")
    qtbot.keyClicks(block.again, "password")
    qtbot.keyClick(block.again, Qt.Key.Key_Return)
    assert "would be guessed" in told(entrance.found)
    block.forget()
    for field in (block.first, block.again):
        qtbot.keyClicks(field, "seven quiet lamps over the river")
    qtbot.keyClick(block.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.workplace is not None)
    workplace = app.window.workplace
    assert workplace is not None
    assert "Night Owls" in told(workplace)
    assert block.first.text() == block.again.text() == ""
    assert "Your recovery kit" in told(workplace)


@pytest.mark.attack("F08")
def test_a_link_to_a_key_asks_and_then_leads_there(
    qtbot: QtBot, app: Application, little_team: LittleTeam
) -> None:
    workplace = opened(qtbot, app)
    key = little_team.id("mistral-eval")
    app.called(key_link(key))
    (dialog,) = workplace.findChildren(ShowKeyDialog)
    assert "Show mistral-eval?" in told(dialog)
    assert workplace.context.navigator.place is not Place.KEYS
    dialog.primary.click()
    screen = workplace.views[Place.KEYS].widget
    assert isinstance(screen, KeysScreen)
    assert screen.chosen == key


def test_a_link_to_a_key_waits_for_the_passphrase(
    qtbot: QtBot, app: Application, little_team: LittleTeam
) -> None:
    app.called(key_link(little_team.id("mistral-eval")))
    assert "A link leads to a key" in told(app.window.locked)
    workplace = opened(qtbot, app)
    assert workplace.findChildren(ShowKeyDialog)


def test_a_link_to_a_key_of_another_team_says_so(qtbot: QtBot, app: Application) -> None:
    workplace = opened(qtbot, app)
    app.called(key_link(new_id("key", bytes(16))))
    assert not workplace.findChildren(ShowKeyDialog)
    assert "no such key" in told(workplace)


@pytest.mark.attack("F08")
def test_a_link_to_a_team_server_only_asks(qtbot: QtBot, app: Application) -> None:
    elsewhere = RelayIdentity(bytes(32), "https://elsewhere.example:8443", (bytes(32),))
    app.called(write_relay_link(elsewhere))
    assert "A link leads to a team server" in told(app.window.locked)
    workplace = opened(qtbot, app)
    (dialog,) = workplace.findChildren(FollowTeamDialog)
    assert "It leads to elsewhere.example:8443." in told(dialog)
    assert dialog.passphrase.text() == ""
    assert app.team.is_open
    before = app.assembly.home.choose().profile().relay
    dialog.link.setPlainText("keylease:relay?" + "A" * 5000)
    assert "leads to" not in told(dialog)
    dialog.link.setPlainText(write_relay_link(RelayIdentity(bytes(32), "ftp://x", ())))
    assert "leads to" not in told(dialog)
    assert app.assembly.home.choose().profile().relay == before


@pytest.mark.attack("F08")
def test_the_claim_of_an_empty_team_server_is_not_taken_from_outside(
    qtbot: QtBot, app: Application
) -> None:
    workplace = opened(qtbot, app)
    claim = Secret(bytes(range(16)))
    app.called(write_relay_link(RelayIdentity(bytes(32), "https://empty.example", ()), claim))
    assert not workplace.findChildren(FollowTeamDialog)
    shown = told(workplace)
    assert "paste it under Team server" in shown
    assert "keylease:relay" not in shown


def test_a_letter_is_taken_between_two_rooms_that_are_read_ahead(
    qtbot: QtBot, start: Start, little_team: LittleTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(little_team.folder / "ana")
    field = app.window.locked.passphrase
    folder = little_team.folder / "rooms"
    folder.mkdir()
    (folder / "room_one.py").write_text("")
    (folder / "room_two.py").write_text(
        "from PySide6.QtWidgets import QApplication, QLineEdit\n"
        "every = QApplication.allWidgets()\n"
        "typed = [field.text() for field in every if isinstance(field, QLineEdit)]\n"
    )
    monkeypatch.syspath_prepend(folder)
    QTimer.singleShot(0, lambda: qtbot.keyClicks(field, "c"))
    app.read_ahead(("room_one", "room_two"))
    assert "room_two" not in sys.modules
    qtbot.waitUntil(lambda: "room_two" in sys.modules)
    assert "c" in sys.modules["room_two"].typed
    for room in ("room_one", "room_two"):
        monkeypatch.delitem(sys.modules, room)


def test_what_is_read_ahead_is_all_that_an_unlocking_takes() -> None:
    assert AHEAD[-1] == Workplace.__module__
    assert all(find_spec(room) is not None for room in AHEAD)
