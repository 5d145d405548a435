"""Waiting for news: woken by what others write, by what was written here, at the end, by time."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from keylease.errors import Code, StorageFailed
from keylease.relay.news import Heads, News
from keylease.relay.work import Work
from keylease.store.memory import MemoryStore
from keylease.store.rows import Tip

BEFORE: Heads = (Tip(3, bytes(32)), None)
AFTER: Heads = (Tip(4, bytes(32)), None)


class Shelf:
    """What the store would show, and how often it was looked at."""

    def __init__(self) -> None:
        self.heads = BEFORE
        self.looks = 0
        self.broken = False

    def look(self) -> Heads:
        self.looks += 1
        if self.broken:
            raise StorageFailed(Code.E_STORAGE)
        return self.heads


def run(act: Callable[[News, Shelf], Awaitable[None]]) -> None:
    async def around() -> None:
        shelf, work = Shelf(), Work(MemoryStore())
        try:
            await act(News(work, shelf.look), shelf)
        finally:
            work.close()

    asyncio.run(around())


def test_all_who_wait_are_woken_by_what_another_process_writes() -> None:
    async def act(news: News, shelf: Shelf) -> None:
        waiting = [asyncio.create_task(news.beyond(BEFORE, 20)) for _ in range(50)]
        await asyncio.sleep(0.5)
        assert not any(task.done() for task in waiting)
        assert shelf.looks < 10  # one look for all of them
        shelf.heads = AFTER
        await asyncio.wait_for(asyncio.gather(*waiting), 5)

    run(act)


def test_a_nudge_is_heard_at_once() -> None:
    async def act(news: News, shelf: Shelf) -> None:
        waiting = asyncio.create_task(news.beyond(BEFORE, 20))
        await asyncio.sleep(0.05)
        looks, shelf.heads = shelf.looks, AFTER
        news.nudge()
        await asyncio.wait_for(waiting, 5)
        assert shelf.looks <= looks + 2

    run(act)


def test_what_has_happened_already_is_not_waited_for() -> None:
    async def act(news: News, shelf: Shelf) -> None:
        shelf.heads = AFTER
        await asyncio.wait_for(news.beyond(BEFORE, 20), 5)

    run(act)


def test_waiting_ends_in_time_and_with_the_relay() -> None:
    async def act(news: News, shelf: Shelf) -> None:
        begun = time.monotonic()
        await news.beyond(BEFORE, 0.3)
        assert time.monotonic() - begun >= 0.3
        waiting = asyncio.create_task(news.beyond(BEFORE, 20))
        await asyncio.sleep(0.05)
        news.end()
        await asyncio.wait_for(waiting, 5)
        await asyncio.wait_for(news.beyond(BEFORE, 20), 5)

    run(act)


def test_who_waits_at_a_store_that_fails_is_sent_to_hear_it() -> None:
    async def act(news: News, shelf: Shelf) -> None:
        shelf.broken = True
        await asyncio.wait_for(news.beyond(BEFORE, 20), 5)

    run(act)
