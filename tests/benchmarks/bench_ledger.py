"""Rows 6 and 7: verifying a history, and opening one again from its document."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from nacl.bindings import crypto_sign_open

from benchmarks.rows import Pair, Row, in_turn
from keylease.client.names import Names
from keylease.client.replica import Replica
from keylease.client.snapshot_file import load, save
from keylease.crypto.hashing import pae
from keylease.crypto.identity import Identity
from keylease.crypto.signing import SignatureType
from keylease.ledger.chain import link
from keylease.ledger.fold import apply, fold_page
from keylease.ledger.signatures import PageVerifier
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.store.sqlite.store import SqliteStore
from keylease.wire.events import read_event
from support.large_team import LARGEST, history

EVENTS, PAGE, THREADS = LARGEST, 2_000, 2
SAMPLE = 10_000
"""Events in one round of the comparison with the bare loop."""


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


Job = tuple[bytes, bytes]
"""What `crypto_sign_open` takes: signature and signed bytes in one, and the author's key."""


def _jobs(log: list[Signed], state: State) -> list[Job]:
    """Everything but the verifying done beforehand."""
    authors = (state.members[read_event(entry.body).author].sign for entry in log)
    return [
        (entry.sig + pae(SignatureType.EVENT, entry.body), public)
        for entry, public in zip(log, authors, strict=True)
    ]


def _bare(jobs: list[Job]) -> None:
    """The bound: one signature after the other, and nothing else."""
    for message, public in jobs:
        crypto_sign_open(message, public)


def _bare_on_threads(jobs: list[Job]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(_bare, (jobs[n::THREADS] for n in range(THREADS))))


def _shares(log: list[Signed], before: State | None) -> str:
    """What of an event's time is not its signature; it holds the interpreter's lock."""

    def unsigned(state: State | None) -> None:
        for entry in log:
            state = apply(state, entry, signatures_checked=True)

    def each(work: Callable[[], object]) -> float:
        return min(_timed(work) for _ in range(5)) / len(log) * 1e6

    read = each(lambda: [read_event(entry.body) for entry in log])
    chained = each(lambda: [link(entry) for entry in log])
    law = each(lambda: unsigned(before)) - read - chained
    return f"an event beside its signature: read {read:.1f}, chain {chained:.1f}, law {law:.1f} µs"


def _one_thread(log: list[Signed], state: State | None) -> State | None:
    for entry in log:
        state = apply(state, entry)
    return state


def _in_pages(log: list[Signed], state: State | None) -> State | None:
    with ThreadPoolExecutor(THREADS) as pool:
        verifier = PageVerifier(pool, THREADS)
        for start in range(0, len(log), PAGE):
            for step in fold_page(state, log[start : start + PAGE], verifier):
                state = step.state
    return state


def _opening(state: State) -> tuple[float, int]:
    """Seconds to come back to a state as a client does, from disk; and the size of what is kept."""
    identity = Identity.generate()
    with TemporaryDirectory() as folder:
        replica = Replica(SqliteStore.open(Path(folder) / "replica.db"))
        save(replica, identity, state, Names())
        seconds = min(_timed(lambda: load(replica, identity, state.team)) for _ in range(5))
        kept = replica.blob("snapshot") or b""
        replica.close()
    return seconds, len(kept)


def _rate(pair: Pair) -> str:
    return f"{pair.ratio:.2f} ({pair.spread}), {SAMPLE / pair.second:,.0f} events/s"


def rows() -> list[Row]:
    """Verify on one thread and on two, all of it, and open it again."""
    team = history()
    log = team.log[-SAMPLE:]
    jobs = _jobs(log, team.state)
    before = _in_pages(team.log[:-SAMPLE], None)
    single = in_turn(
        lambda: _timed(lambda: _bare(jobs)),
        lambda: _timed(lambda: _one_thread(log, before)),
        5,
    )
    double = in_turn(
        lambda: _timed(lambda: _bare_on_threads(jobs)),
        lambda: _timed(lambda: _in_pages(log, before)),
        5,
    )
    whole = _timed(lambda: _in_pages(team.log, None))
    opening, size = _opening(team.state)
    goal, shares = "≥ 0.9 × the bare verify loop", _shares(log, before)
    return [
        Row(
            6,
            "verify a history, one thread",
            _rate(single),
            f"1.0, {SAMPLE / single.first:,.0f}/s",
            goal,
            shares,
            single.ratio >= 0.9,
        ),
        Row(
            6,
            "verify a history, two threads",
            _rate(double),
            f"1.0, {SAMPLE / double.first:,.0f}/s",
            goal,
            "signatures on both, the rest on one: the interpreter's lock",
            double.ratio >= 0.9,
        ),
        Row(
            6,
            f"verify {EVENTS:,} events on two cores",
            f"{whole:.2f} s",
            f"{double.first * EVENTS / SAMPLE:.2f} s bare",
            "< 4 s",
            f"{len(team.state.grants):,} grants",
            whole < 4,
        ),
        Row(
            7,
            f"reopen a team of {EVENTS:,} events from its sealed snapshot",
            f"{opening / whole:.3f}, {opening * 1000:.0f} ms",
            "",
            "≤ 0.02 × a full fold",
            f"{size / 1e6:.1f} MB, each id's form checked",
            opening <= 0.02 * whole,
        ),
    ]
