"""Makes a card of a view that scrolls: round corners, and a line round it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets import paint


class CardEdge(QWidget):
    """Lies over `view`, as large as it is: a view paints square corners that nothing can clip."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.setGeometry(self._view.rect())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside, card = QPainterPath(), QPainterPath()
        outside.addRect(self.rect())
        card.addRoundedRect(self.rect(), Metrics.CARD_RADIUS, Metrics.CARD_RADIUS)
        painter.fillPath(outside - card, QColor(tokens.canvas))
        painter.end()
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), Metrics.CARD_RADIUS, None, tokens.line)
        painter.end()
