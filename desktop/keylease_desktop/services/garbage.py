"""Python's garbage collection in the window's thread alone.

A cycle of objects is taken apart in whatever thread happens to notice it, and with it the widgets
that hang on it. Qt's objects may only die in the thread they live in: one that dies in the thread
that listens to the relay takes the process along while the window draws.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 2_000
"""Milliseconds between two looks at whether there is enough to collect."""


class Garbage(QObject):
    """Takes the collecting over from the interpreter until `close`, in the thread that made it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY)

    def collect(self) -> None:
        """Collect the oldest generation that is due, as the interpreter would have."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold
        ]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Leave the collecting to the interpreter again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
