"""What has just been done, for as long as it can be undone."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Motion, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.banner import ICONS
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.key_caps import KeyCaps
from keylease_desktop.widgets.label import Line

ABOVE_BOTTOM = 48
SECONDS = 10


class Toasts(QObject):
    """Shows one toast at a time at the bottom of `window`; a new one ends the one before."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._toast: Toast | None = None
        window.installEventFilter(self)

    @property
    def current(self) -> "Toast | None":
        """The toast on the screen, if there is one."""
        return self._toast

    def show(
        self,
        text: str,
        undo: Callable[[], None] | None = None,
        *,
        ended: Callable[[], None] | None = None,
        tone: Tone = Tone.GOOD,
        seconds: int = SECONDS,
    ) -> "Toast":
        """Say `text`. With `undo` it can be taken back for `seconds`; `ended` is called once that
        is over and it was not (when the time is out, it was closed, or another toast came).
        """
        self.finish()
        toast = Toast(self._window, text, undo, ended, tone, seconds)
        toast.over.connect(self._over)
        self._toast = toast
        toast.rise()
        announce(self._window, text)
        self.changed.emit()
        return toast

    def undo(self) -> bool:
        """Take back what the toast on the screen offers to; False if there is nothing to undo."""
        return self._toast is not None and self._toast.undo()

    def finish(self) -> None:
        """End the toast on the screen: what it offered to undo is done for good."""
        if self._toast is not None:
            self._toast.end()

    def _over(self) -> None:
        self._toast = None
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._toast is not None:
            self._toast.place()
        return False


class Toast(QWidget):
    """One line, and Undo with the seconds that are left for it."""

    over = Signal()

    def __init__(
        self,
        window: QWidget,
        text: str,
        undo: Callable[[], None] | None,
        ended: Callable[[], None] | None,
        tone: Tone,
        seconds: int,
    ) -> None:
        super().__init__(window)
        self._over = window
        self._tone, self._undo, self._ended = tone, undo, ended
        self._left = seconds
        self._finished = False
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(Line(text, Type.MEDIUM), 1)
        if undo is not None:
            self._button = Button("", Kind.QUIET)
            self._button.clicked.connect(self.undo)
            row.addWidget(self._button)
            row.addWidget(KeyCaps(self.tr("Ctrl"), "Z"))
            self._count()
        close = IconButton("x", self.tr("Close"), side=28)
        close.clicked.connect(self.end)
        row.addWidget(close)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._motion = QPropertyAnimation(self, b"pos", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    @property
    def seconds_left(self) -> int:
        """For how long it stays."""
        return self._left

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.end()
        elif self._undo is not None:
            self._count()

    def _count(self) -> None:
        self._button.set_caption(self.tr("Undo, {} s").format(self._left))

    def undo(self) -> bool:
        """Take it back; False if there is nothing to take back or it is too late."""
        if self._undo is None or self._finished:
            return False
        take_back, self._ended = self._undo, None
        self.end()
        take_back()
        return True

    def end(self) -> None:
        """Go away; what could be undone is done for good."""
        if self._finished:
            return
        self._finished = True
        self._timer.stop()
        self._motion.stop()
        self.hide()
        self.over.emit()
        if self._ended is not None:
            self._ended()
        self.deleteLater()

    def place(self) -> QPoint:
        """Where it stands in its window now, once it has risen."""
        window = self._over
        width = min(self.sizeHint().width(), window.width() - 2 * Metrics.PAGE)
        self.resize(width, self.sizeHint().height())
        at = QPoint((window.width() - width) // 2, window.height() - ABOVE_BOTTOM - self.height())
        self.move(at)
        return at

    def rise(self) -> None:
        """Come up from below."""
        at = self.place()
        self.show()
        self.raise_()
        if duration := look().duration(Motion.TOAST):
            self._motion.setDuration(duration)
            self._motion.setStartValue(at + QPoint(0, 24))
            self._motion.setEndValue(at)
            self._motion.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        radius = Metrics.CARD_RADIUS
        paint.rounded(painter, self.rect(), radius, tokens.raised, tokens.line_strong)
        where = QRect(14, (self.height() - 16) // 2, 16, 16)
        paint_icon(painter, ICONS[self._tone], tokens.ink(self._tone), where)
        painter.end()
