"""Who has seen what, as a table: people down, keys across."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from keylease_desktop.models.cells import Tile

Index = QModelIndex | QPersistentModelIndex
SEEN_ROLE = Qt.ItemDataRole.UserRole
HEADING_ROLE = Qt.ItemDataRole.UserRole + 1


class Seen(Enum):
    """What one person has seen of one key."""

    NONE = auto()
    ACCESS = auto()
    """Has access, has not opened it."""
    OPENED = auto()
    """Has access and has opened the value in use."""
    EXPOSED = auto()
    """Has seen a value that still works, and has no access any more."""
    OLD = auto()
    """Has seen only values that are dead."""


@dataclass(frozen=True)
class Heading:
    """A person or a key along the edge."""

    id: Hashable
    name: str
    tile: Tile


class MatrixModel(QAbstractTableModel):
    """One cell a person and key; what is not in `seen` is NONE."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.people: Sequence[Heading] = ()
        self.keys: Sequence[Heading] = ()
        self._seen: Mapping[tuple[Hashable, Hashable], Seen] = {}

    def show(
        self,
        people: Sequence[Heading],
        keys: Sequence[Heading],
        seen: Mapping[tuple[Hashable, Hashable], Seen],
    ) -> None:
        """Replace everything; `seen` is by (person id, key id)."""
        self.beginResetModel()
        self.people, self.keys, self._seen = people, keys, seen
        self.endResetModel()

    def seen(self, row: int, column: int) -> Seen:
        """What the person of that row has seen of the key of that column."""
        return self._seen.get((self.people[row].id, self.keys[column].id), Seen.NONE)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        seen = self.seen(index.row(), index.column())
        if role == SEEN_ROLE:
            return seen
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            who, what = self.people[index.row()].name, self.keys[index.column()].name
            return f"{who}, {what}: {meaning(seen)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        headings = self.keys if orientation == Qt.Orientation.Horizontal else self.people
        if section >= len(headings):
            return None
        if role == HEADING_ROLE:
            return headings[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return headings[section].name
        return None


def meaning(seen: Seen) -> str:
    """A cell in words."""
    say = QCoreApplication.translate
    return {
        Seen.NONE: say("Seen", "no access, not seen"),
        Seen.ACCESS: say("Seen", "has access, not opened"),
        Seen.OPENED: say("Seen", "has access, has opened it"),
        Seen.EXPOSED: say("Seen", "no access, has seen a value that still works"),
        Seen.OLD: say("Seen", "has seen only values that are dead"),
    }[seen]
