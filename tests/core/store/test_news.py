"""Who waits for news hears of what was appended, by this process and by others."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from keylease.errors import StorageFailed
from keylease.store.base import Store
from keylease.store.news import Bell, News
from keylease.store.rows import Tip
from support.places import Place
from support.storage import append, append_lines, event, events, line, write_step

SOON = 30.0
"""Seconds that no test takes unless it fails."""
A_MOMENT = 0.05


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_what_is_appended_is_news_once(store: Store) -> None:
    append(store, events(0, 2))
    news = store.news()
    assert not news.wait(A_MOMENT)
    append(store, [event(2)])
    assert news.wait(0)
    assert not news.wait(0)
    append_lines(store, [line(1)])
    append_lines(store, [line(2)])
    assert news.wait(0)
    assert not news.wait(A_MOMENT)


def test_who_waits_is_woken(store: Store, pool: ThreadPoolExecutor) -> None:
    waiting = [pool.submit(store.news().wait, SOON) for _ in range(4)]
    time.sleep(A_MOMENT)
    append(store, [event(0)])
    assert all(each.result() for each in waiting)


def test_nothing_falls_between_the_look_and_the_waiting(store: Store) -> None:
    for number in range(20):
        news = store.news()
        append(store, [event(number)])
        assert news.wait(SOON)


def test_what_is_taken_back_or_appends_nothing_is_no_news(store: Store) -> None:
    append(store, [event(0)])
    news = store.news()
    with store.write() as tx:
        tx.put_fact("x", b"y")
        tx.append_events(None, [event(0)])
    with pytest.raises(LookupError):
        append_and_give_up(store)
    assert not news.wait(0.3)


def append_and_give_up(store: Store) -> None:
    with store.write() as tx:
        tx.append_events(tx.head(), [event(1)])
        raise LookupError


def test_each_who_asks_hears_for_themself(store: Store) -> None:
    first = store.news()
    append(store, [event(0)])
    second = store.news()
    assert first.wait(0)
    assert not second.wait(0)


def test_closing_lets_go_of_who_waits(store: Store, pool: ThreadPoolExecutor) -> None:
    def wait(news: News) -> bool:
        try:
            return news.wait(SOON)
        except StorageFailed:  # closed before this thread had begun to wait
            return False

    waiting = [pool.submit(wait, store.news()) for _ in range(4)]
    time.sleep(A_MOMENT)
    began = time.monotonic()
    store.close()
    assert [each.result() for each in waiting] == [False] * 4
    assert time.monotonic() - began < SOON


def test_a_closed_store_has_no_news(shared: Place) -> None:
    with shared.open() as store:
        news = store.news()
    with pytest.raises(StorageFailed, match="closed"):
        news.wait(0)
    with pytest.raises(StorageFailed, match="closed"):
        store.news()


def test_news_goes_on_after_reopening(store: Store) -> None:
    news = store.news()
    append(store, [event(0)])
    assert news.wait(SOON)
    store.reopen()
    append(store, [event(1)])
    assert news.wait(SOON)


def test_threads_end_with_the_store(shared: Place) -> None:
    before = threading.active_count()
    for _ in range(3):
        with shared.open() as store:
            store.news().wait(0.01)
    assert threading.active_count() == before


def test_another_process_is_heard(shared: Place, pool: ThreadPoolExecutor) -> None:
    with shared.open() as store:
        waiting = pool.submit(store.news().wait, 3 * SOON)
        process = shared.run("appender", "mem_bo", 1)
        assert waiting.result()
        process.communicate()
        assert process.returncode == 0


def test_a_second_store_at_the_same_place_is_heard_in_time(shared: Place) -> None:
    with shared.open() as one, shared.open() as other:
        news = one.news()
        for number in range(1, 6):
            write_step(other, number)
            began = time.monotonic()
            assert news.wait(SOON)
            assert time.monotonic() - began < SOON / 2


def test_what_is_heard_late_or_twice_rings_no_more() -> None:
    bell = Bell()
    bell.announce(Tip(3, b""), Tip(5, b""))
    assert bell.ends == (3, 5)
    bell.announce(Tip(2, b""), None)
    bell.announce(None, Tip(5, b""))
    assert bell.wait_beyond((3, 5), 0) == (3, 5)
    bell.announce_places(3, 6)
    assert bell.wait_beyond((3, 5), 0) == (3, 6)
