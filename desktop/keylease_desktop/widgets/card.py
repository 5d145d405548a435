"""Paper: a card on the canvas, a line, a page that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets import paint


class Card(QFrame):
    """A rounded surface with a line round it; fill `column`."""

    def __init__(self, padding: int = Metrics.CARD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), Metrics.CARD_RADIUS, tokens.surface, tokens.line)
        painter.end()


def in_the_middle(widget: QWidget) -> QHBoxLayout:
    """A row with something of a fixed width in its middle."""
    row = QHBoxLayout()
    # between two stretches, not aligned: only so is its height computed for its own width
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


class Rule(QWidget):
    """A line of one pixel."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look().tokens.line))
        painter.end()


class Ground(QWidget):
    """A plain area in the colour of the canvas, or of a surface."""

    def __init__(self, *, surface: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface = surface

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.surface if self._surface else tokens.canvas))
        painter.end()


class Scroll(QScrollArea):
    """What scrolls up and down; fill `column`. The focus follows into view.

    With `at_top`, what is in it stays there and takes no more room than it needs.
    """

    def __init__(
        self, margin: int = 0, parent: QWidget | None = None, *, at_top: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("transparent", "true")
        whole = QVBoxLayout(content)
        self.column = QVBoxLayout() if at_top else whole
        if at_top:
            # not an alignment: Qt gives an aligned layout no more height than it hints at, and
            # what wraps needs more
            whole.setContentsMargins(0, 0, 0, 0)
            whole.setSpacing(0)
            whole.addLayout(self.column)
            whole.addStretch(1)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(16)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
