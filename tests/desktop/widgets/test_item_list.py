"""Rows with buttons, and what happens to them while somebody is at one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Line

COPY = Action("copy", "Copy", Kind.PRIMARY, "copy")
MORE = Action("more", icon="ellipsis", tip="More")
ITEMS = [
    Item(1, "openai-eval", "OpenAI · staging", Tile("O", 0), lease=0.8, lease_text="6 days left",
         actions=(COPY, MORE)),
    Item(2, "Cai left on 3 November", "2 keys", icon="user-minus", tone=Tone.DANGER,
         actions=(Action("go", "Continue"),)),
    Item(3, "ci-eval", trailing="214×"),
]  # fmt: skip


@pytest.fixture
def items(qtbot: QtBot) -> ItemList:
    made = ItemList("My keys")
    qtbot.addWidget(made)
    made.show_items(ITEMS)
    made.resize(800, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def button(items: ItemList, caption: str) -> Button:
    return next(found for found in items.findChildren(Button) if found.caption == caption)


def test_a_button_tells_its_row(qtbot: QtBot, items: ItemList) -> None:
    with qtbot.waitSignal(items.acted) as told:
        qtbot.mouseClick(button(items, "Continue"), Qt.MouseButton.LeftButton)
    assert told.args == [2, "go"]
    more = items.findChild(IconButton)
    assert more is not None
    assert more.accessibleName() == "More"
    with qtbot.waitSignal(items.acted) as told:
        qtbot.keyClick(more, Qt.Key.Key_Space)
    assert told.args == [1, "more"]


def test_words_at_the_right_end_alike_with_a_button_and_without(qtbot: QtBot) -> None:
    made = ItemList("Access", bare=True, dense=True)
    qtbot.addWidget(made)
    made.resize(340, 120)
    for actions in ((MORE,), (), (MORE,)):
        made.show_items(
            [Item(1, "Ben", trailing="1×", actions=actions), Item(2, "Ana", trailing="–")]
        )
        made.show()
        qtbot.waitUntil(lambda: len(ends_of(made, "1×", "–")) == 1)


def ends_of(items: ItemList, *texts: str) -> set[int]:
    """How far right these words go."""
    lines = [line for line in items.findChildren(Line) if line.text() in texts]
    return {line.mapTo(items, line.rect().topRight()).x() for line in lines}


def test_what_wraps_shows_long_words_whole(qtbot: QtBot) -> None:
    long = "Grace shared OpenAI production with Bob, Chen and the service nightly-tests"
    made = ItemList("Activity", bare=True, dense=True, wraps=True)
    qtbot.addWidget(made)
    made.resize(340, 120)
    made.show_items([Item(1, long, "5 days ago")])
    made.show()
    shown = next(one for one in made.findChildren(QLabel) if one.text() == long)
    assert shown.height() >= 2 * shown.fontMetrics().height()


def test_what_changes_elsewhere_leaves_the_focus_where_it_is(items: ItemList) -> None:
    copy = button(items, "Copy")
    copy.setFocus()
    items.show_items([ITEMS[2], replace(ITEMS[0], lease=0.7, lease_text="5 days left")])
    assert copy.hasFocus()
    assert button(items, "Copy") is copy


def test_a_row_that_goes_takes_its_buttons(qtbot: QtBot, items: ItemList) -> None:
    items.show_items(ITEMS[:1])
    qtbot.waitUntil(lambda: [b.caption for b in items.findChildren(Button)] == ["Copy"])
    items.show_items([])
    qtbot.waitUntil(lambda: items.findChildren(Button) == [])
    assert not items.grab().isNull()


def test_a_row_of_another_shape_is_built_anew(qtbot: QtBot, items: ItemList) -> None:
    items.show_items([replace(ITEMS[0], actions=(Action("ask", "More time"),)), *ITEMS[1:]])
    qtbot.waitUntil(lambda: len(items.findChildren(Button)) == 2)
    with qtbot.waitSignal(items.acted) as told:
        qtbot.mouseClick(button(items, "More time"), Qt.MouseButton.LeftButton)
    assert told.args == [1, "ask"]


def test_buttons_say_whose_they_are(items: ItemList) -> None:
    assert button(items, "Copy").accessibleDescription() == "openai-eval"


def test_buttons_say_so_anew_when_the_row_is_called_otherwise(items: ItemList) -> None:
    copy = button(items, "Copy")
    items.show_items([replace(ITEMS[0], title="openai-prod")])
    assert copy.accessibleDescription() == "openai-prod"
