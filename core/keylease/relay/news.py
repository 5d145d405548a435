"""Waiting for news without a thread: one look at the store for all who wait.

Other processes write to the same store, so it is looked at every so often; what this process has
written itself is told at once.
"""

import asyncio
from collections.abc import Callable
from typing import Final, TypeAlias

from keylease.errors import Code, KeyleaseError
from keylease.relay.work import Work
from keylease.store.base import Store
from keylease.store.rows import Tip

Heads: TypeAlias = tuple[Tip | None, Tip | None]
"""The ends of ledger and access log."""

SECONDS_BETWEEN_LOOKS: Final = 0.2


def heads_of(store: Store) -> Heads:
    """Where the store's chains end at this moment."""
    with store.read() as tx:
        return tx.head(), tx.access_head()


class News:
    """Wakes whoever waits for the store to go beyond what they have seen."""

    def __init__(self, work: Work, look: Callable[[], Heads]) -> None:
        self._work = work
        self._look = look
        self._waiting: dict[asyncio.Future[None], Heads] = {}
        self._watching: asyncio.Task[None] | None = None
        self._nudged = asyncio.Event()
        self.ended = False

    async def beyond(self, seen: Heads, seconds: float) -> None:
        """Return when the heads are others than those seen, or time is up, or the relay stops."""
        if self.ended:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[waiter] = seen
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())
        try:
            await asyncio.wait((waiter,), timeout=seconds)
        finally:
            del self._waiting[waiter]

    def nudge(self) -> None:
        """Look now: this process has just written."""
        self._nudged.set()

    def end(self) -> None:
        """Answer all who wait; nobody waits any more from now on."""
        self.ended = True
        self.nudge()

    async def _watch(self) -> None:
        while self._waiting:
            self._nudged.clear()
            try:
                heads = await self._work.run(self._look)
            except KeyleaseError as error:
                if error.code is not Code.E_BUSY:
                    self._wake(None)  # whoever asks is told why
            else:
                self._wake(heads)
            try:
                await asyncio.wait_for(self._nudged.wait(), SECONDS_BETWEEN_LOOKS)
            except TimeoutError:
                continue

    def _wake(self, heads: Heads | None) -> None:
        for waiter, seen in self._waiting.items():
            if not waiter.done() and (self.ended or heads != seen):
                waiter.set_result(None)
