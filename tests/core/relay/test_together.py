"""What several want to write is one commit, and what fails fails alone."""

import contextlib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from keylease.errors import Code, Refused
from keylease.model import access as a
from keylease.model.signed import Signed
from keylease.relay.moment import Moment
from keylease.relay.together import MOST_AT_ONCE, Together, Work
from keylease.store.base import WriteTransaction
from keylease.store.sqlite.store import SqliteStore
from support.relay_harness import RelayHarness, expect, opening
from support.team import TeamBuilder

CALLERS = 40
PATIENCE = 60


class Counter:
    """`Together` over a real store, the transactions counted; the first one waits for `go_on`."""

    def __init__(self, store: SqliteStore) -> None:
        self.transactions = 0
        self.begun, self.go_on = threading.Event(), threading.Event()
        self._store = store
        self._state = TeamBuilder().found()
        self.together = Together(self._writing, lambda moment: Signed(b"head", ()))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Moment[WriteTransaction]]:
        with self._store.write() as tx:
            self.transactions += 1
            yield Moment(tx, self._state, 0)

    def _first(self, moment: Moment[WriteTransaction]) -> None:
        self.begun.set()
        assert self.go_on.wait(PATIENCE)

    def all_at_once(self, works: list[Work[None]]) -> list["Future[tuple[None, Signed]]"]:
        """All of them handed in while somebody else is writing, then let go."""
        with ThreadPoolExecutor(len(works) + 1) as pool:
            pool.submit(self.together.write, self._first)
            assert self.begun.wait(PATIENCE)
            futures = [pool.submit(self.together.write, work) for work in works]
            until = time.monotonic() + PATIENCE
            while self.together.waiting < len(works) and time.monotonic() < until:
                time.sleep(0.001)
            self.transactions = 0
            self.go_on.set()
        return futures


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with SqliteStore.open(tmp_path / "team.db") as store:
        yield Counter(store)


def writes(name: str) -> Work[None]:
    return lambda moment: moment.tx.put_fact(name, b"there")


def kept(tmp_path: Path, *names: str) -> list[bool]:
    with SqliteStore.open(tmp_path / "team.db") as store, store.read() as tx:
        return [tx.fact(name) is not None for name in names]


def test_what_waits_shares_a_commit(counter: Counter, tmp_path: Path) -> None:
    names = [f"fact {n}" for n in range(CALLERS)]
    for future in counter.all_at_once([writes(name) for name in names]):
        assert future.result() == (None, Signed(b"head", ()))
    assert counter.transactions == 1
    assert all(kept(tmp_path, *names))


def test_nobody_waits_for_more_than_a_batch(counter: Counter) -> None:
    counter.all_at_once([writes(f"fact {n}") for n in range(MOST_AT_ONCE + 6)])
    assert counter.transactions == 2


def test_one_that_fails_fails_alone_and_leaves_nothing(counter: Counter, tmp_path: Path) -> None:
    def fails(moment: Moment[WriteTransaction]) -> None:
        moment.tx.put_fact("of the one that fails", b"there")
        raise Refused(Code.E_STATE)

    before, failing, after = counter.all_at_once([writes("before"), fails, writes("after")])
    assert before.result() == after.result() == (None, Signed(b"head", ()))
    with pytest.raises(Refused):
        failing.result()
    assert kept(tmp_path, "before", "of the one that fails", "after") == [True, False, True]


@pytest.mark.attack("D07")
def test_d07_whoever_fails_costs_the_others_no_commit_each(counter: Counter) -> None:
    def fails(moment: Moment[WriteTransaction]) -> None:
        raise Refused(Code.E_STATE)

    names = [f"fact {n}" for n in range(CALLERS)]
    works: list[Work[None]] = [writes(name) for name in names]
    works[CALLERS // 2 : CALLERS // 2] = [fails]
    futures = counter.all_at_once(works)
    assert sum(future.exception() is None for future in futures) == CALLERS
    assert counter.transactions == 3  # the one taken back, and what came before and behind


def test_the_next_one_goes_on_after_a_failure(counter: Counter, tmp_path: Path) -> None:
    def fails(moment: Moment[WriteTransaction]) -> None:
        raise Refused(Code.E_STATE)

    with pytest.raises(Refused):
        counter.together.write(fails)
    counter.together.write(writes("later"))
    assert kept(tmp_path, "later") == [True]


@pytest.mark.attack("C04")
def test_c04_the_last_use_is_given_once_however_they_are_batched(tmp_path: Path) -> None:
    relay = RelayHarness(tmp_path, sqlite=True)
    team = relay.team
    grant = team.grant(team.key(), team.ana, max_uses=1)
    requests = [relay.sign(team.ana, opening(grant)) for _ in range(CALLERS)]
    with ThreadPoolExecutor(CALLERS) as pool:
        replies = list(pool.map(relay.hand_in, requests))
    (released,) = [reply for reply in replies if isinstance(reply, a.Released)]
    refusals = [expect(a.Refusal, reply) for reply in replies if reply is not released]
    assert [one.code for one in refusals] == ["E_NO_USES"] * (CALLERS - 1)
    assert len(relay.outcomes()) == CALLERS
    relay.store.close()


def test_a_head_names_the_line_that_it_comes_with(tmp_path: Path) -> None:
    relay = RelayHarness(tmp_path, sqlite=True)
    team = relay.team
    grant = team.grant(team.key(), team.ana)
    requests = [relay.sign(team.ana, opening(grant)) for _ in range(CALLERS)]
    with ThreadPoolExecutor(CALLERS) as pool:
        released = [expect(a.Released, reply) for reply in pool.map(relay.hand_in, requests)]
    lines = {relay.entry(one.entry).seq: relay.head(one.head).access.seq for one in released}
    assert sorted(lines) == list(range(1, CALLERS + 1))
    assert all(head >= line for line, head in lines.items())
    relay.store.close()


def test_who_is_interrupted_leaves_their_place_to_the_next(
    counter: Counter, tmp_path: Path
) -> None:
    """Even where others were to share the commit that did not come about."""
    others = [f"fact {n}" for n in range(5)]
    interrupted = threading.Event()

    def interrupt(moment: Moment[WriteTransaction]) -> None:
        moment.tx.put_fact("interrupted", b"there")
        if not interrupted.is_set():
            interrupted.set()
            raise KeyboardInterrupt

    futures = counter.all_at_once([interrupt, *(writes(name) for name in others)])
    failed = [future for future in futures if future.exception() is not None]
    assert len(failed) == 1
    assert isinstance(failed[0].exception(), KeyboardInterrupt)
    assert sum(kept(tmp_path, "interrupted", *others)) == len(others)
