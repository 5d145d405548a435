"""The panel beside the list, or over it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import LIGHT, Metrics
from keylease_desktop.widgets.buttons import Button, IconButton
from keylease_desktop.widgets.detail_panel import DetailHost, DetailPanel
from keylease_desktop.widgets.item_list import Item, ItemList
from keylease_desktop.widgets.label import Label


@pytest.fixture
def host(qtbot: QtBot) -> DetailHost:
    panel = DetailPanel("Key")
    panel.show_title(Tile.of_provider("OpenAI"), "openai-prod", "OpenAI · version 4")
    panel.column.addWidget(Button("Copy"))
    made = DetailHost(QLineEdit(), panel)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    return made


def main_of(host: DetailHost) -> QLineEdit:
    main = host.findChild(QLineEdit)
    assert main is not None
    return main


def panel_of(host: DetailHost) -> DetailPanel:
    panel = host.findChild(DetailPanel)
    assert panel is not None
    return panel


def test_side_by_side_where_there_is_room(host: DetailHost) -> None:
    host.show_panel(True)
    assert main_of(host).width() == 1280 - Metrics.DETAIL
    assert panel_of(host).geometry().left() == 1280 - Metrics.DETAIL
    host.show_panel(False)
    assert main_of(host).width() == 1280
    assert not panel_of(host).isVisible()


def test_over_the_list_where_there_is_not(host: DetailHost) -> None:
    host.show_panel(True)
    host.resize(1024, 640)
    assert not host.beside
    assert main_of(host).width() == 1024
    assert panel_of(host).geometry().right() == 1023


def test_one_that_nobody_asked_for_gives_way_and_comes_back(host: DetailHost) -> None:
    host.show_panel(True, asked=False)
    host.resize(1024, 640)
    assert not panel_of(host).isVisible()
    host.resize(1280, 700)
    assert panel_of(host).isVisible()
    host.show_panel(True)
    host.show_panel(True, asked=False)
    host.resize(1024, 640)
    assert panel_of(host).isVisible(), "it was asked for before"


def test_cross_and_escape_put_it_away_and_give_the_focus_back(
    qtbot: QtBot, host: DetailHost
) -> None:
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    host.show_panel(True)
    qtbot.mouseClick(panel_of(host).findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not host.panel_shown
    host.show_panel(True)
    copy = panel_of(host).findChild(Button)
    assert copy is not None
    copy.setFocus()
    qtbot.keyClick(copy, Qt.Key.Key_Escape)
    assert not host.panel_shown
    assert main_of(host).hasFocus()


def test_it_slides_where_motion_is_wanted(
    qtbot: QtBot, qapp: QApplication, host: DetailHost
) -> None:
    look().apply(qapp, LIGHT, motion=True)
    host.show_panel(True)
    assert panel_of(host).geometry().left() > 1280 - Metrics.DETAIL
    qtbot.waitUntil(lambda: panel_of(host).geometry().left() == 1280 - Metrics.DETAIL)
    qtbot.waitUntil(lambda: main_of(host).width() == 1280 - Metrics.DETAIL)


def test_what_wraps_in_it_has_the_height_that_it_takes(qtbot: QtBot, host: DetailHost) -> None:
    items = ItemList("Seen", bare=True, dense=True, wraps=True)
    long = "version 1 · key manager of it, entered it, opened it, last on 31 Aug"
    items.show_items([Item(n, "OpenAI production", long, trailing="has access") for n in range(3)])
    panel_of(host).column.addWidget(items)
    host.show_panel(True)
    wrapped = [one for one in items.findChildren(Label) if one.text() == long]
    qtbot.waitUntil(lambda: all(one.height() == one.heightForWidth(one.width()) for one in wrapped))
    assert all(one.height() > 20 for one in wrapped), "they do wrap"
