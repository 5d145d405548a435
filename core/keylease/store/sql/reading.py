"""Reading inside one transaction: the statements, each in one place."""

from collections.abc import Iterator
from typing import Final, TypeAlias, TypeVar

from msgspec import ValidationError, convert

from keylease.errors import Code, StorageFailed
from keylease.store.rows import (
    EventRow,
    LineRow,
    Opening,
    ReleaseRow,
    SeenRow,
    StageRow,
    Tip,
    Uses,
)
from keylease.store.sql.runner import Runner
from keylease.store.sql.tables import EVENTS, LINES, RELEASES, SEEN, STAGES

Kind = TypeVar("Kind")
Heads: TypeAlias = tuple[Tip | None, Tip | None]
"""Where the ledger ends, and where the access log does."""

HEADS: Final = (
    "SELECT e.seq, e.hash, l.seq, l.hash FROM (SELECT 1) AS one"
    " LEFT JOIN (SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1) AS e ON true"
    " LEFT JOIN (SELECT seq, hash FROM lines ORDER BY seq DESC LIMIT 1) AS l ON true"
)
BEHIND: Final = "WHERE seq > ? ORDER BY seq LIMIT ?"
ALL: Final = 2**63 - 1
OPENINGS: Final = (
    "SELECT seq, author, key_id, version, grant_id, purpose, at FROM {}"
    " WHERE outcome = 'released' AND seq > ? ORDER BY seq"
)


class SqlRead:
    """A `ReadTransaction` by statements that a `Runner` runs."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        # looked up once: within a transaction, nothing but its own appending moves them
        self._heads: Heads | None = None

    def head(self) -> Tip | None:
        return self._both_heads()[0]

    def event_at(self, seq: int) -> EventRow | None:
        return self._one(EventRow, EVENTS.select + "WHERE seq = ?", seq)

    def events(self, after: int = -1, limit: int | None = None) -> list[EventRow]:
        return self._all(list[EventRow], EVENTS.select + BEHIND, after, _limit(limit))

    def access_head(self) -> Tip | None:
        return self._both_heads()[1]

    def line_at(self, seq: int) -> LineRow | None:
        return self._one(LineRow, LINES.select + "WHERE seq = ?", seq)

    def lines(self, after: int = 0, limit: int | None = None) -> list[LineRow]:
        return self._all(list[LineRow], LINES.select + BEHIND, after, _limit(limit))

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
        where, values = _conditions(
            {
                "author = ?": author,
                "key_id = ?": key,
                "grant_id = ?": grant,
                "at >= ?": since,
                "at < ?": until,
                "seq < ?": before_seq,
            }
        )
        newest = f"{LINES.select}{where} ORDER BY seq DESC LIMIT ?"
        return self._all(list[LineRow], newest, *values, limit)

    def line_by_rid(self, author: str, rid: bytes) -> LineRow | None:
        return self._one(LineRow, LINES.select + "WHERE author = ? AND rid = ?", author, rid)

    def openings(self, after: int = 0) -> Iterator[Opening]:
        for chunk in self._runner.chunks(OPENINGS.format(self._runner.openings), (after,)):
            yield from self._checked(list[Opening], chunk)

    def hidden(self, after: int = 0) -> int:
        counted = "SELECT count(*) FROM lines WHERE author IS NULL AND seq > ?"
        found = self._one(tuple[int], counted, after)
        return found[0] if found else 0

    def uses(self, grant: str) -> Uses:
        counted = "SELECT released, last_at FROM uses WHERE grant_id = ?"
        return self._one(Uses, counted, grant) or Uses(0, 0)

    def staged(self, author: str, hash: bytes) -> StageRow | None:
        return self._one(StageRow, STAGES.select + "WHERE author = ? AND hash = ?", author, hash)

    def oldest_stage(self) -> int | None:
        found = self._one(tuple[int], "SELECT at FROM stages ORDER BY at LIMIT 1")
        return found[0] if found else None

    def envelope(self, hash: bytes) -> bytes | None:
        return self._value("SELECT envelope FROM envelopes WHERE hash = ?", hash)

    def release(self, grant: str, version: int) -> ReleaseRow | None:
        statement = RELEASES.select + "WHERE grant_id = ? AND version = ?"
        return self._one(ReleaseRow, statement, grant, version)

    def releases(
        self,
        *,
        grant: str | None = None,
        kek: str | None = None,
        doomed_before: int | None = None,
    ) -> list[ReleaseRow]:
        where, values = _conditions(
            {"grant_id = ?": grant, "kek = ?": kek, "doomed_at < ?": doomed_before}
        )
        statement = f"{RELEASES.select}{where} ORDER BY grant_id, version"
        return self._all(list[ReleaseRow], statement, *values)

    def seen(self) -> list[SeenRow]:
        return self._all(list[SeenRow], SEEN.select + "ORDER BY member")

    def fact(self, name: str) -> bytes | None:
        return self._value("SELECT value FROM facts WHERE name = ?", name)

    def _both_heads(self) -> Heads:
        if self._heads is None:
            ((seq, hash_, line_seq, line_hash),) = self._runner.fetch(HEADS)
            head = None if seq is None else self._checked(Tip, (seq, hash_))
            access_head = None if line_seq is None else self._checked(Tip, (line_seq, line_hash))
            self._heads = head, access_head
        return self._heads

    def _one(self, kind: type[Kind], statement: str, *values: object) -> Kind | None:
        found = self._runner.fetch(statement, values)
        return self._checked(kind, found[0]) if found else None

    def _all(self, kind: type[Kind], statement: str, *values: object) -> Kind:
        return self._checked(kind, self._runner.fetch(statement, values))

    def _value(self, statement: str, value: object) -> bytes | None:
        found = self._one(tuple[bytes], statement, value)
        return found[0] if found else None

    def _checked(self, kind: type[Kind], found: object) -> Kind:
        """A database checks types on the way in alone; a damaged page of SQLite can hold any."""
        try:
            return convert(found, kind, builtin_types=(bytes,))
        except ValidationError as error:
            raise StorageFailed(Code.E_DAMAGED, f"{self._runner.place} is damaged.") from error


def _conditions(wanted: dict[str, object]) -> tuple[str, list[object]]:
    given = {condition: value for condition, value in wanted.items() if value is not None}
    where = "WHERE " + " AND ".join(given) if given else ""
    return where, list(given.values())


def _limit(limit: int | None) -> int:
    return ALL if limit is None else limit
