"""What a single key does, to be pressed by mouse as well: `[K] keep`."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, mix
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.key_caps import caps_width, paint_caps
from keylease_desktop.widgets.label import plain_tip

HEIGHT = 26
INSET = 4
GAP = 5


class KeyButton(QAbstractButton):
    """Takes no focus: whoever presses it by mouse goes on with the keys where they were."""

    def __init__(self, caps: tuple[str, ...], text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = caps
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_caption(text)

    @property
    def caption(self) -> str:
        """What it does."""
        return self._caption

    def set_caption(self, text: str) -> None:
        """Change what it does."""
        self._caption = text
        self.setAccessibleName(text)
        self.setAccessibleDescription("+".join(self._caps))
        self.setToolTip(plain_tip(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetrics(font(Type.CAPTION, tabular=True)).horizontalAdvance(self._caption)
        return QSize(caps_width(self._caps) + GAP + text + 2 * INSET + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(caps_width(self._caps) + GAP + 24, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            warm = mix(tokens.text, tokens.surface, 0.06)
            paint.rounded(painter, self.rect(), Metrics.RADIUS, warm)
        paint_caps(painter, INSET, self.height() // 2, self._caps)
        left = INSET + caps_width(self._caps) + GAP
        where = QRect(left, 0, self.width() - left - INSET + 1, self.height())
        ink = tokens.text if self.isEnabled() else tokens.disabled
        paint.write(painter, where, self._caption, font(Type.CAPTION, tabular=True), ink)
        painter.end()
