from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.tabs import Tabs


def test_tabs_by_mouse_and_arrow(qtbot: QtBot) -> None:
    tabs = Tabs("Parts", [("a", "Access 5"), ("v", "Versions 4"), ("x", "R&D")])
    qtbot.addWidget(tabs)
    tabs.show()
    assert tabs.value == "a"
    with qtbot.waitSignal(tabs.changed) as told:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert told.args == ["v"]
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.value == "x"
    tabs.choose("a")
    assert tabs.currentIndex() == 0


def test_a_caption_that_grows_moves_the_others(qtbot: QtBot) -> None:
    tabs = Tabs("Parts", [(1, "Access 5"), (2, "Versions 4")])
    qtbot.addWidget(tabs)
    tabs.show()
    before = tabs.tabRect(1).left()
    tabs.set_caption(1, "Zugriff 1.204")
    assert tabs.tabRect(1).left() > before


def test_in_too_little_room_all_stand_closer_and_none_is_pushed_out(qtbot: QtBot) -> None:
    tabs = Tabs("Parts", [(word, word) for word in ("About", "Access 4", "Versions", "Seen by 6")])
    qtbot.addWidget(tabs)
    tabs.resize(900, 36)
    tabs.show()
    wide = tabs.tabRect(3).right()
    tabs.resize(wide - 15, 36)
    tabs.choose("Seen by 6")
    assert tabs.tabRect(0).left() == 0
    assert tabs.tabRect(3).right() < wide
