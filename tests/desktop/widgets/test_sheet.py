"""What lies over a window keeps the focus until it goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.sheet import EDGE, Sheet, shortcut


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.findChild(QLineEdit).setFocus()  # type: ignore[union-attr]
    yield made
    made.close()


def sheet_with(window: QWidget, *captions: str, light: bool = False) -> tuple[Sheet, list[Button]]:
    sheet = Sheet(window, "Share", light=light)
    column = QVBoxLayout(sheet.card)
    buttons = [Button(caption) for caption in captions]
    for button in buttons:
        column.addWidget(button)
    return sheet, buttons


def test_the_focus_goes_round_within_and_comes_back(qtbot: QtBot, window: QWidget) -> None:
    sheet, (one, two) = sheet_with(window, "One", "Two")
    sheet.open()
    assert one.hasFocus()
    for expected in (two, one, two):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()
    qtbot.keyClick(two, Qt.Key.Key_Backtab)
    assert one.hasFocus()
    qtbot.keyClick(one, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    field = window.findChild(QLineEdit)
    assert field is not None
    assert field.hasFocus()


def test_it_tells_when_it_covers(qtbot: QtBot, window: QWidget) -> None:
    sheet, _ = sheet_with(window, "One")
    with qtbot.waitSignal(sheet.covered) as told:
        sheet.open()
    assert told.args == [True]
    with qtbot.waitSignal(sheet.covered) as told:
        sheet.close()
    assert told.args == [False]


def test_only_a_light_one_goes_with_a_click_beside_it(qtbot: QtBot, window: QWidget) -> None:
    for light in (False, True):
        sheet, _ = sheet_with(window, "One", light=light)
        sheet.open()
        middle = sheet.card.rect().center()
        qtbot.mouseClick(sheet.card, Qt.MouseButton.LeftButton, pos=middle)
        assert sheet.isVisible()
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.rect().topLeft())
        assert sheet.isVisible() is not light
        sheet.close()


def test_it_grows_and_shrinks_with_its_window(qtbot: QtBot, window: QWidget) -> None:
    sheet, _ = sheet_with(window, *"ABCDEFGHIJKLMNOPQRST")
    sheet.open()
    window.resize(400, 300)
    assert sheet.geometry() == window.rect()
    assert sheet.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(sheet.card.geometry())


def test_what_is_added_while_it_is_open_makes_it_taller(qtbot: QtBot, window: QWidget) -> None:
    sheet, _ = sheet_with(window, "One")
    sheet.open()
    before = sheet.card.height()
    sheet.card.layout().addWidget(Button("Two"))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: sheet.card.height() > before)


def test_keys_typed_on_it_reach_nothing_below(qtbot: QtBot, window: QWidget) -> None:
    sheet, (one,) = sheet_with(window, "One")
    sheet.open()
    qtbot.keyClicks(one, "secret")
    field = window.findChild(QLineEdit)
    assert field is not None
    assert field.text() == ""
    sheet.close()


def test_shortcuts_of_what_lies_below_rest_meanwhile(qtbot: QtBot, window: QWidget) -> None:
    acts: list[str] = []
    shortcut("Ctrl+F", window, lambda: acts.append("find"))
    sheet, (one,) = sheet_with(window, "One")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert acts == ["find"]
    sheet.open()
    qtbot.keyClick(one, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert acts == ["find"]
    sheet.close()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert acts == ["find", "find"]
