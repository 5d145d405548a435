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
from shiboken6 import isValid

from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.widgets import paint

TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
GROWN = Metrics.RING + Metrics.RING_OFFSET
ON_THE_EDGE = 1
"""A field has an edge of its own, which the ring covers: two lines would be one too many."""
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}


class FocusRing(QObject):
    """One for the app: it shows where the focus is. Shown after a key, and always round what is
    typed into; a click on a button shows none. `no_ring` as a property leaves a widget out.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._band: _Band | None = None
        self._watched: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    @property
    def around(self) -> QWidget | None:
        """What the ring is shown round now."""
        band = self._band
        return band.around if band is not None and isValid(band) and band.isVisible() else None

    @property
    def geometry(self) -> QRect:
        """Where the ring lies, in what it is drawn on; empty while there is none."""
        return self._band.geometry() if self._band is not None and self.around else QRect()

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or not wants_ring(now):
            return
        ground = ground_of(now)
        self._band = _Band(now, ground)
        widget: QWidget | None = now
        while widget is not None and widget is not ground:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _let_go(self) -> None:
        # what had the focus may be gone by now, and the band with the window it was drawn on
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched.clear()
        if self._band is not None and isValid(self._band):
            self._band.hide()
            self._band.deleteLater()
        self._band = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        elif event.type() == QEvent.Type.DynamicPropertyChange and self._band is not None:
            self._band.update()  # what is typed there may have become wrong
        return False

    def _place(self) -> None:
        if self._band is not None and isValid(self._band):
            self._band.place()


class _Band(QWidget):
    """The ring itself, on one ground and round one widget."""

    def __init__(self, around: QWidget, ground: QWidget) -> None:
        super().__init__(ground)
        self.around = around
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def place(self) -> None:
        if not isValid(self.around) or not self.around.isVisibleTo(self._ground):
            self.hide()
            return
        corner = self.around.mapTo(self._ground, QPoint(0, 0))
        place = QRect(corner, self.around.size())
        grown = rim(self.around)
        self.setGeometry(place.adjusted(-grown, -grown, grown, grown))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        radius = self.around.property("ring_radius") or Metrics.RADIUS
        painter = QPainter(self)
        wrong = self.around.property("wrong") == "true"
        tone = Tone.DANGER if wrong else Tone.ACCENT
        paint.ring(painter, self.rect(), radius + rim(self.around), tone)
        painter.end()


def rim(widget: QWidget) -> int:
    """How many pixels the ring reaches beyond that widget."""
    return ON_THE_EDGE if isinstance(widget, TYPED_INTO) else GROWN


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
