"""Seconds that run out: what is on the clipboard, and for how long still."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.label import Line


def clock(seconds: int) -> str:
    """Seconds as 0:22 or 4:12."""
    return f"{seconds // 60}:{seconds % 60:02}"


class Countdown(QWidget):
    """A small ring that empties, words, the time left, and a way to stop now.

    It keeps no time itself: whoever does calls `show_left`.
    """

    stopped = Signal()

    def __init__(self, stop: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._ring = _Ring()
        self._words = Line(kind=Type.CAPTION, tone=Tone.MUTED)
        self._time = Line(kind=Type.CAPTION_STRONG, tabular=True)
        self._stop = Button(stop, Kind.LINK)
        self._stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self._ring, self._words, self._time, self._stop):
            row.addWidget(part)
        self.hide()

    def show_left(self, words: str, left: int, total: int) -> None:
        """Show what runs out, and how many seconds of how many are left; hides itself at 0."""
        self._words.set_text(words)
        self._time.set_text(clock(left))
        self._ring.share = left / total if total else 0
        self._ring.update()
        self.setAccessibleName(f"{words} {clock(left)}")
        self.setVisible(left > 0)


class _Ring(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.share = 1.0
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(tokens.track), 2))
        painter.drawEllipse(where)
        painter.setPen(
            QPen(QColor(tokens.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.drawArc(where, 90 * 16, round(360 * 16 * self.share))
        painter.end()
