"""Rows 8, 11 and 12: durable appends, a trail in a million lines, a pass over the openings."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, in_turn
from keylease.store.base import Appended, Store
from keylease.store.rows import RELEASED, EventRow, LineRow, Tip
from keylease.store.sqlite import SqliteStore
from keylease.store.sqlite.driver import sqlite3

SINGLE, BATCH, BATCHES = 1_500, 64, 60
"""64 events are the largest batch of the protocol."""
BODY = 700
LINES, MEMBERS, KEYS, GRANTS = 1_000_000, 500, 2_000, 10_000
QUERIES = 500


class RawFile:
    """The bound: write and fdatasync, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._handle = os.open(folder / "raw", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def rate(self) -> float:
        """Events a second."""
        body = os.urandom(BODY)
        began = time.perf_counter()
        for _ in range(SINGLE):
            os.write(self._handle, body)
            os.fdatasync(self._handle)
        return SINGLE / (time.perf_counter() - began)

    def close(self) -> None:
        os.close(self._handle)


class Appender:
    """Appends as the relay does, each building on the one before."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tip: Tip | None = None

    def single_rate(self) -> float:
        """Events a second, one a transaction."""
        return self._rate(SINGLE, 1)

    def batch_rate(self) -> float:
        """Events a second, 64 a transaction."""
        return self._rate(BATCHES, BATCH)

    def _rate(self, transactions: int, size: int) -> float:
        first = 0 if self._tip is None else self._tip.seq + 1
        total = transactions * size
        rows = [
            EventRow(first + n, os.urandom(32), os.urandom(BODY), os.urandom(64))
            for n in range(total)
        ]
        began = time.perf_counter()
        for start in range(0, total, size):
            with self._store.write() as tx:
                outcome = tx.append_events(self._tip, rows[start : start + size])
            assert isinstance(outcome, Appended)
            self._tip = outcome.tip
        return total / (time.perf_counter() - began)


def rows() -> list[Row]:
    """Takes about a minute and 1 GB of disk."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*append_rows(folder), *million_rows(folder)]


def append_rows(folder: Path) -> Iterator[Row]:
    raw = RawFile(folder)
    with SqliteStore.open(folder / "append.db") as store:
        appender = Appender(store)
        single = in_turn(appender.single_rate, raw.rate)
        batch = in_turn(appender.batch_rate, raw.rate)
        how = f"SQLite {sqlite3.sqlite_version} {store.journal}"
    raw.close()
    for what, pair, goal in (
        ("append an event, durable", single, 0.7),
        (f"append events, {BATCH} a batch", batch, 10.0),
    ):
        yield Row(
            8,
            what,
            f"{pair.first:,.0f}/s = {pair.ratio:.2f} ×",
            f"raw write + fdatasync {pair.second:,.0f}/s",
            f"≥ {goal:g} ×",
            f"{how}; ratios {pair.spread}",
            pair.ratio >= goal,
        )


def million_rows(folder: Path) -> Iterator[Row]:
    with SqliteStore.open(folder / "lines.db") as store:
        fill(store)
        trail = statistics.median(trail_times(store))
        yield Row(
            11,
            "one key's trail, 50 newest of a million lines",
            f"{trail * 1000:.3f} ms",
            "indexed SQL 0.03–0.05 ms",
            "≤ 1 ms",
            f"median of {QUERIES} keys, rows made",
            trail <= 0.001,
        )
    with SqliteStore.open(folder / "lines.db") as store:
        began = time.perf_counter()
        with store.read() as tx:
            count = sum(1 for _ in tx.openings())
        seconds = time.perf_counter() - began
        yield Row(
            12,
            "read a million openings, the store's share",
            f"{seconds:.2f} s",
            "one pass over an index",
            "≤ 2 s with the exposure",
            f"{count:,} openings; file opened anew, the system's cache warm",
            None,
        )


def trail_times(store: SqliteStore) -> Iterator[float]:
    for n in range(QUERIES):
        key = key_id(n * 7919 % KEYS)
        began = time.perf_counter()
        with store.read() as tx:
            found = tx.lines_of(key=key, limit=50)
        yield time.perf_counter() - began
        assert len(found) == 50


def fill(store: SqliteStore, chunk: int = 20_000) -> None:
    tip: Tip | None = None
    for start in range(1, LINES + 1, chunk):
        lines = [line(seq) for seq in range(start, start + chunk)]
        with store.write() as tx:
            outcome = tx.append_lines(tip, lines)
        assert isinstance(outcome, Appended)
        tip = outcome.tip


def key_id(number: int) -> str:
    return f"key_{number:026d}"


def line(seq: int) -> LineRow:
    grant = seq * 104_729 % GRANTS
    return LineRow(
        seq,
        os.urandom(32),
        os.urandom(32),
        os.urandom(300),
        os.urandom(64),
        f"mem_{grant % MEMBERS:026d}",
        f"grt_{grant:026d}",
        key_id(grant % KEYS),
        1,
        RELEASED,
        1_700_000_000_000 + seq * 500,
        os.urandom(16),
        "copy",
    )
