"""Lines that several callers want to write share one transaction, and so one commit.

Being durable costs the same for one line as for sixty. Whoever finds nobody at work takes what is
waiting and writes it all; the others wait for that. Nothing is told to anybody before the commit
(core/PROTOCOL.md, "The relay").
"""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final, Generic, TypeAlias, TypeVar

from keylease.model.signed import Signed
from keylease.relay.moment import Moment
from keylease.store.base import WriteTransaction

T = TypeVar("T")
Work: TypeAlias = Callable[[Moment[WriteTransaction]], T]

MOST_AT_ONCE: Final = 64
"""So that the first in a batch does not wait long for the last."""


class _Wanted(Generic[T]):
    """One caller's work and what came of it; its caller sleeps on a lock of its own."""

    def __init__(self, work: Work[T]) -> None:
        self.work = work
        self.outcome: tuple[T, Signed] | Exception | None = None
        self._asleep = threading.Lock()
        self._asleep.acquire()

    def sleep(self) -> None:
        """Until somebody wakes this one; at once where that was done before."""
        self._asleep.acquire()

    def wake(self) -> None:
        """There is an outcome, or it is this one's turn to write."""
        self._asleep.release()

    def told(self) -> tuple[T, Signed]:
        assert self.outcome is not None
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


class Together:
    """`write` from any thread; `sign` gives the relay's head at the end of a transaction."""

    def __init__(
        self,
        writing: Callable[[], AbstractContextManager[Moment[WriteTransaction]]],
        sign: Callable[[Moment[WriteTransaction]], Signed],
    ) -> None:
        self._writing = writing
        self._sign = sign
        self._lock = threading.Lock()
        self._waiting: deque[_Wanted[Any]] = deque()
        self._at_work = False

    @property
    def waiting(self) -> int:
        """How many callers wait for the next transaction."""
        return len(self._waiting)

    def write(self, work: Work[T]) -> tuple[T, Signed]:
        """What `work` returns and the head with it in it, once both are durable.

        Raises what `work` raises, with nothing of it written, or `StorageFailed`. Work may be
        done again, so it changes nothing but the store.
        """
        wanted = _Wanted(work)
        with self._lock:
            self._waiting.append(wanted)
            somebody_writes, self._at_work = self._at_work, True
        if somebody_writes:
            wanted.sleep()
        if wanted.outcome is None:
            self._write_what_waits()
        return wanted.told()

    def _write_what_waits(self) -> None:
        """As the one at work, who is the first of those that wait; then it is the next one's turn.

        Each is woken once, so that nobody fights for a lock only to learn of an outcome.
        """
        with self._lock:
            count = min(len(self._waiting), MOST_AT_ONCE)
            batch = [self._waiting.popleft() for _ in range(count)]
        try:
            self._write_all(batch)
        finally:
            others = batch[1:]
            with self._lock:
                # after an interrupt nothing has come of them
                undone = [wanted for wanted in others if wanted.outcome is None]
                self._waiting.extendleft(reversed(undone))
                self._at_work = bool(self._waiting)
                if self._waiting:
                    self._waiting[0].wake()
            for wanted in others:
                if wanted.outcome is not None:
                    wanted.wake()

    def _write_all(self, batch: list[_Wanted[Any]]) -> None:
        """All in one transaction; one that fails does so alone, those before and behind it share
        one each: whoever asks for what is refused slows down nobody else by much.
        """
        results: list[Any] = []
        try:
            with self._writing() as moment:
                for wanted in batch:
                    results.append(wanted.work(moment))  # noqa: PERF401  how many are done counts
                head = self._sign(moment)
        except Exception as error:  # noqa: BLE001  whatever it is, its own caller is told
            self._write_apart(batch, len(results), error)
        else:
            for wanted, result in zip(batch, results, strict=True):
                wanted.outcome = (result, head)

    def _write_apart(self, batch: list[_Wanted[Any]], done: int, error: Exception) -> None:
        """After the one behind `done` others has failed; where all were done, each by itself."""
        if len(batch) == 1:
            batch[0].outcome = error
            return
        if done == len(batch):
            parts = [[wanted] for wanted in batch]
        else:
            batch[done].outcome = error
            parts = [part for part in (batch[:done], batch[done + 1 :]) if part]
        for part in parts:
            self._write_all(part)
