"""The ring follows the keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.card import Scroll
from keylease_desktop.widgets.focus_ring import GROWN, ON_THE_EDGE, FocusRing, ground_of


@pytest.fixture
def ring(qtbot: QtBot) -> Iterator[FocusRing]:
    made = FocusRing()
    yield made
    made.deleteLater()


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 20, 20, 20)
    for widget in (Button("One"), Button("Two"), QLineEdit()):
        column.addWidget(widget)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def around(ring: FocusRing, widget: QWidget) -> bool:
    """Whether the ring lies round that widget: two pixels off, or on the edge of a field."""
    if ring.around is not widget:
        return False
    place = QRect(widget.mapTo(ground_of(widget), QPoint(0, 0)), widget.size())
    off = ON_THE_EDGE if isinstance(widget, QLineEdit) else GROWN
    return ring.geometry == place.adjusted(-off, -off, off, off)


def test_tab_shows_it_and_a_click_does_not(qtbot: QtBot, ring: FocusRing, page: QWidget) -> None:
    one, two = page.findChildren(Button)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    one.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.around is None
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert around(ring, two)


def test_a_field_shows_it_always(qtbot: QtBot, ring: FocusRing, page: QWidget) -> None:
    field = page.findChild(QLineEdit)
    assert field is not None
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert around(ring, field)


def test_it_follows_what_moves_and_hides_with_it(
    qtbot: QtBot, ring: FocusRing, page: QWidget
) -> None:
    one, two = page.findChildren(Button)
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    two.move(two.x() + 30, two.y() + 5)
    assert around(ring, two)
    two.hide()
    assert not around(ring, two)


def test_it_outlives_what_it_was_round(qtbot: QtBot, ring: FocusRing, page: QWidget) -> None:
    one, two = page.findChildren(Button)
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    two.deleteLater()
    qtbot.waitUntil(lambda: len(page.findChildren(Button)) == 1)
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert not page.grab().isNull()


def test_it_outlives_the_window_it_was_drawn_on(qtbot: QtBot, ring: FocusRing) -> None:
    window = QWidget()
    other, button = Button("Other", parent=window), Button("One", parent=window)
    other.setFocus()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    assert around(ring, button)
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(button))
    assert ring.around is None


def test_it_scrolls_with_what_it_is_round(qtbot: QtBot, ring: FocusRing) -> None:
    scroll = Scroll(10)
    buttons = [Button(f"Button {number}") for number in range(30)]
    for button in buttons:
        scroll.column.addWidget(button)
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    scroll.show()
    scroll.activateWindow()
    qtbot.waitUntil(scroll.isActiveWindow)
    buttons[0].setFocus()
    for _ in range(3):
        qtbot.keyClick(scroll.focusWidget(), Qt.Key.Key_Tab)
    assert around(ring, buttons[3])
    scroll.verticalScrollBar().setValue(60)
    assert around(ring, buttons[3])


def test_one_that_asks_for_none_gets_none(qtbot: QtBot, ring: FocusRing, page: QWidget) -> None:
    one, two = page.findChildren(Button)
    two.setProperty("no_ring", True)
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert ring.around is None
