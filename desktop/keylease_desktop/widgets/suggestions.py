"""The list that drops down below a field while somebody types."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from keylease_desktop.models.cells import Chip
from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.announce import announce

ROW = 34
MOST = 6


class Suggestions(QWidget):
    """Lies in the window of `field`, which keeps the focus and hands its keys to `handle`."""

    def __init__(self, field: QWidget, take: Callable[[Chip], None]) -> None:
        super().__init__(field)
        self._field, self._take = field, take
        self._chips: Sequence[Chip] = ()
        self._place = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def chips(self) -> Sequence[Chip]:
        """What is offered."""
        return self._chips if self.isVisible() else ()

    def show_chips(self, chips: Sequence[Chip], at: QPoint, width: int) -> None:
        """Offer these, the first of them marked; none hides the list."""
        self._chips, self._place = chips[:MOST], 0
        if not self._chips:
            self.hide()
            return
        self.setParent(self._field.window())
        width = min(width, self._field.window().width() - at.x() - 8)
        self.setGeometry(QRect(at.x(), at.y(), width, len(self._chips) * ROW + 8))
        self.show()
        self.raise_()
        self._mark(0)

    def handle(self, event: QKeyEvent) -> bool:
        """Arrows, Enter, Tab and Escape while it is open; True if the key was for the list."""
        if not self.isVisible():
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._mark(self._place + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._choose(self._place)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _mark(self, place: int) -> None:
        self._place = place % len(self._chips)
        announce(self._field, self._chips[self._place].name)
        self.update()

    def _choose(self, place: int) -> None:
        chip = self._chips[place]
        self.hide()
        self._take(chip)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._place = self._at(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._at(event))

    def _at(self, event: QMouseEvent) -> int:
        place = (int(event.position().y()) - 4) // ROW
        return min(max(place, 0), len(self._chips) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        paint.rounded(painter, self.rect(), Metrics.RADIUS + 2, tokens.raised, tokens.line_strong)
        for place, chip in enumerate(self._chips):
            where = QRect(4, 4 + place * ROW, self.width() - 8, ROW)
            if place == self._place:
                paint.rounded(painter, where, Metrics.RADIUS, tokens.selected)
            self._row(painter, where, chip)
        painter.end()

    def _row(self, painter: QPainter, where: QRect, chip: Chip) -> None:
        tokens = look().tokens
        square = QRect(where.x() + 6, where.y() + 6, 22, 22)
        if chip.tile is not None:
            paint.tile(painter, square, chip.tile)
        elif chip.icon:
            paint_icon(painter, chip.icon, tokens.text, square.adjusted(3, 3, -3, -3))
        words = where.adjusted(36, 0, -8, 0)
        width = paint.write(painter, words, chip.name, font(Type.BODY), tokens.text)
        note = words.adjusted(width + 10, 0, 0, 0)
        paint.write(painter, note, chip.note, font(Type.CAPTION), tokens.warning)
