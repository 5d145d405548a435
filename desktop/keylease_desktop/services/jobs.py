"""One line of work beside the window: jobs run one after the other, results come back by signal.

The core is synchronous and may wait for a relay or for Argon2id; the window never does. Work
runs in one thread, in order; `then` and `failed` run in the window's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

Work = Callable[[], Any]
Then = Callable[[Any], None]
Failed = Callable[[Exception], None]

A_MOMENT = 300
PATIENCE = 30_000
"""Milliseconds for which closing waits for the job under way."""


@dataclass(frozen=True)
class _Outcome:
    number: int
    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class _Waiting:
    work: Work
    """Held here too, so that what it holds is let go of in the window's thread."""
    then: Then | None
    failed: Failed | None


class _Job(QRunnable):
    """Runs in the worker; knows its number and where to report, and touches no widget."""

    def __init__(
        self,
        number: int,
        work: Work,
        report: Callable[[_Outcome], None],
        wanted: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._number = number
        self._work: Work | None = work
        self._wanted = wanted
        self._report = report
        self.setAutoDelete(True)

    def run(self) -> None:
        """Do the work and report; every exception is an outcome, since nobody else sees it."""
        work, self._work = self._work, None
        if work is None or not self._wanted():
            return
        try:
            outcome = _Outcome(self._number, result=work())
        except Exception as error:  # noqa: BLE001
            outcome = _Outcome(self._number, error=error)
        del work
        self._report(outcome)


class Jobs(QObject):
    """The one worker."""

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._number = 0
        self._waiting: dict[int, _Waiting] = {}
        self._closed = False
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way or waiting."""
        return not self._waiting

    def submit(
        self,
        work: Work,
        then: Then | None = None,
        failed: Failed | None = None,
        *,
        kept: bool = False,
    ) -> None:
        """Run `work` in the worker when it is its turn, then one of the others here. What is `kept`
        is done even where all is closed before its turn.
        """
        if self._closed:
            return
        self._number += 1
        self._waiting[self._number] = _Waiting(work, then, failed)
        wanted = (lambda: True) if kept else (lambda: not self._closed)
        self._pool.start(_Job(self._number, work, self._done.emit, wanted))

    def settle(self) -> None:
        """Wait for a moment for the job under way, which has been told to end."""
        self._pool.waitForDone(A_MOMENT)

    def close(self) -> None:
        """Take nothing more, let the job under way end and those that are kept; forget the rest."""
        self._closed = True
        self._pool.waitForDone(PATIENCE)
        self._waiting.clear()

    @Slot(object)
    def _finish(self, outcome: _Outcome) -> None:
        waiting = self._waiting.pop(outcome.number, None)
        if waiting is None:
            return
        if outcome.error is None:
            if waiting.then is not None:
                waiting.then(outcome.result)
        elif waiting.failed is not None:
            waiting.failed(outcome.error)
        else:
            raise outcome.error
