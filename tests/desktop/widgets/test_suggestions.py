"""The list below a field."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Chip
from keylease_desktop.widgets.suggestions import MOST, ROW, Suggestions

CHIPS = [Chip(number, f"Person {number}") for number in range(10)]


@pytest.fixture
def taken() -> list[Chip]:
    return []


@pytest.fixture
def offered(qtbot: QtBot, taken: list[Chip]) -> Iterator[Suggestions]:
    page = QWidget()
    field = QLineEdit(page)
    qtbot.addWidget(page)
    page.resize(400, 400)
    page.show()
    made = Suggestions(field, taken.append)
    made.show_chips(CHIPS, QPoint(0, 40), 300)
    yield made
    page.close()


def press(offered: Suggestions, key: Qt.Key) -> bool:
    return offered.handle(QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def test_no_more_than_can_be_read_at_once(offered: Suggestions) -> None:
    assert len(offered.chips) == MOST


def test_keys(offered: Suggestions, taken: list[Chip]) -> None:
    assert press(offered, Qt.Key.Key_Up)
    assert press(offered, Qt.Key.Key_Return)
    assert taken == [CHIPS[MOST - 1]]
    assert not press(offered, Qt.Key.Key_Return)


def test_escape_closes_the_list_alone(offered: Suggestions, taken: list[Chip]) -> None:
    assert not press(offered, Qt.Key.Key_A)
    assert press(offered, Qt.Key.Key_Escape)
    assert offered.chips == ()
    assert not press(offered, Qt.Key.Key_Escape)


def test_mouse(qtbot: QtBot, offered: Suggestions, taken: list[Chip]) -> None:
    qtbot.mouseClick(offered, Qt.MouseButton.LeftButton, pos=QPoint(50, 4 + 2 * ROW + 5))
    assert taken == [CHIPS[2]]


def test_nothing_to_offer_hides_it(offered: Suggestions) -> None:
    offered.show_chips([], QPoint(), 0)
    assert not offered.isVisible()
