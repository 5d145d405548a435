"""An icon alone, beside words that say the same."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone


class Mark(QWidget):
    """Decoration: a screen reader passes it by."""

    def __init__(
        self,
        icon: str,
        side: int = Metrics.ICON,
        tone: Tone = Tone.MUTED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)
        self.show_icon(icon, tone)

    def show_icon(self, icon: str, tone: Tone = Tone.MUTED) -> None:
        """Change what it shows."""
        self.icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.icon, look().tokens.ink(self._tone), self.rect())
        painter.end()
