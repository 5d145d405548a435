"""The table of every list: `RowsModel` shown as rows on a card."""

from collections.abc import Hashable
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from keylease_desktop.models.rows import RowsModel
from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.announce import announce_current
from keylease_desktop.widgets.card_edge import CardEdge
from keylease_desktop.widgets.row_delegate import PADDING, RowDelegate

FIRST_AT_LEAST = 190
OTHERS_AT_LEAST = 72
ARROW = 20
MEASURED = 60
"""Rows by which a column is measured: the screen holds no more, and reading all takes long."""


class _Kept(NamedTuple):
    """What a view remembers while its rows are replaced."""

    current: Hashable | None
    selected: list[Hashable]
    top: Hashable | None
    offset: int


class RowsHeader(QHeaderView):
    """Column titles, quiet, with an arrow on the one that sorts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(Metrics.HEADER)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setMinimumSectionSize(32)
        self.setAccessibleName(self.tr("Columns"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tokens = look().tokens
        model = self.model()
        assert isinstance(model, RowsModel)
        column = model.columns[logicalIndex]
        painter.save()
        paint.soften(painter)
        painter.fillRect(rect, QColor(tokens.surface))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        inside = rect.adjusted(PADDING, 0, -PADDING, -1)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        if sorted_here:
            self._arrow(painter, inside, column.title)
        tone = Tone.NEUTRAL if sorted_here else Tone.MUTED
        align = paint.RIGHT if column.right else paint.LEFT
        paint.write(painter, inside, column.title, font(Type.CAPTION), tokens.ink(tone), align)
        painter.restore()

    def _arrow(self, painter: QPainter, inside: QRect, title: str) -> None:
        rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        width = self.fontMetrics().horizontalAdvance(title)
        square = QRect(inside.x() + width + 2, inside.center().y() - 6, 14, 14)
        name = "chevron-up" if rising else "chevron-down"
        paint_icon(painter, name, look().tokens.text, square)


class RowsView(QTableView):
    """Shows a `RowsModel`. What is selected and what is at the top stay when rows are replaced.

    `chosen` tells the id of the current row (None for none) each time it is another; `opened` one
    that was double-clicked or entered; `menu_asked` wants a menu for an id, at a place on screen.
    """

    chosen = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(
        self,
        model: RowsModel[Any],
        name: str,
        *,
        row_height: int = Metrics.ROW,
        many: bool = False,
        first_at_least: int = FIRST_AT_LEAST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._row_height = row_height
        self._current: Hashable | None = None
        self._kept = _Kept(None, [], None, 0)
        self._edge = CardEdge(self)
        self.setAccessibleName(name)
        self._plain_looks()
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        header = RowsHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(self._widen)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._delegate = RowDelegate(model.columns, self)
        self.setItemDelegate(self._delegate)
        self._measured: object = None
        self._needed: dict[int, int] = {}
        self._first = self._first_at_least = first_at_least
        for number, column in enumerate(model.columns):
            taken = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(number, taken)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.id_at(index.row())))
        self._fit()

    def _plain_looks(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("ring_radius", Metrics.CARD_RADIUS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self._row_height)
        rows.setDefaultSectionSize(self._row_height)

    # Which row -------------------------------------------------------------------------------

    def current_id(self) -> Hashable | None:
        """The id of the current row, None if there is none."""
        return self._current

    def selected_ids(self) -> list[Hashable]:
        """The ids of the selected rows, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.id_at(place) for place in places if self._rows.is_row(place)]

    def choose(self, row_id: Hashable) -> bool:
        """Make that row the current one and show it. False if the filter hides it."""
        place = self._rows.place_of(row_id)
        if place is None:
            return False
        # said outright: Qt would add to what is selected while a Shift is held
        flags = self.selectionModel().SelectionFlag
        index = self._rows.index(place, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and self.selectionMode() is self.SelectionMode.SingleSelection:
            self.selectRow(index.row())  # the first focus makes a row current and selects none
        self._tell(self._rows.id_at(index.row()) if index.isValid() else None)

    def _tell(self, row_id: Hashable | None) -> None:
        if row_id != self._current:
            self._current = row_id
            self.chosen.emit(row_id)

    # What stays when rows are replaced ---------------------------------------------------------

    def _keep(self) -> None:
        top = self.rowAt(0)
        known = 0 <= top < self._rows.rowCount()
        self._kept = _Kept(
            self._current,
            self.selected_ids(),
            self._rows.id_at(top) if known else None,
            self.rowViewportPosition(top) if known else 0,
        )

    def _restore(self) -> None:
        current, selected, top, offset = self._kept
        self._fit()
        selection = self.selectionModel()
        flags = selection.SelectionFlag
        for row_id in selected:
            if (place := self._rows.place_of(row_id)) is not None:
                selection.select(self._rows.index(place, 0), flags.Select | flags.Rows)
        place = self._rows.place_of(current) if current is not None else None
        if place is not None:
            selection.setCurrentIndex(self._rows.index(place, 0), flags.NoUpdate)
        self._tell(current if place is not None else None)
        at_top = self._rows.place_of(top) if top is not None else None
        if at_top is not None:
            self.verticalScrollBar().setValue(at_top * self._row_height - offset)

    # Size ------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """No taller than its rows: the card ends below the last one."""
        rows = min(self._rows.rowCount(), 100_000)
        self.setMaximumHeight(min(Metrics.HEADER + rows * self._row_height, 16_777_215))
        self.updateGeometry()
        self._lay_columns()

    def _lay_columns(self) -> None:
        """As wide as what stands in them; where there is no room for the first, the widest of the
        others give way.
        """
        self._measure()
        header = self.horizontalHeader()
        widths = {n: w for n, w in self._needed.items() if not header.isSectionHidden(n)}
        lacks = sum(widths.values()) + self._first - self.viewport().width()
        while lacks > 0 and widths and max(widths.values()) > OTHERS_AT_LEAST:
            widest = max(widths, key=widths.__getitem__)
            less = min(lacks, max(8, widths[widest] // 8))
            widths[widest] -= less
            lacks -= less
        for number, width in widths.items():
            header.resizeSection(number, width)

    def _measure(self) -> None:
        """What the columns need, once for these rows: filtering and sorting move no column."""
        if self._measured is self._rows.rows:
            return
        self._measured = self._rows.rows
        for number, column in enumerate(self._rows.columns):
            title = QFontMetrics(font(Type.CAPTION)).horizontalAdvance(column.title)
            cells = (column.cell(row) for row in self._rows.rows[:MEASURED])
            widest = max((self._delegate.width_of(cell, column) for cell in cells), default=0)
            needed = max(widest, title + 2 * PADDING + ARROW)
            if column.width:
                self._needed[number] = min(needed, column.width)
            else:
                self._first = min(needed, self._first_at_least)

    def _widen(self) -> None:
        """Cells say something else: their columns may need more, and never shrink under one."""
        before, self._needed, self._measured = self._needed, {}, None
        self._measure()
        self._needed = {n: max(width, before.get(n, 0)) for n, width in self._needed.items()}
        if self._needed != before:
            self._lay_columns()

    def spare(self, column: int, hidden: bool) -> None:
        """Hide a column, or show it again, and share out the room anew."""
        if self.isColumnHidden(column) != hidden:
            self.setColumnHidden(column, hidden)
            self._lay_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_columns()

    def sizeHint(self) -> QSize:
        return QSize(600, min(self.maximumHeight(), 4000))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self.maximumHeight(), Metrics.HEADER + 2 * self._row_height))

    # Mouse and keys ----------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self, lambda: announce_current(self))  # after Qt has named the table

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._current is not None:
                self.opened.emit(self._current)
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            places = [n for n in range(self._rows.rowCount()) if self._rows.is_row(n)]
            if places:
                end = places[0] if event.key() == Qt.Key.Key_Home else places[-1]
                self.choose(self._rows.id_at(end))
            return
        if event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # single letters are the screen's: K keeps, / filters
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.viewport().mapFromGlobal(event.globalPos())
        index = self.indexAt(place)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.visualRect(index).bottomLeft()
        if index.isValid():
            row_id = self._rows.id_at(index.row())
            self.menu_asked.emit(row_id, self.viewport().mapToGlobal(place))

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Up and down only: a cell that is wider than the view does not shift all columns."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)


def topped(view: RowsView) -> QWidget:
    """The table above what room it leaves: it is as high as its rows, where they are few."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(view)
    column.addStretch(1)
    return holder
