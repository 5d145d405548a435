"""The frame round the places: shortcuts, palette, standing, warnings, notices, waiting."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from keylease.client.replica import Evidence
from keylease.errors import Code, Unreachable
from keylease.model.roles import Role
from keylease_desktop.dialogs.frozen import FrozenDialog
from keylease_desktop.dialogs.notices import NoticesDialog
from keylease_desktop.dialogs.recovery_kit import RecoveryKitDialog
from keylease_desktop.dialogs.shortcuts import ShortcutsSheet
from keylease_desktop.navigation import ADMIN_PLACES, Place
from keylease_desktop.presenters.recovery_kit import is_rehearsed
from keylease_desktop.screens.waiting import WaitingScreen
from keylease_desktop.screens.workplace import Workplace
from keylease_desktop.services.jobs import Jobs
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.label import Line
from keylease_desktop.widgets.status import StatusItem
from support.desktop_team import LittleTeam, passphrase
from support.terms import DAY

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def workplace(qtbot: QtBot, services: Services, team_service: TeamService) -> Iterator[Workplace]:
    made = Workplace(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: not team_service.busy)
    yield made
    made.hide()


class Windows(QObject):
    """What is shown as a window of its own, however short."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_part_of_it_is_a_window_for_a_moment(
    qtbot: QtBot, qapp: QApplication, services: Services, team_service: TeamService
) -> None:
    """One flashes, takes the keyboard, and what has the focus in a dialog shows no ring."""
    windows = Windows()
    qapp.installEventFilter(windows)
    made = Workplace(services)
    qtbot.addWidget(made)
    made.show()
    for place in ADMIN_PLACES:
        made.context.navigator.go(place)
        qtbot.waitUntil(lambda: not team_service.busy)
    qapp.removeEventFilter(windows)
    assert windows.shown == [made]


def told(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [line.text() for line in widget.findChildren(Line)])


def banner(workplace: Workplace) -> Banner | None:
    return next((one for one in workplace.findChildren(Banner) if one.isVisible()), None)


def press(qtbot: QtBot, workplace: Workplace, key: Qt.Key) -> None:
    qtbot.keyClick(workplace, key, CTRL)


@pytest.mark.parametrize("number", range(1, 9))
def test_ctrl_and_a_number_goes_to_a_place(qtbot: QtBot, workplace: Workplace, number: int) -> None:
    press(qtbot, workplace, Qt.Key(Qt.Key.Key_0 + number))
    assert workplace.context.navigator.place is ADMIN_PLACES[number - 1]
    qtbot.waitUntil(lambda: not workplace.context.team.busy)


def test_the_palette_goes_to_places_and_does_things(qtbot: QtBot, workplace: Workplace) -> None:
    press(qtbot, workplace, Qt.Key.Key_K)
    qtbot.keyClicks(workplace.palette_sheet.field, "settings")
    qtbot.keyClick(workplace.palette_sheet.field, Qt.Key.Key_Return)
    assert workplace.context.navigator.place is Place.SETTINGS
    with qtbot.waitSignal(workplace.lock_asked):
        press(qtbot, workplace, Qt.Key.Key_K)
        qtbot.keyClicks(workplace.palette_sheet.field, "lock")
        names = [entry.title for entry in workplace.palette_sheet.found()]
        assert names[0] == "Lock"
        qtbot.keyClick(workplace.palette_sheet.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not workplace.context.team.busy)


def test_shortcuts_rest_below_a_dialog(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.context.navigator.go(Place.SETTINGS)
    qtbot.keyClick(workplace, Qt.Key.Key_F1)
    sheet = workplace.findChild(ShortcutsSheet)
    assert sheet is not None
    press(qtbot, workplace, Qt.Key.Key_2)
    assert workplace.context.navigator.place is Place.SETTINGS
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    press(qtbot, workplace, Qt.Key.Key_2)
    assert workplace.context.navigator.place is Place.KEYS


def test_the_head_says_who_one_is(workplace: Workplace) -> None:
    assert "Acme AI" in told(workplace)
    assert "Ana · owner" in told(workplace)


def test_the_status_line_tells_of_server_and_history(workplace: Workplace) -> None:
    assert workplace.status.server.isVisible()
    said = told(workplace.status)
    assert "On this computer" in said
    assert "No colleague has confirmed the same history yet" in said
    assert "says by itself" in workplace.status.history.toolTip()


def test_the_autolock_is_counted_down(workplace: Workplace) -> None:
    workplace.status.show_lock(252)
    item: StatusItem = workplace.status.lock
    assert "Locks in 4:12" in told(item)


def test_offline_says_how_old_what_is_shown_is(
    qtbot: QtBot, workplace: Workplace, little_team: LittleTeam
) -> None:
    team = workplace.context.team
    session = team.session
    assert session is not None
    away = Away()
    session.connection.courier.transport.exchange, before = (  # type: ignore[method-assign]
        away,
        session.connection.courier.transport.exchange,
    )
    team.refresh()
    qtbot.waitUntil(lambda: not team.reached and banner(workplace) is not None)
    shown = banner(workplace)
    assert shown is not None
    assert "not reached" in shown.title.text()
    assert "last known" in shown.text.text()
    session.connection.courier.transport.exchange = before  # type: ignore[method-assign]
    shown.findChildren(Button)[0].click()
    qtbot.waitUntil(lambda: team.reached)
    qtbot.waitUntil(lambda: banner(workplace) is None)


class Away:
    """A relay that is not there."""

    def __call__(self, request: object) -> bytes:
        raise Unreachable(Code.E_UNREACHED)


@pytest.mark.attack("B01")
def test_a_frozen_team_says_what_happened_and_how_an_owner_goes_on(
    qtbot: QtBot, workplace: Workplace
) -> None:
    team = workplace.context.team
    assert team.session is not None
    replica = team.session.connection.replica
    pinned = replica.held().pinned
    assert pinned is not None
    replica.freeze(Evidence(code="E_ROLLBACK", pinned=pinned, served=pinned, at=team.now()))
    team.refresh()
    qtbot.waitUntil(lambda: banner(workplace) is not None)
    shown = banner(workplace)
    assert shown is not None
    assert "histories differ" in shown.title.text()
    shown.findChildren(Button)[0].click()
    dialog = workplace.findChild(FrozenDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.words.words) == 6)
    assert not dialog.primary.isEnabled()
    dialog.compared.click()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: team.snapshot is not None and team.snapshot.frozen is None)
    qtbot.waitUntil(lambda: banner(workplace) is None)


def test_what_is_to_be_made_safe_stays_said(qtbot: QtBot, workplace: Workplace) -> None:
    assert workplace.unsafe.isVisible()
    workplace.unsafe.click()
    dialog = workplace.findChild(NoticesDialog)
    assert dialog is not None
    said = told(dialog)
    for text in ("one owner", "one manager only", "not rehearsed"):
        assert text in said
    dialog.findChildren(Banner)[0].acted.emit()
    kit = workplace.findChild(RecoveryKitDialog)
    assert kit is not None
    rehearse(qtbot, workplace, kit)


def rehearse(qtbot: QtBot, workplace: Workplace, kit: RecoveryKitDialog) -> None:
    with qtbot.waitSignal(kit._presenter.made) as made:
        pass
    groups = made.args[0]
    assert len(groups) == 16
    kit.primary.click()
    for field in kit.fields:
        qtbot.keyClicks(field, "WRNG")
    kit.primary.click()
    assert "not what the kit says" in told(kit)
    for field, place in zip(kit.fields, kit._presenter.asked, strict=True):
        field.clear()
        qtbot.keyClicks(field, groups[place - 1].lower())
    qtbot.keyClick(kit.fields[1], Qt.Key.Key_Return)
    assert not kit.isVisible()
    assert is_rehearsed(workplace.context.settings, workplace.context.team)


def test_who_waits_to_be_let_in_sees_words_and_then_the_team(
    qtbot: QtBot, little_team: LittleTeam, services: Services
) -> None:
    ana = little_team.session("Ana")
    link = ana.people.invite(Role.MEMBER, 7 * DAY).link
    jobs = Jobs()
    team = TeamService(little_team.assembly("Eve"), jobs)
    with qtbot.waitSignal(team.snapshot_changed):
        team.join(link, "Eve", passphrase())
    workplace = Workplace(Services(team, services.clipboard, services.settings, services.hosting))
    qtbot.addWidget(workplace)
    workplace.show()
    waiting = workplace.findChild(WaitingScreen)
    assert waiting is not None
    qtbot.waitUntil(lambda: len(waiting.words.words) == 6)
    eve = team.snapshot.me if team.snapshot is not None else ""
    ana.refresh()
    assert waiting.words.words == ana.people.safety_words(eve)
    ana.people.admit(eve, verified=True)
    qtbot.waitUntil(lambda: not waiting.isVisible())
    qtbot.waitUntil(lambda: workplace.context.navigator.place is Place.MY_KEYS)
    qtbot.waitUntil(lambda: not team.busy)
    workplace.hide()
    team.close()
