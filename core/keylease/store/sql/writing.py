"""Writing inside one transaction: the statements, each in one place."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from keylease.store.base import Appended, Conflict, Outcome
from keylease.store.rows import (
    RELEASED,
    EnvelopeRow,
    EventRow,
    LineRow,
    ReleaseRow,
    SeenRow,
    StageRow,
    Tip,
)
from keylease.store.sql.reading import SqlRead
from keylease.store.sql.tables import ENVELOPES, EVENTS, FACTS, LINES, RELEASES, SEEN, STAGES

EVENT_HASHES: Final = "SELECT hash FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq"
LINE_HASHES: Final = "SELECT hash FROM lines WHERE seq BETWEEN ? AND ? ORDER BY seq"
# A request has one line: the index lets no second one in, whatever was checked before.
INSERT_LINE: Final = LINES.insert + " ON CONFLICT (author, rid) WHERE rid IS NOT NULL DO NOTHING"
REVEAL_LINE: Final = (
    "UPDATE lines SET entry = ?, sig = ?, author = ?, grant_id = ?, key_id = ?,"
    " version = ?, outcome = ?, at = ?, rid = ?, purpose = ?"
    " WHERE seq = ? AND hash = ? AND leaf = ? AND entry IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM lines WHERE author = ? AND rid = ?)"
)
COUNT_USE: Final = (
    "INSERT INTO uses VALUES (?, 1, ?) ON CONFLICT (grant_id) DO UPDATE"
    " SET released = uses.released + 1, last_at ="
    " CASE WHEN excluded.last_at > uses.last_at THEN excluded.last_at ELSE uses.last_at END"
)


class SqlWrite(SqlRead):
    """A `WriteTransaction` by statements that a `Runner` runs while nobody else writes."""

    appended_event: Tip | None = None
    """Where the events that it has appended end."""
    appended_line: Tip | None = None
    """Where the lines that it has appended end."""

    def append_events(self, after: Tip | None, rows: Sequence[EventRow]) -> Outcome:
        tip = self.head()
        if tip != after:
            return self._again(EVENT_HASHES, rows) or Conflict(tip)
        _in_order(rows, 0 if tip is None else tip.seq + 1)
        self._runner.insert_all(EVENTS, [structs.astuple(row) for row in rows])
        end = self.appended_event = _tip_of(rows)
        self._heads = end, self.access_head()
        return Appended(end)

    def append_lines(self, after: Tip | None, rows: Sequence[LineRow]) -> Outcome:
        tip = self.access_head()
        if tip != after:
            return self._again(LINE_HASHES, rows) or Conflict(tip)
        _in_order(rows, 1 if tip is None else tip.seq + 1)
        if self._runner.change_many(INSERT_LINE, map(structs.astuple, rows)) < len(rows):
            self._runner.change("DELETE FROM lines WHERE seq >= ?", (rows[0].seq,))
            return Conflict(tip)
        self._count_uses(rows)
        end = self.appended_line = _tip_of(rows)
        self._heads = self.head(), end
        return Appended(end)

    def reveal_lines(self, rows: Sequence[LineRow]) -> int:
        revealed = []
        for row in rows:
            seq, hash_, leaf, *rest = structs.astuple(row)
            values = (*rest, seq, hash_, leaf, row.author, row.rid)
            if row.entry is not None and self._runner.change(REVEAL_LINE, values):
                revealed.append(row)
        self._count_uses(revealed)
        return len(revealed)

    def stage(self, row: StageRow) -> None:
        self._runner.change(STAGES.put, structs.astuple(row))

    def promote(self, row: StageRow, release: ReleaseRow | None = None) -> bool:
        statement = "DELETE FROM stages WHERE author = ? AND hash = ?"
        if not self._change(statement, row.author, row.hash):
            return False
        self.put_envelope(EnvelopeRow(row.hash, row.envelope))
        if release is not None:
            self.put_release(release)
        return True

    def drop_stages(self, before_at: int) -> int:
        return self._change("DELETE FROM stages WHERE at < ?", before_at)

    def put_envelope(self, row: EnvelopeRow) -> None:
        self._runner.change(ENVELOPES.insert + " ON CONFLICT DO NOTHING", structs.astuple(row))

    def put_release(self, row: ReleaseRow) -> None:
        self._runner.change(RELEASES.put, structs.astuple(row))

    def drop_release(self, grant: str, version: int) -> bool:
        statement = "DELETE FROM releases WHERE grant_id = ? AND version = ?"
        return self._change(statement, grant, version) > 0

    def doom(self, rows: Sequence[ReleaseRow]) -> int:
        statement = "UPDATE releases SET doomed_at = ? WHERE grant_id = ? AND version = ?"
        values = [(row.doomed_at, row.grant, row.version) for row in rows]
        return self._runner.change_many(statement, values) if values else 0

    def rewrap(self, grant: str, version: int, *, was: str, wrapped: bytes, kek: str) -> bool:
        statement = (
            "UPDATE releases SET wrapped = ?, kek = ?"
            " WHERE grant_id = ? AND version = ? AND kek = ?"
        )
        return self._change(statement, wrapped, kek, grant, version, was) > 0

    def put_seen(self, row: SeenRow) -> None:
        self._runner.change(SEEN.put, structs.astuple(row))

    def put_fact(self, name: str, value: bytes | None) -> None:
        if value is None:
            self._change("DELETE FROM facts WHERE name = ?", name)
        else:
            self._change(FACTS.put, name, value)

    def _change(self, statement: str, *values: object) -> int:
        return self._runner.change(statement, values)

    def _count_uses(self, rows: Sequence[LineRow]) -> None:
        used = [(row.grant, row.at) for row in rows if row.outcome == RELEASED and row.grant]
        if used:
            self._runner.change_many(COUNT_USE, used)

    def _again(self, statement: str, rows: Sequence[EventRow | LineRow]) -> Appended | None:
        if not rows:
            return None
        there = self._all(list[tuple[bytes]], statement, rows[0].seq, rows[-1].seq)
        same = [hash_ for (hash_,) in there] == [row.hash for row in rows]
        return Appended(_tip_of(rows), again=True) if same else None


def _tip_of(rows: Sequence[EventRow | LineRow]) -> Tip:
    return Tip(rows[-1].seq, rows[-1].hash)


def _in_order(rows: Sequence[EventRow | LineRow], first: int) -> None:
    if not rows or any(row.seq != first + n for n, row in enumerate(rows)):
        raise ValueError("rows to append must be some, and follow one another from the head on")
