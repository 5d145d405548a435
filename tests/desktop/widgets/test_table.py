"""The table under a person's hands, and under rows that change meanwhile."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Cell
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets.table import OTHERS_AT_LEAST, RowsView


@dataclass(frozen=True)
class Row:
    id: int
    name: str


COLUMNS = [Column[Row]("Name", lambda row: Cell(row.name), lambda row: row.name)]
MANY = [Row(number, f"key-{number:03}") for number in range(200)]


@pytest.fixture
def model() -> RowsModel[Row]:
    made = RowsModel(COLUMNS, lambda row: row.id, lambda row: row.name)
    made.set_rows(MANY)
    return made


@pytest.fixture
def view(qtbot: QtBot, model: RowsModel[Row]) -> RowsView:
    made = RowsView(model, "Keys", many=True)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def click(qtbot: QtBot, view: RowsView, place: int, *keys: Qt.KeyboardModifier) -> None:
    middle = view.visualRect(view.model().index(place, 0)).center()
    modifier = keys[0] if keys else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, middle)


def test_click_and_arrows_choose(qtbot: QtBot, view: RowsView) -> None:
    with qtbot.waitSignal(view.chosen) as told:
        click(qtbot, view, 3)
    assert told.args == [3]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_id() == 4
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_id() == 199
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_id() == 0


def test_enter_and_double_click_open(qtbot: QtBot, view: RowsView) -> None:
    click(qtbot, view, 2)
    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [2]
    middle = view.visualRect(view.model().index(5, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    with qtbot.waitSignal(view.opened) as told:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == [5]


def test_a_letter_is_left_to_the_screen(qtbot: QtBot, view: RowsView) -> None:
    click(qtbot, view, 2)
    qtbot.keyClick(view, Qt.Key.Key_K)
    assert view.current_id() == 2


def test_replaced_rows_keep_choice_selection_and_scroll(
    qtbot: QtBot, view: RowsView, model: RowsModel[Row]
) -> None:
    view.choose(100)
    click(qtbot, view, 101, Qt.KeyboardModifier.ControlModifier)
    top = view.rowAt(0)
    offset = view.rowViewportPosition(top)
    top_id = model.id_at(top)
    with qtbot.assertNotEmitted(view.chosen):
        model.set_rows([Row(1000 + n, "a new one") for n in range(7)] + MANY)
    assert view.current_id() == 101
    assert view.selected_ids() == [100, 101]
    assert model.id_at(view.rowAt(0)) == top_id
    assert view.rowViewportPosition(view.rowAt(0)) == offset


def test_a_chosen_row_that_goes_is_chosen_no_more(
    qtbot: QtBot, view: RowsView, model: RowsModel[Row]
) -> None:
    view.choose(5)
    with qtbot.waitSignal(view.chosen) as told:
        model.set_rows([row for row in MANY if row.id != 5])
    assert told.args == [None]
    assert view.selected_ids() == []


def test_a_filter_that_hides_the_chosen_row(
    qtbot: QtBot, view: RowsView, model: RowsModel[Row]
) -> None:
    view.choose(5)
    model.set_filter("key-00")
    assert view.current_id() == 5
    model.set_filter("key-1")
    assert view.current_id() is None
    assert not view.choose(5)
    assert view.choose(150)


def test_a_click_on_a_title_sorts_and_a_third_gives_it_up(
    qtbot: QtBot, view: RowsView, model: RowsModel[Row]
) -> None:
    model.set_rows(MANY[::-1])
    header = view.horizontalHeader()
    firsts = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
        firsts.append(model.id_at(0))
    assert firsts == [0, 199, 199]
    assert header.sortIndicatorSection() == -1


def test_menu_by_mouse_and_by_key(qtbot: QtBot, view: RowsView) -> None:
    click(qtbot, view, 2)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        middle = view.visualRect(view.model().index(2, 0)).center()
        place = view.viewport().mapToGlobal(middle)
        with qtbot.waitSignal(view.menu_asked) as told:
            QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, middle, place))
        assert told.args is not None
        assert told.args[0] == 2


def test_the_card_ends_below_the_last_row(view: RowsView, model: RowsModel[Row]) -> None:
    model.set_rows(MANY[:3])
    assert view.maximumHeight() == Metrics.HEADER + 3 * Metrics.ROW


def test_the_row_under_the_mouse_is_seen(qtbot: QtBot, view: RowsView) -> None:
    calm = view.grab().toImage()
    middle = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseMove(view.viewport(), middle)
    qtbot.waitUntil(lambda: view.grab().toImage() != calm)


def test_it_has_names(view: RowsView) -> None:
    assert view.accessibleName() == "Keys"
    assert view.horizontalHeader().accessibleName()


@pytest.fixture
def two_columns(qtbot: QtBot) -> RowsView:
    columns = [*COLUMNS, Column[Row]("Ends", lambda row: Cell(row.name[-3:]), width=300)]
    model = RowsModel[Row](columns, lambda row: row.id, lambda row: row.name)
    model.set_rows(MANY)
    made = RowsView(model, "Keys")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_a_column_is_as_wide_as_what_stands_in_it(two_columns: RowsView) -> None:
    narrow = two_columns.columnWidth(1)
    assert 40 < narrow < 120
    model = two_columns.model()
    assert isinstance(model, RowsModel)
    model.set_filter("199")
    assert two_columns.columnWidth(1) == narrow


def test_the_first_column_keeps_its_room(two_columns: RowsView) -> None:
    two_columns.resize(120, 400)
    assert two_columns.columnWidth(1) == OTHERS_AT_LEAST


def test_the_first_focus_selects_the_row_it_makes_current(
    qtbot: QtBot, two_columns: RowsView
) -> None:
    two_columns.activateWindow()
    two_columns.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: two_columns.selected_ids() == [0])
    assert two_columns.current_id() == 0
