"""The one way from the server's loop to desk and store: a few threads, and a queue that ends.

A store that could not write may have to be opened anew before it writes again (a failed sync is
not repeated): then whatever is under way ends, nothing new begins, and the store is closed,
checked and opened (THREATS.md G05).
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from keylease.errors import Code, KeyleaseError, Refused, StorageFailed
from keylease.store.base import Store

THREADS: Final = 32
"""Most of them sleep until a commit that they share is durable: so many may share it."""
LONGEST_QUEUE: Final = 512
SECONDS_BETWEEN_REPAIRS: Final = 10.0
BROKEN: Final = (Code.E_STORAGE, Code.E_DATABASE, Code.E_AUDIT)

log = logging.getLogger(__name__)
T = TypeVar("T")


class Work:
    """Runs what blocks, for one event loop; `store` is what all of it works on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="relay")
        self._under_way = 0
        self._idle = asyncio.Event()
        self._repairing = False
        self._repaired_at = float("-inf")

    async def run(self, act: Callable[[], T]) -> T:
        """What `act` returns or raises; Refused(E_BUSY) during a repair, or if too much waits."""
        if self._repairing or self._under_way >= LONGEST_QUEUE:
            raise Refused(Code.E_BUSY)
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, act)
        finally:
            self._under_way -= 1
            if self._under_way == 0:
                self._idle.set()

    async def repair(self) -> None:
        """Open the store anew once nothing uses it, unless that was done a moment ago."""
        now = asyncio.get_running_loop().time()
        if self._repairing or now < self._repaired_at + SECONDS_BETWEEN_REPAIRS:
            return
        self._repairing = True
        try:
            while self._under_way:
                self._idle.clear()
                await self._idle.wait()
            await asyncio.get_running_loop().run_in_executor(self._pool, self._store.reopen)
            log.warning("the store could not be written and was opened anew")
        except StorageFailed as failure:
            log.error("the store cannot be opened: %s", failure.code.name)
        finally:
            self._repairing = False
            self._repaired_at = asyncio.get_running_loop().time()

    def close(self) -> None:
        """Wait for what is under way and let the threads go."""
        self._pool.shutdown()


def broke(error: KeyleaseError | Code | None) -> bool:
    """Whether an answer means that the store may not write any more."""
    code = error.code if isinstance(error, KeyleaseError) else error
    return code in BROKEN
