"""The focus ring: two pixels, two pixels off, round whatever the keyboard has reached."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets import paint

TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
GROWN = Metrics.RING + Metrics.RING_OFFSET
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}


class FocusRing(QWidget):
    """One for the app: it sits where the focus is. Shown after a key, and always round what is
    typed into; a click on a button shows none. `no_ring` as a property leaves a widget out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        self._around = now if now is not None and wants_ring(now) else None
        self.hide()
        if self._around is None:
            self.setParent(None)
            return
        ground = ground_of(self._around)
        self.setParent(ground)
        self._watch(self._around, ground)
        self._place()

    def _watch(self, around: QWidget, ground: QWidget) -> None:
        widget: QWidget | None = around
        while widget is not None and widget is not ground:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._lost)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _lost(self) -> None:
        self._watched.clear()
        self._around = None
        self.setParent(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        around, ground = self._around, self.parentWidget()
        if around is None or ground is None or not around.isVisibleTo(ground):
            self.hide()
            return
        corner = around.mapTo(ground, QPoint(0, 0))
        self.setGeometry(QRect(corner, around.size()).adjusted(-GROWN, -GROWN, GROWN, GROWN))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._around is None:
            return
        radius = self._around.property("ring_radius") or Metrics.RADIUS
        painter = QPainter(self)
        paint.ring(painter, self.rect(), radius + GROWN)
        painter.end()


def wants_ring(widget: QWidget) -> bool:
    """Whether the ring is shown round that widget now."""
    if widget.isWindow() or widget.property("no_ring"):
        return False
    typed = isinstance(widget, TYPED_INTO)
    return typed or widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def ground_of(widget: QWidget) -> QWidget:
    """What the ring is drawn on: what scrolls along with the widget, else its window."""
    ground = widget.parentWidget() or widget
    while not ground.isWindow():
        above = ground.parentWidget()
        if above is None:
            break
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            break
        ground = above
    return ground
