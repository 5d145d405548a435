"""Small key caps beside what the keys do."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.label import Label

HEIGHT = 18
PADDING = 5
BETWEEN = 4


def cap_width(text: str) -> int:
    """How wide one cap is, in pixels."""
    return max(QFontMetrics(font(Type.MONO_SMALL)).horizontalAdvance(text) + 2 * PADDING, HEIGHT)


def caps_width(caps: tuple[str, ...]) -> int:
    """How wide these caps are side by side, in pixels."""
    return sum(map(cap_width, caps)) + BETWEEN * (len(caps) - 1)


def paint_caps(painter: QPainter, left: int, middle: int, caps: tuple[str, ...]) -> None:
    """Draw caps from `left` on, around the height `middle`."""
    tokens = look().tokens
    for text in caps:
        where = QRect(left, middle - HEIGHT // 2 + 1, cap_width(text), HEIGHT)
        paint.rounded(painter, where, 4, tokens.canvas, tokens.line_strong)
        letters = font(Type.MONO_SMALL)
        paint.write(painter, where, text, letters, tokens.ink(Tone.MUTED), paint.CENTRE)
        left += where.width() + BETWEEN


class KeyCaps(QWidget):
    """Keys to press together, as caps."""

    def __init__(self, *caps: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = caps
        self.setAccessibleName("+".join(caps))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(caps_width(self._caps), HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.soften(painter)
        paint_caps(painter, 0, self.height() // 2, self._caps)
        painter.end()


class KeyHint(QWidget):
    """Key caps and, after them, what they do: `[K] keep`."""

    def __init__(self, caps: tuple[str, ...], text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(KeyCaps(*caps))
        row.addWidget(Label(text, Type.CAPTION))
