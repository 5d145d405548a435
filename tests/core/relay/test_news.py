"""Waiting for news: woken by what was written anywhere, at the end, by time."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from keylease.relay.news import News, heads_of
from keylease.relay.work import Work
from keylease.store.base import Store
from keylease.store.memory import MemoryRead, MemoryStore
from keylease.store.sqlite import SqliteStore
from support.storage import append, event

SOON = 60.0
"""Seconds that no test takes unless it fails."""
LONG = 600
Act = Callable[[News, "Counted"], Awaitable[None]]


class Counted(MemoryStore):
    """A store that says how often it was looked at."""

    looks = 0

    @contextlib.contextmanager
    def read(self) -> Iterator[MemoryRead]:
        self.looks += 1
        with super().read() as tx:
            yield tx


async def around(act: Callable[[News], Awaitable[None]], store: Store) -> None:
    work = Work(store)
    news = News(work, store)
    try:
        await act(news)
    finally:
        news.close()
        work.close()


def run(act: Act) -> None:
    store = Counted()
    append(store, [event(0)])
    asyncio.run(around(lambda news: act(news, store), store))


def test_all_who_wait_are_woken_by_what_was_written() -> None:
    async def act(news: News, store: Counted) -> None:
        seen = heads_of(store)
        waiting = [asyncio.create_task(news.beyond(seen, LONG)) for _ in range(50)]
        await asyncio.sleep(0.7)
        assert not any(task.done() for task in waiting)
        assert store.looks < 10  # one look for all of them
        await asyncio.to_thread(append, store, [event(1)])
        await asyncio.wait_for(asyncio.gather(*waiting), SOON)
        assert store.looks < 10

    run(act)


def test_what_has_happened_already_is_not_waited_for() -> None:
    async def act(news: News, store: Counted) -> None:
        seen = heads_of(store)
        for number in (1, 2):
            append(store, [event(number)])
            await asyncio.wait_for(news.beyond(seen, LONG), SOON)

    run(act)


def test_waiting_ends_in_time_and_with_the_relay() -> None:
    async def act(news: News, store: Counted) -> None:
        seen = heads_of(store)
        begun = time.monotonic()
        await news.beyond(seen, 0.3)
        assert time.monotonic() - begun >= 0.3
        waiting = asyncio.create_task(news.beyond(seen, LONG))
        await asyncio.sleep(0.05)
        news.end()
        await asyncio.wait_for(waiting, SOON)
        await asyncio.wait_for(news.beyond(seen, LONG), SOON)

    run(act)


def test_the_store_is_listened_to_while_somebody_waits_and_no_longer() -> None:
    async def act(news: News, store: Counted) -> None:
        before = threading.active_count()
        await news.beyond(heads_of(store), 0.1)
        await news.beyond(heads_of(store), 0.1)
        assert threading.active_count() <= before + 2  # it, and one of the work's
        looks = store.looks
        append(store, [event(1)])
        await asyncio.sleep(0.7)
        assert store.looks <= looks + 1

    run(act)


@pytest.mark.parametrize("opened_again", [False, True])
def test_who_waits_at_a_store_that_fails_is_sent_to_hear_it(
    tmp_path: Path, opened_again: bool
) -> None:
    tmp_path.chmod(0o700)
    store = SqliteStore.open(tmp_path / "team.db")
    seen = heads_of(store)

    async def act(news: News) -> None:
        store.close()
        await asyncio.wait_for(news.beyond(seen, LONG), SOON)
        if opened_again:
            store.reopen()
            waiting = asyncio.create_task(news.beyond(seen, LONG))
            await asyncio.sleep(0.3)
            await asyncio.to_thread(append, store, [event(0)])
            await asyncio.wait_for(waiting, SOON)

    asyncio.run(around(act, store))
    store.close()
