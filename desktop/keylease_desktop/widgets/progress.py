"""How far something is: a ring with its percentage, a thin bar, dots that turn."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint

SIDE = 56


class ProgressRing(QWidget):
    """Done of all, as a ring; `says` is the same in words: "18 of 42 decided"."""

    def __init__(self, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(SIDE, SIDE)
        self.share = 0.0
        self.show_share(0.0, says)

    def show_share(self, share: float, says: str) -> None:
        """Change how far it is, 0 to 1."""
        self.share = min(max(share, 0.0), 1.0)
        self.setAccessibleName(says)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        where = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QPen(QColor(tokens.track), 6))
        painter.drawEllipse(where)
        if self.share:
            colour = QColor(tokens.good if self.share == 1 else tokens.accent)
            painter.setPen(QPen(colour, 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(where, 90 * 16, -round(360 * 16 * self.share))
        text = f"{int(self.share * 100)}%"
        letters = font(Type.CAPTION_STRONG, tabular=True)
        paint.write(painter, QRect(self.rect()), text, letters, tokens.text, paint.CENTRE)
        painter.end()


class ProgressBar(QWidget):
    """Done of all, as a bar; `says` is the same in words."""

    def __init__(self, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tone = Tone.ACCENT
        self.show_share(0.0, says)

    def show_share(self, share: float, says: str, tone: Tone = Tone.ACCENT) -> None:
        """Change how far it is, 0 to 1, and the colour where that says something too."""
        self.share, self._tone = min(max(share, 0.0), 1.0), tone
        self.setAccessibleName(says)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), 3, tokens.track)
        if self.share:
            filled = QRectF(0, 0, max(self.width() * self.share, 6), self.height())
            paint.rounded(painter, filled, 3, tokens.ink(self._tone))
        painter.end()


class Working(QWidget):
    """Turns while something is under way; stands still where motion is reduced."""

    def __init__(self, says: str, side: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)
        self.setAccessibleName(says)
        self._angle = 0
        self._timer = QTimer(self, interval=60)
        self._timer.timeout.connect(self._turn)

    def _turn(self) -> None:
        self._angle = (self._angle + 24) % 360
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if look().motion:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(tokens.track), 2.5))
        painter.drawEllipse(where)
        pen = QPen(QColor(tokens.accent), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(where, -self._angle * 16, 90 * 16)
        painter.end()
