"""One worker beside the window."""

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from keylease.errors import Code, Refused
from keylease_desktop.services.jobs import Jobs


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_the_result_comes_back_to_the_window_s_thread(qtbot: QtBot, jobs: Jobs) -> None:
    window = threading.get_ident()
    seen: list[tuple[int, bool]] = []
    jobs.submit(
        threading.get_ident, lambda worker: seen.append((worker, threading.get_ident() == window))
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, back = seen[0]
    assert worker != window
    assert back


def test_jobs_run_one_after_the_other_in_one_thread(qtbot: QtBot, jobs: Jobs) -> None:
    running: list[int] = []
    most: list[int] = []
    threads: set[int] = set()
    done: list[int] = []

    def work(number: int) -> int:
        running.append(number)
        most.append(len(running))
        threads.add(threading.get_ident())
        time.sleep(0.005)
        running.remove(number)
        return number

    for number in range(10):
        jobs.submit(lambda number=number: work(number), done.append)
    qtbot.waitUntil(lambda: len(done) == 10)
    assert done == list(range(10))
    assert max(most) == 1
    assert len(threads) == 1


def test_a_refusal_comes_back_too(qtbot: QtBot, jobs: Jobs) -> None:
    failed: list[Exception] = []

    def work() -> None:
        raise Refused(Code.E_LOCKED)

    jobs.submit(work, None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Refused)


def test_a_mistake_of_ours_is_not_swallowed(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.captureExceptions() as caught:
        jobs.submit(lambda: 1 // 0)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_idle(qtbot: QtBot, jobs: Jobs) -> None:
    assert jobs.idle
    jobs.submit(lambda: time.sleep(0.01))
    assert not jobs.idle
    qtbot.waitUntil(lambda: jobs.idle)


def until_closing(jobs: Jobs) -> None:
    """A job that is under way when all is closed, however long it takes until then."""
    while not jobs._closed:
        time.sleep(0.001)


def test_after_closing_nothing_runs_and_nothing_comes_back(qtbot: QtBot) -> None:
    jobs = Jobs()
    heard: list[object] = []
    jobs.submit(lambda: until_closing(jobs), heard.append)
    jobs.submit(lambda: heard.append("ran"), heard.append)
    jobs.close()
    jobs.submit(lambda: heard.append("ran late"), heard.append)
    qtbot.wait(50)
    assert heard == []
    assert jobs.idle


def test_what_has_to_be_done_is_done_even_at_the_end(qtbot: QtBot) -> None:
    done: list[str] = []
    jobs = Jobs()
    jobs.submit(lambda: until_closing(jobs))
    jobs.submit(lambda: done.append("dropped"))
    jobs.submit(lambda: done.append("sure"), kept=True)
    jobs.close()
    assert done == ["sure"]
