"""The places at the left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.nav_list import NavItem, NavList

ITEMS = [
    NavItem("today", "Today", "sun", 5, alert=True),
    NavItem("keys", "Keys", "key", 14),
    NavItem("settings", "Settings", "settings", foot=True),
]


def made(qtbot: QtBot) -> NavList:
    places = NavList("Places")
    qtbot.addWidget(places)
    places.set_items(ITEMS)
    places.resize(208, 400)
    places.show()
    return places


def buttons(places: NavList) -> dict[str, QAbstractButton]:
    return {button.text(): button for button in places.findChildren(QAbstractButton)}


def test_mouse_and_keys_go_to_a_place(qtbot: QtBot) -> None:
    places = made(qtbot)
    with qtbot.waitSignal(places.gone) as told:
        qtbot.mouseClick(buttons(places)["Keys"], Qt.MouseButton.LeftButton)
    assert told.args == ["keys"]
    with qtbot.waitSignal(places.gone) as told:
        qtbot.keyClick(buttons(places)["Settings"], Qt.Key.Key_Return)
    assert told.args == ["settings"]


def test_a_count_that_changes_keeps_the_focus(qtbot: QtBot) -> None:
    places = made(qtbot)
    places.show_current("keys")
    keys = buttons(places)["Keys"]
    keys.setFocus()
    places.set_items([ITEMS[0], NavItem("keys", "Keys", "key", 15), ITEMS[2]])
    assert buttons(places)["Keys"] is keys
    assert keys.isChecked()
    assert keys.accessibleName() == "Keys, 15"


def test_what_stands_at_the_foot_stands_at_the_foot(qtbot: QtBot) -> None:
    places = made(qtbot)
    qtbot.waitUntil(lambda: buttons(places)["Settings"].y() > 300)
    places.set_items(ITEMS[:2])
    qtbot.waitUntil(lambda: "Settings" not in buttons(places))
