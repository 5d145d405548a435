"""Rows in groups, each group under a heading: what a list shows where what belongs together counts.

A place on the screen is a row or a heading. Headings cannot be chosen; sorting sorts each group.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt

from keylease_desktop.models.cells import Cell
from keylease_desktop.models.rows import CELL_ROLE, Index, RowsModel

R = TypeVar("R")


@dataclass(frozen=True)
class Grouping(Generic[R]):
    """`key` says to which group a row belongs; groups stand in the order of their keys.

    `heading` is what stands over a group: a cell with `heading` set.
    """

    key: Callable[[R], Any]
    heading: Callable[[Any, Sequence[R]], Cell]


@dataclass(frozen=True)
class GroupId:
    """What names a heading among the ids of the rows."""

    key: Hashable


class GroupedModel(RowsModel[R]):
    """A `RowsModel` in groups, once `group` has said in which."""

    _grouping: Grouping[R] | None = None
    _keys: Sequence[Any] = ()
    _members: Sequence[Sequence[int]] = ()
    _places: Sequence[int] = ()
    _headings: Mapping[int, Cell] = MappingProxyType({})

    # What there is ---------------------------------------------------------------------------

    @property
    def shown(self) -> list[R]:
        """The rows that the filter lets through, in the order on the screen."""
        return [self._rows[number] for number in self._places if number >= 0]

    def row(self, place: int) -> R:
        """The row at that place on the screen. IndexError where there is none, but a heading."""
        number = self._places[place]
        if number < 0:
            raise IndexError(place)
        return self._rows[number]

    def is_row(self, place: int) -> bool:
        """Whether a row stands there, and not a heading."""
        return self._places[place] >= 0

    def id_at(self, place: int) -> Hashable:
        """The id of the row at that place on the screen, or a `GroupId`."""
        number = self._places[place]
        return GroupId(self._keys[-1 - number]) if number < 0 else self._row_id(self._rows[number])

    def _place_of_number(self, number: int) -> int:
        return self._places.index(number)

    def place_of(self, row_id: Hashable) -> int | None:
        """Where the row of that id, or that heading, stands on the screen; None if it does not."""
        if not isinstance(row_id, GroupId):
            return super().place_of(row_id)
        if row_id.key not in self._keys:
            return None
        return self._places.index(-1 - list(self._keys).index(row_id.key))

    # What changes it -------------------------------------------------------------------------

    def group(self, grouping: Grouping[R]) -> None:
        """Put the rows into other groups."""
        self.beginResetModel()
        self._grouping = grouping
        self._lay()
        self.endResetModel()

    def say_anew(self) -> None:
        """The cells say something else, though the rows and their places are the same."""
        self._headings = {}
        if self._places:
            last = self.index(len(self._places) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _show(self, among: Sequence[int], held: Sequence[str] = ()) -> None:
        super()._show(among, held)
        self._lay()

    def _lay(self) -> None:
        """Headings, each with its rows after it."""
        self._headings = {}
        if self._grouping is None:
            self._places = self._shown
            return
        groups: dict[Any, list[int]] = {}
        key, rows = self._grouping.key, self._rows
        for number in self._shown:
            groups.setdefault(key(rows[number]), []).append(number)
        ordered = sorted(groups.items(), key=itemgetter(0))
        self._keys = [name for name, _ in ordered]
        self._members = [members for _, members in ordered]
        places: list[int] = []
        for order, members in enumerate(self._members):
            places.append(-1 - order)
            places.extend(members)
        self._places = places

    # What Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._places)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Nothing can be done with a heading."""
        if index.isValid() and not self.is_row(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.is_row(index.row()):
            return super().data(index, role)
        cell = self._heading(-1 - self._places[index.row()])
        if role == CELL_ROLE:
            return cell
        spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return cell.spoken if spoken and index.column() == 0 else None

    def _heading(self, order: int) -> Cell:
        """Worded once for as long as nothing changes: it looks at all rows of its group."""
        known = self._headings.get(order)
        if known is None:
            assert self._grouping is not None
            members = [self._rows[number] for number in self._members[order]]
            known = self._grouping.heading(self._keys[order], members)
            self._headings = {**self._headings, order: known}
        return known
