"""The way to the store from the server's loop: a few threads, a queue that ends, a store mended."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator

import pytest

from keylease.errors import Code, Refused, StorageFailed
from keylease.relay.work import LONGEST_QUEUE, THREADS, Work, broke
from keylease.store.memory import MemoryStore
from support.logbook import Logbook


class Mended(MemoryStore):
    """A store that counts how often it was opened anew, and may refuse."""

    opened = 0
    refuses = False

    def reopen(self) -> None:
        self.opened += 1
        if self.refuses:
            raise StorageFailed(Code.E_DAMAGED)
        super().reopen()


@contextlib.contextmanager
def working(store: MemoryStore) -> Iterator[Work]:
    work = Work(store)
    try:
        yield work
    finally:
        work.close()


def test_what_is_done_comes_back_and_what_is_raised_too() -> None:
    async def run() -> None:
        with working(MemoryStore()) as work:
            assert await work.run(lambda: 7) == 7
            with pytest.raises(Refused) as refused:
                await work.run(refusing)
            assert refused.value.code is Code.E_ROLE

    def refusing() -> None:
        raise Refused(Code.E_ROLE)

    asyncio.run(run())


def test_the_queue_ends_and_then_goes_on() -> None:
    async def run() -> None:
        go = threading.Event()
        with working(MemoryStore()) as work:
            waiting = [asyncio.create_task(work.run(go.wait)) for _ in range(LONGEST_QUEUE)]
            await asyncio.sleep(0)
            assert sum(t.name.startswith("relay") for t in threading.enumerate()) <= THREADS
            with pytest.raises(Refused) as refused:
                await work.run(go.wait)
            assert refused.value.code is Code.E_BUSY
            go.set()
            assert all(await asyncio.gather(*waiting))
            assert await work.run(lambda: 1) == 1

    asyncio.run(run())


def test_a_store_is_opened_anew_when_nobody_uses_it_and_nobody_begins(logbook: Logbook) -> None:
    logbook.expect("opened anew")

    async def run() -> None:
        store, go = Mended(), threading.Event()
        with working(store) as work:
            under_way = asyncio.create_task(work.run(go.wait))
            await asyncio.sleep(0.05)
            repair = asyncio.create_task(work.repair())
            await asyncio.sleep(0.05)
            assert store.opened == 0
            with pytest.raises(Refused) as refused:
                await work.run(lambda: None)
            assert refused.value.code is Code.E_BUSY
            go.set()
            await asyncio.gather(under_way, repair)
            assert store.opened == 1
            await work.repair()  # at once again: it was done a moment ago
            assert store.opened == 1
            assert await work.run(lambda: 1) == 1

    asyncio.run(run())


def test_a_store_that_cannot_be_opened_is_told_of(logbook: Logbook) -> None:
    logbook.expect("cannot be opened: E_DAMAGED")

    async def run() -> None:
        store = Mended()
        store.refuses = True
        with working(store) as work:
            await work.repair()
            assert await work.run(lambda: 1) == 1  # whoever asks is told by the store itself

    asyncio.run(run())


def test_which_answers_mean_that_the_store_is_broken() -> None:
    assert broke(Code.E_STORAGE)
    assert broke(Code.E_DATABASE)
    assert broke(StorageFailed(Code.E_AUDIT))
    assert not broke(Refused(Code.E_ROLE))
    assert not broke(None)
