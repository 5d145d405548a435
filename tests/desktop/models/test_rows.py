"""The one table model against the plain way to say the same: filter, then sort."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Cell
from keylease_desktop.models.rows import CELL_ROLE, Column, RowsModel

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    ends: int | None


COLUMNS = [
    Column[Row]("Name", lambda row: Cell(row.name, tip="whole"), lambda row: row.name),
    Column[Row]("Ends", lambda row: Cell(str(row.ends)), lambda row: row.ends, right=True),
    Column[Row]("Note", lambda row: Cell("-")),
]
rows_of_any_kind = st.lists(
    st.builds(
        Row,
        st.integers(0, 10**6),
        st.text("abC -", max_size=4),
        st.none() | st.integers(0, 5),
    ),
    unique_by=lambda row: row.id,
    max_size=30,
)


def model_of(rows: list[Row]) -> RowsModel[Row]:
    model = RowsModel(COLUMNS, lambda row: row.id, lambda row: row.name)
    model.set_rows(rows)
    return model


ROWS = [Row(1, "beta", 30), Row(2, "alpha", None), Row(3, "Gamma alpha", 10), Row(4, "delta", 20)]


def ids(model: RowsModel[Row]) -> list[int]:
    return [row.id for row in model.shown]


def test_model_keeps_qt_s_contract(qtmodeltester: ModelTester) -> None:
    model = model_of(ROWS)
    qtmodeltester.check(model)
    model.set_filter("alpha")
    model.sort(0, FALLING)
    qtmodeltester.check(model)


def test_rows_stand_as_they_were_given() -> None:
    assert ids(model_of(ROWS)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "found"),
    [("alpha", [2, 3]), ("ALPHA gam", [3]), ("", [1, 2, 3, 4]), ("  ", [1, 2, 3, 4]), ("x", [])],
)
def test_filter_wants_every_word(text: str, found: list[int]) -> None:
    model = model_of(ROWS)
    model.set_filter(text)
    assert ids(model) == found


def test_rows_without_a_key_come_last_either_way() -> None:
    model = model_of(ROWS)
    model.sort(1, RISING)
    assert ids(model) == [3, 4, 1, 2]
    model.sort(1, FALLING)
    assert ids(model) == [1, 4, 3, 2]


def test_no_order_and_no_column_give_the_order_given() -> None:
    model = model_of(ROWS)
    model.sort(0, RISING)
    model.sort(2, RISING)
    assert ids(model) == [1, 2, 3, 4]
    model.sort(0, RISING)
    model.sort(-1, RISING)
    assert ids(model) == [1, 2, 3, 4]


def test_new_rows_keep_filter_and_order() -> None:
    model = model_of(ROWS)
    model.sort(0, RISING)
    model.set_filter("a")
    model.set_rows([*ROWS[1:], Row(9, "aardvark", 1), Row(10, "zzz", 2)])
    assert ids(model) == [3, 9, 2, 4]


def test_a_row_that_was_replaced_is_found_by_its_new_words() -> None:
    model = model_of(ROWS)
    model.prepare()
    model.set_rows([ROWS[0], Row(2, "omega", 1)])
    model.set_filter("omega")
    assert ids(model) == [2]
    model.set_filter("alpha")
    assert ids(model) == []


def test_places_and_ids() -> None:
    model = model_of(ROWS)
    model.set_filter("alpha")
    assert [model.place_of(row_id) for row_id in (1, 2, 3, 77)] == [None, 0, 1, None]
    assert model.id_at(1) == 3
    with pytest.raises(IndexError):
        model.row(2)


def test_accept_and_words_together() -> None:
    def ends_soon(row: Row) -> bool:
        return row.ends is not None and row.ends < 25

    model = model_of(ROWS)
    model.set_filter("a", ends_soon)
    assert ids(model) == [3, 4]
    model.set_filter("al", ends_soon)
    assert ids(model) == [3]
    model.set_filter("", None)
    assert ids(model) == [1, 2, 3, 4]


def test_what_a_cell_says() -> None:
    model = model_of(ROWS)
    index = model.index(0, 0)
    assert index.data() == "beta"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "whole"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "beta"
    assert index.data(CELL_ROLE) == Cell("beta", tip="whole")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Ends"


def test_asking_for_the_same_again_resets_nothing(qtbot: QtBot) -> None:
    model = model_of(ROWS)
    model.set_filter("alpha")
    model.sort(0, RISING)
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_filter(" alpha ")
        model.sort(0, RISING)


Step = tuple[str, object]
orders = st.tuples(st.integers(-1, 2), st.sampled_from([RISING, FALLING]))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("rows"), rows_of_any_kind),
        st.tuples(st.just("filter"), st.text("abc -", max_size=3)),
        st.tuples(
            st.just("sort"), st.tuples(st.integers(-1, 2), st.sampled_from([RISING, FALLING]))
        ),
    ),
    max_size=12,
)


@given(steps)
def test_any_course_of_events_ends_as_the_plain_way_says(course: list[tuple[str, object]]) -> None:
    model = model_of([])
    rows: list[Row] = []
    needle, order = "", (-1, RISING)
    for what, how in course:
        if what == "rows":
            rows = list(how)  # type: ignore[call-overload]
            model.set_rows(rows)
        elif what == "filter":
            needle = str(how)
            model.set_filter(needle)
        else:
            order = how  # type: ignore[assignment]
            model.sort(*order)
        assert ids(model) == [row.id for row in plainly(rows, needle, order)]


def plainly(rows: list[Row], needle: str, order: tuple[int, Qt.SortOrder]) -> list[Row]:
    found = [row for row in rows if all(word in row.name.casefold() for word in needle.split())]
    column, direction = order
    key: Callable[[Row], object] | None = COLUMNS[column].order if column >= 0 else None
    if key is None:
        return found
    filled = [row for row in found if key(row) is not None]
    blank = [row for row in found if key(row) is None]
    # equal rows stand in the order given, and the other way round when it falls
    rising = sorted(filled, key=key)  # type: ignore[arg-type]
    return [*(rising if direction == RISING else rising[::-1]), *blank]
