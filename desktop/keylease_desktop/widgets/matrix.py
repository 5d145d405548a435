"""The matrix of who has seen what, and its legend."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from keylease_desktop.models.matrix import HEADING_ROLE, SEEN_ROLE, MatrixModel, Seen, meaning
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.card_edge import CardEdge
from keylease_desktop.widgets.label import Label

CELL = 36
NAMES = 180
TOP = 124
SLANT = -50.0
SLANTED = 84
LEGEND = (Seen.OPENED, Seen.ACCESS, Seen.EXPOSED, Seen.OLD)


def paint_seen(painter: QPainter, middle: tuple[float, float], seen: Seen) -> None:
    """One dot: full for opened, a circle for access, a red diamond for exposed, a dash for old.

    The shapes differ too: colour alone says nothing to some.
    """
    tokens = look().tokens
    x, y = middle
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if seen is Seen.OPENED:
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(QRectF(x - 5.5, y - 5.5, 11, 11))
    elif seen is Seen.ACCESS:
        painter.setPen(QPen(QColor(tokens.accent), 1.6))
        painter.drawEllipse(QRectF(x - 4.7, y - 4.7, 9.4, 9.4))
    elif seen is Seen.EXPOSED:
        painter.translate(x, y)
        painter.rotate(45)
        painter.setBrush(QColor(tokens.danger))
        painter.drawRoundedRect(QRectF(-5, -5, 10, 10), 1.5, 1.5)
    elif seen is Seen.OLD:
        painter.setBrush(QColor(tokens.muted))
        painter.drawRoundedRect(QRectF(x - 5, y - 1, 10, 2), 1, 1)
    painter.restore()


class MatrixView(QTableView):
    """People down, keys across; the arrows walk through it and a screen reader reads each cell."""

    def __init__(self, model: MatrixModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("ring_radius", Metrics.CARD_RADIUS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalHeader(_KeysHeader(self))
        self.setVerticalHeader(_PeopleHeader(self))
        self.setModel(model)
        self.setItemDelegate(_SeenDelegate(self))
        self._edge = CardEdge(self)
        model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """No larger than what it holds; the last slanted name needs room to the right."""
        keys, people = self.model().columnCount(), self.model().rowCount()
        self.setMaximumSize(NAMES + keys * CELL + SLANTED, TOP + people * CELL)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.maximumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        width, line = self.viewport().width(), QColor(look().tokens.line)
        for row in range(self.model().rowCount()):
            below = self.rowViewportPosition(row) + CELL - 1
            painter.fillRect(0, below, width, 1, line)
        painter.end()
        super().paintEvent(event)


class _Edge(QHeaderView):
    """What the two edges share."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(CELL)
        self.setDefaultSectionSize(CELL)
        self.setHighlightSections(False)
        self.setMouseTracking(True)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)


class _KeysHeader(_Edge):
    """Key names, slanted: they stay readable and a column stays narrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(TOP)
        self.setAccessibleName(self.tr("Keys"))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self.viewport())
        paint.soften(painter)
        painter.fillRect(self.viewport().rect(), QColor(tokens.surface))
        for place in range(self.count()):
            self._name(painter, self.sectionViewportPosition(place), place)
        bottom = self.viewport().height() - 1
        painter.fillRect(QRect(0, bottom, self.viewport().width(), 1), QColor(tokens.line))
        painter.end()

    def _name(self, painter: QPainter, left: int, place: int) -> None:
        heading = self.model().headerData(place, self.orientation(), HEADING_ROLE)
        painter.save()
        painter.translate(left + CELL / 2 + 3, TOP - 10)
        painter.rotate(SLANT)
        where = QRect(0, -10, 140, 20)
        paint.write(painter, where, heading.name, font(Type.CAPTION), look().tokens.text)
        painter.restore()


class _PeopleHeader(_Edge):
    """Tiles and names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFixedWidth(NAMES)
        self.setAccessibleName(self.tr("People"))

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        return QSize(NAMES, CELL)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tokens = look().tokens
        heading = self.model().headerData(logicalIndex, self.orientation(), HEADING_ROLE)
        painter.save()
        paint.soften(painter)
        painter.fillRect(rect, QColor(tokens.surface))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        side = 24
        top = rect.y() + (rect.height() - side) // 2
        paint.tile(painter, QRect(rect.x() + 12, top, side, side), heading.tile)
        where = rect.adjusted(46, 0, -8, -1)
        paint.write(painter, where, heading.name, font(Type.BODY), tokens.text)
        painter.restore()


class _SeenDelegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(CELL, CELL)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = look().tokens
        where = QRect(option.rect)
        seen: Seen = index.data(SEEN_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            ground = tokens.selected if selected else tokens.hover
            paint.rounded(painter, where.adjusted(3, 3, -3, -4), 5, ground)
        paint_seen(painter, (where.center().x() + 0.5, where.center().y()), seen)


class MatrixLegend(QWidget):
    """What the shapes mean: in one line, or in two where that does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._entries = [_Entry(seen) for seen in LEGEND]
        self._lines = 0
        self._lay(1)

    def _lay(self, lines: int) -> None:
        if lines == self._lines:
            return
        self._lines, across = lines, len(self._entries) // lines
        for place, entry in enumerate(self._entries):
            self._grid.addWidget(entry, place // across, place % across)
        for column in range(len(self._entries) + 1):
            self._grid.setColumnStretch(column, int(column == across))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gaps = self._grid.horizontalSpacing() * len(self._entries)
        wanted = sum(entry.sizeHint().width() for entry in self._entries) + gaps
        self._lay(1 if wanted <= self.width() else 2)


class _Entry(QWidget):
    """One shape and its meaning."""

    def __init__(self, seen: Seen) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Sample(seen))
        row.addWidget(Label(meaning(seen), Type.CAPTION, Tone.MUTED), 1)


class _Sample(QWidget):
    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self._seen = seen
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_seen(painter, (8, 8), self._seen)
        painter.end()
