"""Rows for tests of the store, and a chain of writes whose wholeness anyone can check afterwards.

`write_step` is one transaction that touches every table; `steps_kept` reads all of them and fails
unless the store holds exactly the steps 1 … n, each wholly.
"""

import hashlib
from collections.abc import Sequence

from keylease.store.base import Appended, ReadTransaction, Store, WriteTransaction
from keylease.store.rows import (
    RELEASED,
    EventRow,
    LineRow,
    ReleaseRow,
    SeenRow,
    StageRow,
    Tip,
)

KEYS = 7


def digest(*parts: object) -> bytes:
    return hashlib.sha256(repr(parts).encode()).digest()


def event(seq: int, size: int = 300, writer: str = "") -> EventRow:
    body = (digest("body", seq, writer) * (size // 32 + 1))[:size]
    return EventRow(seq, digest("event", seq, writer), body, digest("sig", seq) * 2)


def events(start: int, count: int) -> list[EventRow]:
    return [event(seq) for seq in range(start, start + count)]


def line(
    seq: int,
    *,
    author: str = "mem_ana",
    grant: str | None = "grt_1",
    key: str | None = "key_1",
    outcome: str = RELEASED,
    at: int | None = None,
    rid: bytes | None = None,
) -> LineRow:
    return LineRow(
        seq,
        digest("line", seq),
        digest("leaf", seq),
        digest("entry", seq) * 10,
        digest("sig", seq) * 2,
        author,
        grant,
        key,
        1,
        outcome,
        1000 * seq if at is None else at,
        digest("rid", seq)[:16] if rid is None else rid,
        "copy",
    )


def hidden(row: LineRow) -> LineRow:
    """The same line for somebody who may not read it."""
    return LineRow(row.seq, row.hash, row.leaf)


def tip(row: EventRow | LineRow) -> Tip:
    return Tip(row.seq, row.hash)


def append(store: Store, rows: Sequence[EventRow]) -> Appended:
    with store.write() as tx:
        outcome = tx.append_events(tx.head(), rows)
    assert isinstance(outcome, Appended)
    return outcome


def append_lines(store: Store, rows: Sequence[LineRow]) -> Appended:
    with store.write() as tx:
        outcome = tx.append_lines(tx.access_head(), rows)
    assert isinstance(outcome, Appended)
    return outcome


def write_step(store: Store, number: int, size: int = 300) -> None:
    """Step `number`, from 1, unless it is there: event, line, promoted stage, shredded key."""
    with store.write() as tx:
        head = tx.head()
        if head is None or head.seq < number - 1:
            write_step_in(tx, number, size)


def write_step_in(tx: WriteTransaction, number: int, size: int = 300) -> None:
    head, access_head = tx.head(), tx.access_head()
    assert isinstance(tx.append_events(head, [event(number - 1, size)]), Appended)
    row = line(number, grant=f"grt_{number}", key=f"key_{number % KEYS}")
    assert isinstance(tx.append_lines(access_head, [row]), Appended)
    release = ReleaseRow(f"grt_{number}", 1, b"w", "kek1")
    assert tx.promote(staged_step(number), release) is (number > 1)
    tx.drop_release(f"grt_{number - 1}", 1)
    tx.stage(staged_step(number + 1))
    tx.put_seen(SeenRow("mem_ana", b"%d" % number, b"sig", number))
    tx.put_fact("last", b"%d" % number)


def staged_step(number: int) -> StageRow:
    return StageRow("mem_ana", digest("env", number), digest("blob", number), b"w", "kek1", 0)


def steps_kept(tx: ReadTransaction, size: int = 300) -> int:
    """How many steps there are. Fails if any table says another number than the others."""
    head = tx.head()
    count = 0 if head is None else head.seq + 1
    assert tx.events() == [event(seq, size) for seq in range(count)]
    assert tx.lines() == [
        line(n, grant=f"grt_{n}", key=f"key_{n % KEYS}") for n in range(1, count + 1)
    ]
    for key in range(KEYS):
        trail = [n for n in range(count, 0, -1) if n % KEYS == key]
        assert [row.seq for row in tx.lines_of(key=f"key_{key}", limit=count + 1)] == trail
    assert [row[0] for row in tx.openings()] == list(range(1, count + 1))
    assert [tx.uses(f"grt_{n}").released for n in range(1, count + 2)] == [1] * count + [0]
    envelopes = [tx.envelope(digest("env", n)) for n in range(1, count + 2)]
    assert envelopes[1:-1] == [digest("blob", n) for n in range(2, count + 1)]
    assert envelopes[-1] is None
    assert (tx.staged("mem_ana", digest("env", count + 1)) is not None) is (count > 0)
    released = [ReleaseRow(f"grt_{count}", 1, b"w", "kek1")] if count > 1 else []
    assert tx.releases() == released
    assert [row.at for row in tx.seen()] == ([count] if count else [])
    assert tx.fact("last") == (b"%d" % count if count else None)
    return count
