"""The store in memory, for tests and for what need not last. Its maps are persistent ones.

So a reader keeps its moment without copying, and taking a write back is forgetting it.
"""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Self, TypeVar

from immutables import Map
from msgspec import structs

from keylease.errors import Code, StorageFailed
from keylease.store.base import Appended, Conflict, Outcome
from keylease.store.news import Bell, News
from keylease.store.rows import (
    RELEASED,
    EnvelopeRow,
    EventRow,
    LineRow,
    Opening,
    ReleaseRow,
    SeenRow,
    StageRow,
    Tip,
    Uses,
)

BUSY_SECONDS: Final = 10.0

Key = TypeVar("Key")
Kept = TypeVar("Kept")
Chained = TypeVar("Chained", EventRow, LineRow)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a store holds at one moment."""

    events: Map[int, EventRow] = field(default_factory=Map)
    lines: Map[int, LineRow] = field(default_factory=Map)
    rids: Map[tuple[str, bytes], int] = field(default_factory=Map)
    uses: Map[str, Uses] = field(default_factory=Map)
    stages: Map[tuple[str, bytes], StageRow] = field(default_factory=Map)
    envelopes: Map[bytes, bytes] = field(default_factory=Map)
    releases: Map[tuple[str, int], ReleaseRow] = field(default_factory=Map)
    seen: Map[str, SeenRow] = field(default_factory=Map)
    facts: Map[str, bytes] = field(default_factory=Map)


class MemoryRead:
    """A `ReadTransaction` on contents that nobody changes."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents

    def head(self) -> Tip | None:
        return _tip(self.contents.events.get(len(self.contents.events) - 1))

    def event_at(self, seq: int) -> EventRow | None:
        return self.contents.events.get(seq)

    def events(self, after: int = -1, limit: int | None = None) -> list[EventRow]:
        return _span(self.contents.events, after + 1, len(self.contents.events), limit)

    def access_head(self) -> Tip | None:
        return _tip(self.contents.lines.get(len(self.contents.lines)))

    def line_at(self, seq: int) -> LineRow | None:
        return self.contents.lines.get(seq)

    def lines(self, after: int = 0, limit: int | None = None) -> list[LineRow]:
        return _span(self.contents.lines, after + 1, len(self.contents.lines) + 1, limit)

    def lines_of(
        self,
        *,
        author: str | None = None,
        key: str | None = None,
        grant: str | None = None,
        since: int | None = None,
        until: int | None = None,
        before_seq: int | None = None,
        limit: int = 100,
    ) -> list[LineRow]:
        found: list[LineRow] = []
        last = len(self.contents.lines)
        for seq in range(last if before_seq is None else min(last, before_seq - 1), 0, -1):
            line = self.contents.lines[seq]
            if len(found) == limit:
                break
            if (
                author in (None, line.author)
                and key in (None, line.key)
                and grant in (None, line.grant)
                and (since is None or (line.at is not None and line.at >= since))
                and (until is None or (line.at is not None and line.at < until))
            ):
                found.append(line)
        return found

    def line_by_rid(self, author: str, rid: bytes) -> LineRow | None:
        seq = self.contents.rids.get((author, rid))
        return None if seq is None else self.contents.lines[seq]

    def openings(self, after: int = 0) -> Iterator[Opening]:
        for line in self.lines(after):
            if line.outcome == RELEASED and line.at is not None:
                yield (
                    line.seq,
                    line.author,
                    line.key,
                    line.version,
                    line.grant,
                    line.purpose,
                    line.at,
                )

    def hidden(self, after: int = 0) -> int:
        return sum(line.author is None for line in self.lines(after))

    def uses(self, grant: str) -> Uses:
        return self.contents.uses.get(grant, Uses(0, 0))

    def staged(self, author: str, hash: bytes) -> StageRow | None:
        return self.contents.stages.get((author, hash))

    def oldest_stage(self) -> int | None:
        return min((row.at for row in self.contents.stages.values()), default=None)

    def envelope(self, hash: bytes) -> bytes | None:
        return self.contents.envelopes.get(hash)

    def release(self, grant: str, version: int) -> ReleaseRow | None:
        return self.contents.releases.get((grant, version))

    def releases(
        self,
        *,
        grant: str | None = None,
        kek: str | None = None,
        doomed_before: int | None = None,
    ) -> list[ReleaseRow]:
        return [
            row
            for _, row in sorted(self.contents.releases.items())
            if grant in (None, row.grant)
            and kek in (None, row.kek)
            and (
                doomed_before is None
                or (row.doomed_at is not None and row.doomed_at < doomed_before)
            )
        ]

    def seen(self) -> list[SeenRow]:
        return [row for _, row in sorted(self.contents.seen.items())]

    def fact(self, name: str) -> bytes | None:
        return self.contents.facts.get(name)


class MemoryWrite(MemoryRead):
    """A `WriteTransaction`: each change makes new contents out of the old ones."""

    def append_events(self, after: Tip | None, rows: Sequence[EventRow]) -> Outcome:
        events = self.contents.events
        if self.head() != after:
            return _again(events, rows) or Conflict(self.head())
        self.contents = replace(self.contents, events=_appended(events, rows, len(events)))
        return Appended(Tip(rows[-1].seq, rows[-1].hash))

    def append_lines(self, after: Tip | None, rows: Sequence[LineRow]) -> Outcome:
        lines = self.contents.lines
        if self.access_head() != after:
            return _again(lines, rows) or Conflict(self.access_head())
        appended = _appended(lines, rows, len(lines) + 1)
        rids = [_rid(row) for row in rows if _rid(row)]
        if len(set(rids)) < len(rids) or any(rid in self.contents.rids for rid in rids):
            return Conflict(after)
        self.contents = replace(self.contents, lines=appended)
        self._index(rows)
        return Appended(Tip(rows[-1].seq, rows[-1].hash))

    def reveal_lines(self, rows: Sequence[LineRow]) -> int:
        revealed = 0
        for row in rows:
            kept = self.contents.lines.get(row.seq)
            if (
                kept is not None
                and kept.entry is None
                and row.entry is not None
                and (kept.hash, kept.leaf) == (row.hash, row.leaf)
                and _rid(row) not in self.contents.rids
            ):
                lines = self.contents.lines.set(row.seq, row)
                self.contents = replace(self.contents, lines=lines)
                self._index([row])
                revealed += 1
        return revealed

    def stage(self, row: StageRow) -> None:
        stages = self.contents.stages.set((row.author, row.hash), row)
        self.contents = replace(self.contents, stages=stages)

    def promote(self, row: StageRow, release: ReleaseRow | None = None) -> bool:
        if self.staged(row.author, row.hash) is None:
            return False
        stages = self.contents.stages.delete((row.author, row.hash))
        self.contents = replace(self.contents, stages=stages)
        self.put_envelope(EnvelopeRow(row.hash, row.envelope))
        if release is not None:
            self.put_release(release)
        return True

    def drop_stages(self, before_at: int) -> int:
        kept = [item for item in self.contents.stages.items() if item[1].at >= before_at]
        dropped = len(self.contents.stages) - len(kept)
        self.contents = replace(self.contents, stages=Map(kept))
        return dropped

    def put_envelope(self, row: EnvelopeRow) -> None:
        if row.hash not in self.contents.envelopes:
            envelopes = self.contents.envelopes.set(row.hash, row.envelope)
            self.contents = replace(self.contents, envelopes=envelopes)

    def put_release(self, row: ReleaseRow) -> None:
        releases = self.contents.releases.set((row.grant, row.version), row)
        self.contents = replace(self.contents, releases=releases)

    def drop_release(self, grant: str, version: int) -> bool:
        there = (grant, version) in self.contents.releases
        if there:
            releases = self.contents.releases.delete((grant, version))
            self.contents = replace(self.contents, releases=releases)
        return there

    def doom(self, rows: Sequence[ReleaseRow]) -> int:
        there = [(row, self.release(row.grant, row.version)) for row in rows]
        for row, kept in there:
            if kept is not None:
                self.put_release(structs.replace(kept, doomed_at=row.doomed_at))
        return sum(kept is not None for _, kept in there)

    def rewrap(self, grant: str, version: int, *, was: str, wrapped: bytes, kek: str) -> bool:
        row = self.release(grant, version)
        if row is None or row.kek != was:
            return False
        self.put_release(ReleaseRow(grant, version, wrapped, kek, row.doomed_at))
        return True

    def put_seen(self, row: SeenRow) -> None:
        self.contents = replace(self.contents, seen=self.contents.seen.set(row.member, row))

    def put_fact(self, name: str, value: bytes | None) -> None:
        facts = self.contents.facts
        if value is not None:
            self.contents = replace(self.contents, facts=facts.set(name, value))
        elif name in facts:
            self.contents = replace(self.contents, facts=facts.delete(name))

    def _index(self, rows: Sequence[LineRow]) -> None:
        rids, uses = self.contents.rids, self.contents.uses
        for row in rows:
            if rid := _rid(row):
                rids = rids.set(rid, row.seq)
            if row.outcome == RELEASED and row.grant and row.at is not None:
                before = uses.get(row.grant, Uses(0, 0))
                now = Uses(before.released + 1, max(before.last_at, row.at))
                uses = uses.set(row.grant, now)
        self.contents = replace(self.contents, rids=rids, uses=uses)


class MemoryStore:
    """A `Store` that lasts as long as the process; `reopen` changes nothing."""

    def __init__(self) -> None:
        self._contents = Contents()
        self._writing = threading.Lock()
        self._bell = Bell()

    @contextlib.contextmanager
    def read(self) -> Iterator[MemoryRead]:
        yield MemoryRead(self._contents)

    @contextlib.contextmanager
    def write(self) -> Iterator[MemoryWrite]:
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise StorageFailed(Code.E_STORAGE, "Another writer did not end.")
        try:
            transaction = MemoryWrite(self._contents)
            yield transaction
            self._contents = transaction.contents
        finally:
            self._writing.release()
        self._bell.announce(transaction.head(), transaction.access_head())

    def news(self) -> News:
        return News(self._bell.ends, self._bell.wait_beyond)

    def reopen(self) -> None:
        """Nothing has to be done: no disk has failed."""

    def close(self) -> None:
        """What it holds stays for whoever still has it."""
        self._bell.dismiss()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()


def _tip(row: EventRow | LineRow | None) -> Tip | None:
    return None if row is None else Tip(row.seq, row.hash)


def _rid(row: LineRow) -> tuple[str, bytes] | None:
    return (row.author, row.rid) if row.author is not None and row.rid is not None else None


def _span(rows: Map[int, Kept], first: int, end: int, limit: int | None) -> list[Kept]:
    last = end if limit is None else min(end, first + limit)
    return [rows[seq] for seq in range(first, last)]


def _appended(there: Map[int, Chained], rows: Sequence[Chained], first: int) -> Map[int, Chained]:
    if not rows or any(row.seq != first + n for n, row in enumerate(rows)):
        raise ValueError("rows to append must be some, and follow one another from the head on")
    return there.update([(row.seq, row) for row in rows])


def _again(there: Map[int, Chained], rows: Sequence[Chained]) -> Appended | None:
    kept = [there.get(row.seq) for row in rows]
    if not rows or any(a is None or a.hash != b.hash for a, b in zip(kept, rows, strict=True)):
        return None
    return Appended(Tip(rows[-1].seq, rows[-1].hash), again=True)
