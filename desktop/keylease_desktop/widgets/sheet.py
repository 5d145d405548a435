"""A card over a darkened window: what dialogs and the command palette lie on.

It is a child of the window, not a window of its own: nothing nests an event loop, it looks the
same under every window manager, and whatever guards the window from being captured guards it too.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets import paint

SHADOW = 28
EDGE = 16


class Sheet(QDialog):
    """Lies over `window` until it is closed; the focus stays within, and returns to where it was.

    `covered(True)` and `covered(False)` tell when it comes and goes, so that the shortcuts of what
    lies below can rest meanwhile. Escape closes it, as does a click beside it where nothing typed
    would be lost (`light`).
    """

    covered = Signal(bool)

    def __init__(self, window: QWidget, name: str, *, light: bool = False) -> None:
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAccessibleName(name)
        self.setProperty("no_ring", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._light = light
        self._over = window
        self._before: QWidget | None = None
        self.card = _SheetCard(self)
        self.card.grown.connect(self._lay_again)
        self.hide()
        window.installEventFilter(self)

    def open(self) -> None:
        """Show it and take the focus."""
        if self.isVisible():
            return
        self._before = self.window().focusWidget()
        self._lay()
        self.show()
        self.raise_()
        self.covered.emit(True)
        self.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def first_focus(self) -> QWidget:
        """What has the focus at first: the first that can be typed into or pressed."""
        return next(iter(self.stops()), self)

    def card_width(self) -> int:
        """How wide the card wants to be, in pixels."""
        return Metrics.DIALOG_WIDTH

    def card_top(self, height: int) -> int:
        """Where a card of that height begins."""
        return (self.height() - height) // 2

    def _lay(self) -> None:
        window = self._over
        self.setGeometry(window.rect())
        width = min(self.card_width(), window.width() - 2 * EDGE)
        self.card.setFixedWidth(width)
        wanted = self.card.sizeHint()
        if self.card.hasHeightForWidth():
            wanted.setHeight(self.card.heightForWidth(width))
        height = min(wanted.height(), window.height() - 2 * EDGE)
        self.card.setGeometry(
            (window.width() - width) // 2, max(self.card_top(height), EDGE), width, height
        )

    def stops(self) -> list[QWidget]:
        """What the Tab key visits, in its order: as it was made, unless a sheet knows better."""
        return stops_in(self)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the focus on the sheet: after its last stop comes its first."""
        stops = self.stops()
        focused = self.window().focusWidget()
        if not stops:
            return True
        step = 1 if next else -1
        place = stops.index(focused) + step if focused in stops else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        stops[place % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        return False

    def _lay_again(self) -> None:
        if self.isVisible():
            self._lay()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        before, self._before = self._before, None
        self.covered.emit(False)
        # what was pressed to come here may be gone by now: then the window knows where to go on
        there = before is not None and isValid(before) and before.isVisible()
        back = before if before is not None and there else self._over
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        event.accept()  # nothing typed here reaches what lies below

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._light:
            self.reject()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, tokens.scrim))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        # a soft shadow, drawn as many thin ones: an effect would redraw the card for each letter
        for spread in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 3))
            around = QRectF(self.card.geometry()).adjusted(-spread, 4 - spread, spread, 8 + spread)
            painter.drawRoundedRect(around, spread + 10, spread + 10)
        painter.end()


def stops_in(whole: QWidget) -> list[QWidget]:
    """What the Tab key visits within a widget now, in its order."""
    stops: list[QWidget] = []
    widget = whole.nextInFocusChain()
    while widget is not None and widget is not whole:
        reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (
            reachable
            and whole.isAncestorOf(widget)
            and widget.isEnabled()
            and widget.isVisibleTo(whole)
        ):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def shortcut(keys: str, widget: QWidget, act: Callable[[], object]) -> None:
    """Keys that `act` for as long as the widget lives. They rest while a sheet lies over its
    window, and leave to that what is pressed there.
    """

    def pressed() -> None:
        if not any(sheet.isVisible() for sheet in widget.window().findChildren(Sheet)):
            act()

    QShortcut(QKeySequence(keys), widget).activated.connect(pressed)


class _SheetCard(QWidget):
    """The card itself: what is pressed on it does not fall through to the sheet."""

    grown = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        line = tokens.line_strong if tokens.dark else None
        paint.rounded(painter, self.rect(), Metrics.DIALOG_RADIUS, tokens.surface, line)
        painter.end()
