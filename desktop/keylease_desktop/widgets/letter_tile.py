"""Letter tiles: a provider's letter on its colour, a person's initials in a circle."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets import paint


class LetterTile(QWidget):
    """Decoration beside a name: a screen reader passes it by."""

    def __init__(self, tile: Tile, side: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)
        self.show_tile(tile)

    def show_tile(self, tile: Tile) -> None:
        """Change what it shows."""
        self._tile = tile
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.soften(painter)
        paint.tile(painter, self.rect(), self._tile)
        painter.end()


class IconTile(QWidget):
    """An icon on a fill of its tone: what kind of thing wants attention."""

    def __init__(
        self, icon: str, tone: Tone, side: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)
        self.show_icon(icon, tone)

    def show_icon(self, icon: str, tone: Tone) -> None:
        """Change what it shows."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), 7, tokens.fill(self._tone))
        ink = Tone.MUTED if self._tone is Tone.NEUTRAL else self._tone
        edge = (self.width() - 16) // 2
        inner = QRect(edge, edge, 16, 16)
        paint_icon(painter, self._icon, tokens.ink(ink), inner)
        painter.end()
