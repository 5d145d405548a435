"""One of a few ways on, each with a sentence: a large button."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone, mix
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint

HEIGHT = 68


class Choice(QAbstractButton):
    """An icon, what it does, and in a sentence what that means."""

    def __init__(self, icon: str, title: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._second = icon, second
        self.setText(title.replace("&", "&&"))
        self._title = title
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(420, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        warm = self.underMouse() or self.isDown()
        fill = mix(tokens.text, tokens.surface, 0.035) if warm else tokens.surface
        paint.rounded(painter, self.rect(), Metrics.CARD_RADIUS, fill, tokens.line)
        square = QRect(16, (self.height() - 32) // 2, 32, 32)
        paint.rounded(painter, square, 7, tokens.fill(Tone.ACCENT))
        inner = QRect(square.x() + 8, square.y() + 8, 16, 16)
        paint_icon(painter, self._icon, tokens.accent, inner)
        words = QRect(62, self.height() // 2 - 20, self.width() - 62 - 40, 20)
        paint.write(painter, words, self._title, font(Type.STRONG), tokens.text)
        below = words.translated(0, 21)
        paint.write(painter, below, self._second, font(Type.CAPTION), tokens.muted)
        arrow = QRect(self.width() - 32, (self.height() - 16) // 2, 16, 16)
        paint_icon(painter, "chevron-right", tokens.muted, arrow)
        painter.end()
