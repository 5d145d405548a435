"""Row 12: the exposure of everybody, cold from the store and after one more opening."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row
from keylease.insight.attention import attention
from keylease.insight.exposure import ExposureIndex
from keylease.model.state import State
from keylease.store.base import Appended
from keylease.store.rows import RELEASED, LineRow, Opening, Tip
from keylease.store.sqlite import SqliteStore
from support.team import TeamBuilder, found_team

PEOPLE, KEYS, AT_ONCE = 60, 168, 30
"""Everybody has every key: 10,080 grants."""
OPENINGS = 1_000_000
PURPOSES = ("copy", "run", "brokered", "show")
CHUNK = 50_000
ROUNDS = 21


def rows() -> list[Row]:
    """Takes about a minute and 500 MB of disk."""
    team = lent_team()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "lines.db"
        with SqliteStore.open(path) as store:
            fill(store, team.state)
        with SqliteStore.open(path) as store:
            return list(measured(store, team))


def measured(store: SqliteStore, team: TeamBuilder) -> Iterator[Row]:
    state = team.state
    index = ExposureIndex()
    began = time.perf_counter()
    with store.read() as tx:
        index.add(tx.openings())
    found = index.exposures(state)
    cold = time.perf_counter() - began
    what = f"{len(state.grants):,} grants, {OPENINGS:,} openings"
    yield Row(
        12,
        f"exposure of everybody, cold, {what}",
        f"{cold:.2f} s",
        "one pass over an index",
        "≤ 2 s",
        f"{len(found):,} exposures; the system's cache warm",
        cold <= 2,
    )
    more = statistics.median(one_more(index, state) for _ in range(ROUNDS))
    yield Row(
        12,
        "exposure of everybody after one more opening",
        f"{more * 1000:.1f} ms",
        "",
        "≤ 50 ms",
        f"median of {ROUNDS}",
        more <= 0.05,
    )
    began = time.perf_counter()
    items = attention(state, found, team.now)
    yield Row(
        12,
        "what needs doing now",
        f"{(time.perf_counter() - began) * 1000:.0f} ms",
        "",
        "",
        f"{len(items):,} items",
    )


def one_more(index: ExposureIndex, state: State) -> float:
    """Seconds."""
    grant, lent = next(iter(state.grants.items()))
    opening: Opening = (OPENINGS + 1, lent.to, lent.key, 1, grant, "copy", lent.issued)
    began = time.perf_counter()
    index.add([opening])
    index.exposures(state)
    return time.perf_counter() - began


def lent_team() -> TeamBuilder:
    team = found_team()
    people = [team.member(f"Person {n}") for n in range(PEOPLE)]
    for key in [team.key() for _ in range(KEYS)]:
        for start in range(0, PEOPLE, AT_ONCE):
            team.take(team.draft_grant(key, *people[start : start + AT_ONCE]))
    return team


def fill(store: SqliteStore, state: State) -> None:
    grants = [(id_, grant.to, grant.key) for id_, grant in state.grants.items()]
    tip: Tip | None = None
    for start in range(1, OPENINGS + 1, CHUNK):
        lines = [line(seq, *grants[seq * 104_729 % len(grants)]) for seq in batch(start)]
        with store.write() as tx:
            outcome = tx.append_lines(tip, lines)
        assert isinstance(outcome, Appended)
        tip = outcome.tip


def batch(start: int) -> range:
    return range(start, start + CHUNK)


def line(seq: int, grant: str, to: str, key: str) -> LineRow:
    return LineRow(
        seq,
        os.urandom(32),
        os.urandom(32),
        os.urandom(100),
        os.urandom(64),
        to,
        grant,
        key,
        1,
        RELEASED,
        1_767_225_600_000 + seq * 500,
        os.urandom(16),
        PURPOSES[seq % len(PURPOSES)],
    )
