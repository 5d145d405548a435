"""A row of buttons in too little room."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.button_row import GAP, ButtonRow
from keylease_desktop.widgets.buttons import Button, IconButton


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[ButtonRow]:
    buttons = (Button("Kopieren", icon="copy"), Button("Ersetzen", icon="refresh-cw"))
    panel = QWidget()
    made = ButtonRow(buttons, IconButton("ellipsis", "Mehr"), panel)
    qtbot.addWidget(panel)
    panel.resize(400, 40)
    panel.show()
    yield made
    panel.close()


def widths(row: ButtonRow) -> list[int]:
    return [button.sizeHint().width() for button in row.findChildren(Button)]


def test_all_icons_go_at_once_and_come_back(row: ButtonRow) -> None:
    row.resize(400, 40)
    whole = widths(row)
    row.resize(sum(whole) + 32 + 2 * GAP, 40)
    assert widths(row) == whole
    row.resize(sum(whole) + 32 + 2 * GAP - 1, 40)
    first, last = widths(row)
    assert first < whole[0]
    assert last < whole[1]
    row.resize(400, 40)
    assert widths(row) == whole


def test_one_that_is_hidden_needs_no_room(qtbot: QtBot, row: ButtonRow) -> None:
    row.resize(150, 40)
    one, two = row.findChildren(Button)
    narrow = one.sizeHint().width()
    two.hide()
    qtbot.waitUntil(lambda: one.sizeHint().width() > narrow)
