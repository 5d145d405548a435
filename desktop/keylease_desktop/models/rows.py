"""One table model for every list: declared columns over immutable rows, with an index of its own.

100,000 rows filter and sort while somebody types. QSortFilterProxyModel asks Python for every
comparison and is two orders too slow for that; here each column is sorted once, then kept.
"""

from array import array
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from keylease_desktop.models.cells import Cell

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its title, what it shows of a row, and by what it is sorted.

    `order` gives a key that compares; rows where it is None come last either way. Without it the
    column cannot be sorted. `width` is how many pixels it takes at most, if its cells need them; 0
    takes what is left over.
    """

    title: str
    cell: Callable[[R], Cell]
    order: Callable[[R], Any] | None = None
    width: int = 0
    right: bool = False
    tabular: bool = False


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind. `row_id` names a row for as long as it exists; `words` is what the filter
    searches. Replacing, filtering and sorting reset the model: `RowsView` keeps what was selected.
    """

    def __init__(
        self,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], Hashable],
        words: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._row_id = row_id
        self._words = words
        self._rows: Sequence[R] = ()
        self._shown: Sequence[int] = ()
        self._haystack: list[str] | None = None
        self._orders: dict[int, list[int]] = {}
        self._numbers: dict[Hashable, int] | None = None
        self._sorted_by: tuple[int, bool] | None = None
        self._needle = ""
        self._accept: Callable[[R], bool] | None = None

    # What there is ---------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[R]:
        """All rows, as they were given."""
        return self._rows

    @property
    def shown(self) -> list[R]:
        """The rows that the filter lets through, in the order on the screen."""
        return [self._rows[number] for number in self._shown]

    def row(self, place: int) -> R:
        """The row at that place on the screen. IndexError if there is none."""
        return self._rows[self._shown[place]]

    def is_row(self, place: int) -> bool:
        """Whether a row stands there that can be chosen."""
        return 0 <= place < len(self._shown)

    def id_at(self, place: int) -> Hashable:
        """The id of the row at that place on the screen. IndexError if there is none."""
        return self._row_id(self.row(place))

    def place_of(self, row_id: Hashable) -> int | None:
        """Where the row of that id stands on the screen; None if it is not shown."""
        if self._numbers is None:
            self._numbers = {
                name: number for number, name in enumerate(map(self._row_id, self._rows))
            }
        number = self._numbers.get(row_id)
        try:
            # searching a list of numbers is quicker than turning it into a table after each letter
            return None if number is None else self._place_of_number(number)
        except ValueError:
            return None

    def _place_of_number(self, number: int) -> int:
        return self._shown.index(number)

    # What changes it -------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[R]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self._haystack = None
        self._orders.clear()
        self._numbers = None
        self._show(self._order())
        self.endResetModel()

    def set_filter(self, text: str, accept: Callable[[R], bool] | None = None) -> None:
        """Show the rows that hold every word of `text` and that `accept` takes."""
        needle = " ".join(text.casefold().split())
        if (needle, accept) == (self._needle, self._accept):
            return
        narrower = accept is self._accept and needle.startswith(self._needle)
        held = self._needle.split() if narrower else ()
        self._needle, self._accept = needle, accept
        self.beginResetModel()
        self._show(self._shown if narrower else self._order(), held)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1 as the rows were given."""
        falling = order == Qt.SortOrder.DescendingOrder
        wanted = (column, falling) if self._sortable(column) else None
        if wanted == self._sorted_by:
            return
        self.beginResetModel()
        self._sorted_by = wanted
        self._show(self._order())
        self.endResetModel()

    def prepare(self) -> None:
        """Build what the filter searches, before the first letter is typed."""
        self._hay()

    def _sortable(self, column: int) -> bool:
        return 0 <= column < len(self.columns) and self.columns[column].order is not None

    def _hay(self) -> list[str]:
        if self._haystack is None:
            words = self._words
            self._haystack = [words(row).casefold() for row in self._rows]
        return self._haystack

    def _show(self, among: Sequence[int], held: Sequence[str] = ()) -> None:
        """Keep of `among`, which hold the words `held`, what the filter lets through, in order."""
        shown = among
        for word in self._needle.split():
            if word not in held:
                shown = self._holding(word, shown)
        if (accept := self._accept) is not None:
            rows = self._rows
            shown = [number for number in shown if accept(rows[number])]
        self._shown = shown

    def _holding(self, word: str, among: Sequence[int]) -> list[int]:
        """The row numbers of `among` whose words hold `word`, in that order."""
        hay = self._hay()
        if 4 * len(among) < len(hay):
            return [number for number in among if word in hay[number]]
        # Searched as the words lie in memory, whatever the order on the screen: several times as
        # quick where 100,000 rows are sorted.
        found = [word in words for words in hay]
        if isinstance(among, range):
            return list(compress(among, found))
        return [number for number in among if found[number]]

    def _order(self) -> Sequence[int]:
        """Every row number in the order that was asked for."""
        if self._sorted_by is None:
            return range(len(self._rows))
        column, falling = self._sorted_by
        rising = self._orders.get(column)
        if rising is None:
            # made anew, so that the numbers lie in memory as they are read at each letter
            rising = self._orders[column] = list(array("l", self._rising(column)))
        if not falling:
            return rising
        key = self.columns[column].order
        assert key is not None
        blanks = 0
        while blanks < len(rising) and key(self._rows[rising[-1 - blanks]]) is None:
            blanks += 1
        filled = len(rising) - blanks
        return rising[:filled][::-1] + rising[filled:]

    def _rising(self, column: int) -> list[int]:
        key = self.columns[column].order
        assert key is not None
        keys = list(map(key, self._rows))
        try:
            return sorted(range(len(keys)), key=keys.__getitem__)
        except TypeError:
            if None not in keys:
                raise
        filled = [number for number, value in enumerate(keys) if value is not None]
        blank = [number for number, value in enumerate(keys) if value is None]
        return sorted(filled, key=keys.__getitem__) + blank

    # What Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role not in _ANSWERED:
            return None
        cell = self.columns[index.column()].cell(self.row(index.row()))
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        return cell.spoken

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if spoken and orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            return self.columns[section].title
        return None


_ANSWERED = {
    int(CELL_ROLE),
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
}
