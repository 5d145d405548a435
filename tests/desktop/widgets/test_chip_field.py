"""Who: a few letters and Enter."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Chip, Tile
from keylease_desktop.widgets.chip_field import CHIP, ChipField

PEOPLE = [
    Chip(1, "Ben Okafor", Tile("BO")),
    Chip(2, "Bea Stone", Tile("BS"), note="words not compared"),
    Chip(3, "ci-eval", icon="cpu"),
    Chip(4, "ML team · 4", icon="users"),
]


def suggest(text: str) -> Sequence[Chip]:
    return [chip for chip in PEOPLE if text.casefold() in chip.name.casefold()]


@pytest.fixture
def who(qtbot: QtBot) -> Iterator[ChipField]:
    page = QWidget()
    made = ChipField("Who", suggest)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    made.setFocus()
    yield made
    page.close()


def names(who: ChipField) -> list[str]:
    return [chip.name for chip in who.chips]


def test_two_letters_and_enter(qtbot: QtBot, who: ChipField) -> None:
    with qtbot.waitSignal(who.changed) as told:
        qtbot.keyClicks(who.field, "be")
        qtbot.keyClick(who.field, Qt.Key.Key_Return)
    assert told.args == [[1]]
    assert who.field.text() == ""


def test_what_is_typed_stands_as_high_as_the_chips(who: ChipField) -> None:
    who.add(PEOPLE[0])
    chip = who.findChild(QAbstractButton)
    assert chip is not None
    assert who.field.geometry().center().y() == chip.geometry().center().y()


def test_arrow_down_takes_the_second_and_tab_takes_too(qtbot: QtBot, who: ChipField) -> None:
    qtbot.keyClicks(who.field, "be")
    qtbot.keyClick(who.field, Qt.Key.Key_Down)
    qtbot.keyClick(who.field, Qt.Key.Key_Tab)
    assert names(who) == ["Bea Stone"]


def test_who_is_chosen_is_not_offered_again(qtbot: QtBot, who: ChipField) -> None:
    for _ in range(2):
        qtbot.keyClicks(who.field, "be")
        qtbot.keyClick(who.field, Qt.Key.Key_Return)
    assert names(who) == ["Ben Okafor", "Bea Stone"]
    who.add(PEOPLE[0])
    assert len(who.chips) == 2


def test_backspace_takes_the_last_away(qtbot: QtBot, who: ChipField) -> None:
    who.add(PEOPLE[0])
    who.add(PEOPLE[2])
    qtbot.keyClicks(who.field, "x")
    qtbot.keyClick(who.field, Qt.Key.Key_Backspace)
    assert len(who.chips) == 2
    qtbot.keyClick(who.field, Qt.Key.Key_Backspace)
    assert names(who) == ["Ben Okafor"]


def test_a_chip_goes_by_mouse_and_by_key(qtbot: QtBot, who: ChipField) -> None:
    for chip in PEOPLE[:2]:
        who.add(chip)
    first, second = who.findChildren(QAbstractButton)
    assert first.accessibleName() == "Remove Ben Okafor"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert names(who) == ["Bea Stone"]
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    assert names(who) == []
    assert who.field.hasFocus()


def test_many_chips_take_more_lines(qtbot: QtBot, who: ChipField) -> None:
    for number in range(12):
        who.add(Chip(100 + number, f"Somebody number {number}"))
    qtbot.waitUntil(lambda: who.height() > 4 * CHIP)
    buttons = who.findChildren(QAbstractButton)
    assert all(who.rect().contains(button.geometry()) for button in buttons)
    assert who.rect().contains(who.field.geometry())
