"""Paints one cell of a table: tile, icon, lease bar, badge, one or two lines of text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from keylease_desktop.models.cells import Cell
from keylease_desktop.models.rows import CELL_ROLE, Column
from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.label import plain_tip

PADDING = 12
BREATH = 4
DOT = 8
TILE = 24
TILE_LARGE = 32
LEASE_WIDTH = 64
LEASE_HEIGHT = 4


class RowDelegate(QStyledItemDelegate):
    """Reads `CELL_ROLE`; asks nothing else of the model."""

    def __init__(self, columns: tuple[Column[object], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.hovered = -1

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, Metrics.ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell = index.data(CELL_ROLE)
        tokens = look().tokens
        where = QRect(option.rect)
        if cell.heading:
            self._heading(painter, where, cell, index.column())
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.surface
        if selected:
            ground = tokens.selected
        elif index.row() == self.hovered:
            ground = tokens.hover
        painter.save()
        paint.soften(painter)
        painter.fillRect(where, QColor(ground))
        painter.fillRect(QRect(where.x(), where.bottom(), where.width(), 1), QColor(tokens.line))
        inside = where.adjusted(PADDING, 0, -PADDING, -1)
        self._content(painter, inside, cell, self._columns[index.column()], ground)
        painter.restore()

    def _heading(self, painter: QPainter, where: QRect, cell: Cell, column: int) -> None:
        """Each cell of the row draws its part of one line across all of them."""
        view, tokens = self.parent(), look().tokens
        assert isinstance(view, QTableView)
        left = where.x() - view.columnViewportPosition(column)
        whole = QRect(left, where.y(), view.viewport().width(), where.height())
        painter.save()
        painter.setClipRect(where)
        paint.soften(painter)
        painter.fillRect(where, QColor(tokens.canvas))
        painter.fillRect(QRect(where.x(), where.bottom(), where.width(), 1), QColor(tokens.line))
        middle = where.center().y()
        dot = QRect(left + PADDING, middle - DOT // 2, DOT, DOT)
        paint.rounded(painter, dot, DOT / 2, tokens.ink(cell.tone))
        inside = whole.adjusted(PADDING + DOT + 10, 0, -PADDING, -1)
        took = paint.write(painter, inside, cell.text, font(Type.STRONG), tokens.text)
        inside.setLeft(inside.left() + took + 10)
        paint.write(painter, inside, cell.second, font(Type.BODY, tabular=True), tokens.muted)
        painter.restore()

    def _content(
        self, painter: QPainter, where: QRect, cell: Cell, column: Column[object], ground: str
    ) -> None:
        left = where.x()
        middle = where.center().y()
        if cell.tile is not None:
            side = TILE_LARGE if where.height() >= Metrics.ROW_TWO_LINES - 1 else TILE
            paint.tile(painter, QRect(left, middle - side // 2 + 1, side, side), cell.tile)
            left += side + 10
        if cell.icon:
            square = QRect(left, middle - 7, Metrics.ICON, Metrics.ICON)
            paint_icon(painter, cell.icon, look().tokens.ink(cell.tone), square)
            left += Metrics.ICON + 8
        if cell.lease is not None:
            bar = QRectF(left, middle - 1, LEASE_WIDTH, LEASE_HEIGHT)
            paint.lease_bar(painter, bar, cell.lease)
            left += LEASE_WIDTH + 8
        rest = QRect(left, where.y(), where.right() - left + 1, where.height())
        if cell.badge:
            if column.right:
                rest.setLeft(max(rest.left(), rest.right() + 1 - paint.badge_width(cell.text)))
            paint.badge(painter, rest, cell.text, cell.tone, ground)
        else:
            self._lines(painter, rest, cell, column)

    def width_of(self, cell: Cell, column: Column[object]) -> int:
        """How wide a column has to be for that cell to be read whole, in pixels."""
        width = 2 * PADDING + BREATH
        if cell.tile is not None:
            width += TILE + 10
        if cell.icon:
            width += Metrics.ICON + 8
        if cell.lease is not None:
            width += LEASE_WIDTH + 8
        if cell.badge:
            return width + paint.badge_width(cell.text)
        text = QFontMetrics(_letters(cell, column)).horizontalAdvance(cell.text)
        quiet = QFontMetrics(font(Type.CAPTION, tabular=column.tabular))
        return width + max(text, quiet.horizontalAdvance(cell.second))

    def _lines(self, painter: QPainter, where: QRect, cell: Cell, column: Column[object]) -> None:
        tokens = look().tokens
        align = paint.RIGHT if column.right else paint.LEFT
        letters = _letters(cell, column)
        if not cell.second:
            paint.write(painter, where, cell.text, letters, tokens.ink(cell.tone), align)
            return
        top = where.y() + (where.height() - 36) // 2
        upper = QRect(where.x(), top, where.width(), 19)
        lower = QRect(where.x(), top + 19, where.width(), 17)
        paint.write(painter, upper, cell.text, letters, tokens.ink(cell.tone), align)
        quiet = font(Type.CAPTION, tabular=column.tabular)
        paint.write(painter, lower, cell.second, quiet, tokens.ink(Tone.MUTED), align)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A tip for a cell: its own, or its whole text where it was shortened."""
        cell = index.data(CELL_ROLE)
        text = "" if cell is None else cell.tip or cell.text
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
        return True


def _letters(cell: Cell, column: Column[object]) -> QFont:
    kind = Type.MONO if cell.mono else (Type.STRONG if cell.strong else Type.BODY)
    return font(kind, tabular=column.tabular)
