"""Where the focus goes by itself: never nowhere, and always to something that can be heard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.dialogs.let_in import LetInDialog
from keylease_desktop.dialogs.recovery_kit import RecoveryKitDialog
from keylease_desktop.main_window import MainWindow
from keylease_desktop.navigation import Place
from keylease_desktop.screens.keys import KeysScreen
from keylease_desktop.screens.workplace import Workplace
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from keylease_desktop.widgets.buttons import IconButton
from keylease_desktop.widgets.inputs import Select
from keylease_desktop.widgets.label import Line, plain_tip
from keylease_desktop.widgets.sheet import Sheet
from support.desktop_team import LittleTeam


@pytest.fixture
def workplace(qtbot: QtBot, services: Services, team_service: TeamService) -> Workplace:
    made = Workplace(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
    return made


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def test_a_thing_that_goes_with_the_focus_hands_it_on(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.context.navigator.go(Place.PEOPLE)
    page = workplace.stack.currentWidget()
    going = QWidget(workplace)
    going.show()
    going.setFocus()
    assert focus() is going
    going.deleteLater()
    qtbot.waitUntil(lambda: focus() not in (None, going))
    assert page is not None
    assert page.isAncestorOf(focus())


def test_after_a_dialog_whose_button_has_gone_the_place_has_the_focus(
    qtbot: QtBot, workplace: Workplace
) -> None:
    workplace.context.navigator.go(Place.PEOPLE)
    page = workplace.stack.currentWidget()
    pressed = QWidget(workplace)
    pressed.show()
    pressed.setFocus()
    sheet = Sheet(workplace, "a dialog")
    sheet.open()
    with qtbot.waitSignal(pressed.destroyed):
        pressed.deleteLater()
    sheet.close()
    qtbot.waitUntil(lambda: focus() not in (None, workplace))
    assert page is not None
    assert page.isAncestorOf(focus())
    sheet.deleteLater()


def test_a_list_that_is_hidden_does_not_take_the_focus(workplace: Workplace) -> None:
    workplace.context.navigator.go(Place.KEYS)
    keys = workplace.views[Place.KEYS].widget
    assert isinstance(keys, KeysScreen)
    assert focus() is keys.table
    keys.search.setText("no key is called so")
    workplace.context.navigator.go(Place.PEOPLE)
    workplace.context.navigator.go(Place.KEYS)
    found = focus()
    assert found is not None
    assert found.isVisible()
    assert keys.isAncestorOf(found)


def test_the_menu_of_an_access_opens_below_its_button(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.context.navigator.go(Place.KEYS)
    keys = workplace.views[Place.KEYS].widget
    assert isinstance(keys, KeysScreen)
    keys.table.selectRow(0)
    access = keys.panel.access
    qtbot.waitUntil(lambda: bool(access.findChildren(IconButton)))
    button = access.findChildren(IconButton)[-1]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    below = button.mapToGlobal(QPoint(0, button.height()))
    assert keys.panel._place_of_menu().x() == below.x()
    assert 0 < keys.panel._place_of_menu().y() - below.y() < button.height()


def role(widget: QWidget) -> object:
    told = QAccessible.queryAccessibleInterface(widget)
    assert told is not None
    return told.role()


def test_a_screen_reader_is_told_what_things_are(
    qtbot: QtBot, services: Services, workplace: Workplace
) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    assert role(window) == QAccessible.Role.Window
    assert {role(button) for button in workplace.nav.findChildren(QAbstractButton)} == {
        QAccessible.Role.RadioButton
    }
    line = Line("Ana & <b>Ben</b>")
    qtbot.addWidget(line)
    assert role(line) == QAccessible.Role.StaticText
    assert line.accessibleName() == "Ana & <b>Ben</b>"
    choice = Select("Environment")
    qtbot.addWidget(choice)
    assert choice.accessibleDescription() == "Environment"


def test_a_tip_is_read_out_without_tags() -> None:
    assert plain_tip("Import a .env…") == "Import a .env…"
    assert plain_tip("Show <b>Ana</b>") == "<qt>Show &lt;b&gt;Ana&lt;/b&gt;</qt>"


def test_the_words_to_compare_are_heard_where_the_focus_goes(
    qtbot: QtBot, workplace: Workplace, little_team: LittleTeam
) -> None:
    people = workplace.context.people_dialogs
    people.compare(little_team.id("Cai"))
    dialog = workplace.findChild(LetInDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.primary.hasFocus())
    heard = dialog.primary.accessibleDescription().split(", ")
    assert tuple(heard) == dialog.words
    dialog.close()


def test_the_groups_of_the_kit_can_be_heard(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.make_kit()
    dialog = workplace.findChild(RecoveryKitDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.primary.isEnabled())
    sheet = focus()
    assert sheet is not None
    assert sheet.accessibleName().startswith("1 ")
    assert sheet.accessibleName().count(",") == 15
    dialog.accepted_now.emit()
    assert sheet.accessibleName() == ""
    assert focus() is dialog.fields[0]
    dialog.close()
