"""SIGTERM, SIGINT and SIGHUP as a Qt signal, so that an orderly end clears what must be cleared."""

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

ENDING = ("SIGTERM", "SIGINT", "SIGHUP")


class UnixSignals(QObject):
    """`asked_to_end` when the system or a terminal wants the app to end. Elsewhere than on Unix it
    never comes. `close` puts back what was there.

    Python's own handler runs only between two bytecodes, which an idle event loop never executes:
    the wake-up descriptor is what reaches Qt.
    """

    asked_to_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = self._write = -1
        self._before_fd = -1
        self._before: dict[int, object] = {}
        if sys.platform != "win32":
            self._listen()

    def _listen(self) -> None:
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)
        self._before_fd = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for name in ENDING:
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)

    def _arrived(self) -> None:
        numbers = os.read(self._read, 64)
        if any(number in self._before for number in numbers):
            self.asked_to_end.emit()

    def close(self) -> None:
        """Listen no more."""
        if self._read < 0:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() gave us
        os.close(self._read)
        os.close(self._write)
        self._read = self._write = -1
