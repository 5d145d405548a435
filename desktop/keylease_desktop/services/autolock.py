"""Locks after a while without keys or mouse, before the computer sleeps, and with the screen."""

import time
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class Why(Enum):
    """What locked it."""

    IDLE = auto()
    SLEEP = auto()
    SCREEN = auto()
    ASKED = auto()


class SessionSignals(QObject):
    """What a system tells about its session; `SystemSignals` is the one that listens to it."""

    going_to_sleep = Signal()
    screen_locked = Signal()


def awake_seconds() -> float:
    """A clock that goes on while the computer sleeps, where there is one."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux, then macOS
        if (clock := getattr(time, name, None)) is not None:
            return time.clock_gettime(clock)
    return time.monotonic()


class AutoLock(QObject):
    """Runs between `start` and `stop`. `lock(Why)` when it is time; `ticked(seconds)` each second
    with what is left. A sleep that no signal announced is noticed on waking by the clock.
    """

    lock = Signal(object)
    ticked = Signal(int)

    def __init__(self, signals: SessionSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._minutes = 5
        self._on_sleep = self._on_screen = True
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        signals.going_to_sleep.connect(self._sleeping)
        signals.screen_locked.connect(self._screen)

    @property
    def running(self) -> bool:
        """Whether it watches now."""
        return self._timer.isActive()

    @property
    def seconds_left(self) -> int:
        """Until it locks, if nothing is touched."""
        return max(0, round(self._minutes * 60 - (awake_seconds() - self._last)))

    def set_rules(self, minutes: int, *, on_sleep: bool, on_screen: bool) -> None:
        """When to lock: after so many minutes, and on which of the system's signals."""
        self._minutes, self._on_sleep, self._on_screen = minutes, on_sleep, on_screen

    def start(self) -> None:
        """Begin to watch, from now."""
        self._last = awake_seconds()
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()
        self.ticked.emit(self.seconds_left)

    def stop(self) -> None:
        """Watch no more: it is locked."""
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            # What was due while nothing ran (a sleep) is not put off by the key that ended it.
            if self._timer.isActive() and self.seconds_left == 0:
                self._lock(Why.IDLE)
                return True
            self._last = awake_seconds()
        return False

    def _tick(self) -> None:
        left = self.seconds_left
        self.ticked.emit(left)
        if left == 0:
            self._lock(Why.IDLE)

    def _sleeping(self) -> None:
        if self._on_sleep:
            self._lock(Why.SLEEP)

    def _screen(self) -> None:
        if self._on_screen:
            self._lock(Why.SCREEN)

    def _lock(self, why: Why) -> None:
        if self._timer.isActive():
            self.stop()
            self.lock.emit(why)
