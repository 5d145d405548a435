"""Rows under headings: what stands where, what can be chosen, what the filter and sorting do."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Cell
from keylease_desktop.models.groups import GroupedModel, GroupId, Grouping
from keylease_desktop.models.rows import CELL_ROLE, Column
from keylease_desktop.widgets.table import RowsView


@dataclass(frozen=True)
class Row:
    id: int
    kind: int
    name: str


ROWS = [Row(1, 2, "d"), Row(2, 1, "c"), Row(3, 2, "b"), Row(4, 1, "a")]
COLUMNS = [Column[Row]("Name", lambda row: Cell(row.name), lambda row: row.name)]
BY_KIND = Grouping[Row](
    lambda row: row.kind,
    lambda key, rows: Cell(f"kind {key}", f"{len(rows)} rows", heading=True),
)


def model() -> GroupedModel[Row]:
    made = GroupedModel(COLUMNS, lambda row: row.id, lambda row: row.name)
    made.set_rows(ROWS)
    made.group(BY_KIND)
    return made


def places(of: GroupedModel[Row]) -> list[object]:
    return [of.id_at(place) for place in range(of.rowCount())]


def test_groups_stand_in_the_order_of_their_keys_rows_as_they_were_given() -> None:
    made = model()
    assert places(made) == [GroupId(1), 2, 4, GroupId(2), 1, 3]
    assert [row.id for row in made.shown] == [2, 4, 1, 3]
    assert [made.is_row(place) for place in range(3)] == [False, True, True]
    assert (made.place_of(3), made.place_of(GroupId(2)), made.place_of(GroupId(9))) == (5, 3, None)


def test_a_heading_is_read_and_cannot_be_chosen(qtmodeltester: ModelTester) -> None:
    made = model()
    heading = made.index(0, 0)
    assert made.flags(heading) == Qt.ItemFlag.NoItemFlags
    assert made.data(heading) == "kind 1, 2 rows"
    cell = made.data(heading, CELL_ROLE)
    assert isinstance(cell, Cell)
    assert cell.heading
    qtmodeltester.check(made)


def test_filter_and_sorting_work_within_the_groups() -> None:
    made = model()
    made.sort(0)
    assert places(made) == [GroupId(1), 4, 2, GroupId(2), 3, 1]
    made.set_filter("b")
    assert places(made) == [GroupId(2), 3]
    made.set_filter("nothing")
    assert made.rowCount() == 0
    made.set_filter("")
    made.group(Grouping(lambda row: row.name, BY_KIND.heading))
    assert len(places(made)) == 8


def test_what_is_said_anew_words_the_headings_anew(qtbot: QtBot) -> None:
    made = model()
    words = ["first", "second"]
    made.group(Grouping(BY_KIND.key, lambda key, rows: Cell(words[0], heading=True)))
    assert made.data(made.index(0, 0)) == "first"
    words.reverse()
    assert made.data(made.index(0, 0)) == "first"
    with qtbot.waitSignal(made.dataChanged):
        made.say_anew()
    assert made.data(made.index(0, 0)) == "second"


def test_the_keys_step_over_headings(qtbot: QtBot) -> None:
    view = RowsView(model(), "Rows", many=True)
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_id() == 2
    for expected in (4, 1, 3, 3):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.current_id() == expected
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_id() == 3
    view.selectAll()
    assert view.selected_ids() == [2, 4, 1, 3]
    assert not view.grab().isNull()
