"""Waiting until something was appended, by whichever process."""

import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from keylease.store.rows import Tip

Ends: TypeAlias = tuple[int, int]
"""The places of the last event and of the last line, as far as one has heard."""
NOTHING: Final[Ends] = (-1, 0)
WaitBeyond: TypeAlias = Callable[[Ends, float], Ends]


class News:
    """What one has not heard of yet; from `Store.news`. Each serves one thread."""

    def __init__(self, heard: Ends, wait_beyond: WaitBeyond) -> None:
        self._heard = heard
        self._wait_beyond = wait_beyond

    def wait(self, timeout: float) -> bool:
        """True once events or lines have been appended since the last look, or since `news`.

        Then at once; False after `timeout` seconds, or as soon as the store is closed. Now and
        then true without cause. Raises `StorageFailed` where the store is closed already.
        """
        ends = self._wait_beyond(self._heard, timeout)
        news, self._heard = ends != self._heard, ends
        return news


class Bell:
    """Where the chains end, for the threads of this process; rings when that moves."""

    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._ends = NOTHING
        self._dismissals = 0

    @property
    def ends(self) -> Ends:
        """As far as was heard."""
        return self._ends

    @property
    def dismissals(self) -> int:
        """How often all who waited were let go."""
        return self._dismissals

    def announce(self, event: Tip | None, line: Tip | None) -> None:
        """Say what was committed, None for nothing. Said twice, or late, it rings no more."""
        self.announce_places(-1 if event is None else event.seq, 0 if line is None else line.seq)

    def announce_places(self, event: int, line: int) -> None:
        """The same by the places alone."""
        with self._moved:
            ends = max(self._ends[0], event), max(self._ends[1], line)
            if ends != self._ends:
                self._ends = ends
                self._moved.notify_all()

    def dismiss(self) -> None:
        """Let all go who wait now: the store is closed."""
        with self._moved:
            self._dismissals += 1
            self._moved.notify_all()

    def wait_beyond(self, heard: Ends, timeout: float) -> Ends:
        """The ends, once they are others than those heard, or time is up, or all are dismissed."""
        with self._moved:
            before = self._dismissals
            self._moved.wait_for(lambda: self._ends != heard or self._dismissals != before, timeout)
            return self._ends
