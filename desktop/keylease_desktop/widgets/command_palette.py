"""Everything that can be done or gone to, a few letters away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.card import Rule
from keylease_desktop.widgets.inputs import SearchField
from keylease_desktop.widgets.key_caps import caps_width, paint_caps
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.sheet import Sheet

ROW = 44
SHOWN = 8
MOST = 50
ENTRY_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Entry:
    """One thing to do or go to. `more` are words that find it without being shown."""

    title: str
    run: Callable[[], None]
    subtitle: str = ""
    icon: str = ""
    tile: Tile | None = None
    caps: tuple[str, ...] = ()
    more: str = ""


def rank(entry: Entry, words: Sequence[str]) -> int | None:
    """How well these words (casefolded) fit, smaller is better; None where one is not found."""
    title = entry.title.casefold()
    everything = f"{title} {entry.subtitle} {entry.more}".casefold()
    if not all(word in everything for word in words):
        return None
    if not words or title.startswith(words[0]):
        return 0
    if any(part.startswith(words[0]) for part in title.replace("-", " ").split()):
        return 1
    return 2 if words[0] in title else 3


class CommandPalette(Sheet):
    """Type, arrow, Enter. The entries are asked for each time it opens."""

    def __init__(
        self, window: QWidget, entries: Callable[[], Sequence[Entry]], placeholder: str = ""
    ) -> None:
        super().__init__(window, self.tr("Find anything"), light=True)
        self._entries = entries
        self._all: Sequence[Entry] = ()
        column = QVBoxLayout(self.card)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        self.field = SearchField(
            self.tr("Find anything"), placeholder or self.tr("Find anything"), (self.tr("Esc"),)
        )
        self.field.setProperty("bare", "true")
        self.field.setProperty("no_ring", True)
        self.field.setMinimumHeight(40)
        self.field.setTextMargins(6, 0, 0, 0)
        self.field.textChanged.connect(self._filter)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self._model = _Entries(self)
        self.list.setModel(self._model)
        self.list.clicked.connect(self._run)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.nothing = Label(
            self.tr("Nothing here is called that. Fewer letters find more."),
            Type.BODY,
            Tone.MUTED,
        )
        self.nothing.setFixedHeight(ROW)
        self.nothing.setContentsMargins(10, 0, 10, 0)
        column.addWidget(self.field)
        column.addWidget(Rule())
        column.addWidget(self.list)
        column.addWidget(self.nothing)

    def open(self) -> None:
        """Ask for the entries anew and show it, empty."""
        self._all = self._entries()
        self.field.clear()
        self._filter("")
        super().open()

    def first_focus(self) -> QWidget:
        """Where one types."""
        return self.field

    def card_width(self) -> int:
        """Wider than a dialog: titles and what they belong to stand in one line."""
        return 600

    def card_top(self, height: int) -> int:
        """Near the top, so that it stays where it is while the list shrinks."""
        return min(96, (self.height() - height) // 2)

    def found(self) -> list[Entry]:
        """The entries on the list, best first."""
        return self._model.entries

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        ranked = [(rank(entry, words), place) for place, entry in enumerate(self._all)]
        fitting = sorted((fit, place) for fit, place in ranked if fit is not None)
        self._model.show_entries([self._all[place] for _, place in fitting[:MOST]])
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setFixedHeight(min(len(self.found()), SHOWN) * ROW)
        self.list.setVisible(bool(self.found()))
        self.nothing.setVisible(not self.found())
        if not self.found():
            announce(self, self.nothing.text())

    def _run(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self.found()[index.row()]
            self.close()
            entry.run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: SHOWN,
            Qt.Key.Key_PageUp: -SHOWN,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif (step := steps.get(Qt.Key(event.key()))) and self.found():
            last = len(self.found()) - 1
            place = min(max(self.list.currentIndex().row() + step, 0), last)
            self.list.setCurrentIndex(self._model.index(place))
        else:
            super().keyPressEvent(event)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, [entry.title, entry.subtitle]))
        return None


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        tokens = look().tokens
        where = QRect(option.rect)
        painter.save()
        paint.soften(painter)
        painter.fillRect(where, QColor(tokens.surface))
        if option.state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, where, Metrics.RADIUS, tokens.selected)
        square = QRect(where.x() + 10, where.y() + (ROW - 24) // 2, 24, 24)
        if entry.tile is not None:
            paint.tile(painter, square, entry.tile)
        elif entry.icon:
            paint_icon(painter, entry.icon, tokens.muted, square.adjusted(4, 4, -4, -4))
        right = where.right() - 10
        if entry.caps:
            right -= caps_width(entry.caps)
            paint_caps(painter, right, where.center().y(), entry.caps)
        self._words(painter, QRect(where.x() + 44, where.y(), right - where.x() - 52, ROW), entry)
        painter.restore()

    def _words(self, painter: QPainter, where: QRect, entry: Entry) -> None:
        tokens = look().tokens
        letters = font(Type.MEDIUM)
        width = QFontMetrics(letters).horizontalAdvance(entry.title)
        paint.write(painter, where, entry.title, letters, tokens.text)
        rest = where.adjusted(width + 10, 0, 0, 0)
        paint.write(painter, rest, entry.subtitle, font(Type.CAPTION), tokens.muted)
