"""Waiting for news without a thread for each who waits: one thread hears the store for all.

Whether this process has written or another, the store says so; then the heads are looked at once,
and whoever has seen others is woken.
"""

import asyncio
import threading
import time
from contextlib import suppress
from typing import Final, TypeAlias

from keylease.errors import Code, KeyleaseError, StorageFailed
from keylease.relay.work import Work
from keylease.store.base import Store
from keylease.store.news import News as NewsOfStore
from keylease.store.rows import Tip

Heads: TypeAlias = tuple[Tip | None, Tip | None]
"""The ends of ledger and access log."""

SECONDS_AT_A_TIME: Final = 0.5
"""How long the thread listens before it asks whether it is still wanted."""
SECONDS_BETWEEN_TRIES: Final = 0.2


def heads_of(store: Store) -> Heads:
    """Where the store's chains end at this moment."""
    with store.read() as tx:
        return tx.head(), tx.access_head()


class News:
    """Wakes whoever waits for the store to go beyond what they have seen. `close` ends it."""

    def __init__(self, work: Work, store: Store) -> None:
        self._work = work
        self._store = store
        self._waiting: dict[asyncio.Future[None], Heads] = {}
        self._watching: asyncio.Task[None] | None = None
        self._listening: threading.Thread | None = None
        self._to_look = asyncio.Event()
        self._wanted = threading.Event()
        self.ended = False

    async def beyond(self, seen: Heads, seconds: float) -> None:
        """Return when the heads are others than those seen, or time is up, or the relay stops."""
        if self.ended:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[waiter] = seen
        self._begin()
        try:
            await asyncio.wait((waiter,), timeout=seconds)
        finally:
            del self._waiting[waiter]
            if not self._waiting and not self.ended:
                self._wanted.clear()

    def end(self) -> None:
        """Answer all who wait; nobody waits any more from now on."""
        self.ended = True
        self._wake(None)
        self._wanted.set()

    def close(self) -> None:
        """End, and wait for the thread, which takes half a second at most."""
        self.end()
        if self._listening is not None:
            self._listening.join()

    def _begin(self) -> None:
        """Look, since what this one has seen may be old already; and listen."""
        loop = asyncio.get_running_loop()
        self._to_look.set()
        self._wanted.set()
        if self._watching is None:
            self._watching = loop.create_task(self._watch())
            self._listening = threading.Thread(
                target=self._listen, args=(loop,), name="relay news", daemon=True
            )
            self._listening.start()

    async def _watch(self) -> None:
        while not self.ended:
            await self._to_look.wait()
            self._to_look.clear()
            try:
                self._wake(await self._work.run(lambda: heads_of(self._store)))
            except KeyleaseError as error:
                if error.code is Code.E_BUSY:
                    await asyncio.sleep(SECONDS_BETWEEN_TRIES)
                    self._to_look.set()
                else:
                    self._wake(None)  # whoever asks is told why

    def _wake(self, heads: Heads | None) -> None:
        for waiter, seen in self._waiting.items():
            if not waiter.done() and (self.ended or heads != seen):
                waiter.set_result(None)

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        news: NewsOfStore | None = None
        while not self.ended:
            self._wanted.wait()
            try:
                news = news or self._store.news()
                if not news.wait(SECONDS_AT_A_TIME):
                    continue
            except StorageFailed:
                time.sleep(SECONDS_BETWEEN_TRIES)  # it is closed, and about to be opened anew
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._to_look.set)
