"""Reading inside one SQLite transaction: the statements, each in one place."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

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
from keylease.store.sqlite.driver import (
    DATABASE_ERRORS,
    Connection,
    Cursor,
    DatabaseError,
    failure,
    is_idle,
)

Kind = TypeVar("Kind")

CHUNK: Final = 1000
"""Openings fetched and checked at once."""

EVENT: Final = "SELECT seq, hash, body, sigs FROM events "
LINE: Final = (
    "SELECT seq, hash, leaf, entry, sig, author, grant_id, key_id, version,"
    " outcome, at, rid, purpose FROM lines "
)
STAGE: Final = "SELECT author, hash, envelope, wrapped, kek, at FROM stages "
RELEASE: Final = "SELECT grant_id, version, wrapped, kek, doomed_at FROM releases "
OPENINGS: Final = (
    "SELECT seq, author, key_id, version, grant_id, purpose, at FROM lines"
    " INDEXED BY lines_openings WHERE outcome = 'released' AND seq > ? ORDER BY seq"
)


class SqliteRead:
    """A `ReadTransaction` on one connection."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._cursors: list[Cursor] = []
        self._failed: StorageFailed | None = None

    def end(self) -> None:
        """Let go of what was not read to its end: an open cursor would keep its moment.

        Raises what failed before, should the block have gone on after it.
        """
        for cursor in self._cursors:
            cursor.close()
        self._cursors.clear()
        if self._failed:
            raise self._failed

    def abandon(self) -> None:
        """Take everything back. A connection that cannot is closed, which does the same."""
        with contextlib.suppress(StorageFailed):
            self.end()
        if not is_idle(self._connection):
            try:
                self._connection.execute("ROLLBACK")
            except DatabaseError:
                self._connection.close()

    def head(self) -> Tip | None:
        """See `ReadTransaction`."""
        return self._one(Tip, "SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")

    def event_at(self, seq: int) -> EventRow | None:
        """See `ReadTransaction`."""
        return self._one(EventRow, EVENT + "WHERE seq = ?", seq)

    def events(self, after: int = -1, limit: int | None = None) -> list[EventRow]:
        """See `ReadTransaction`."""
        behind = "WHERE seq > ? ORDER BY seq LIMIT ?"
        return self._all(list[EventRow], EVENT + behind, after, _limit(limit))

    def access_head(self) -> Tip | None:
        """See `ReadTransaction`."""
        return self._one(Tip, "SELECT seq, hash FROM lines ORDER BY seq DESC LIMIT 1")

    def line_at(self, seq: int) -> LineRow | None:
        """See `ReadTransaction`."""
        return self._one(LineRow, LINE + "WHERE seq = ?", seq)

    def lines(self, after: int = 0, limit: int | None = None) -> list[LineRow]:
        """See `ReadTransaction`."""
        behind = "WHERE seq > ? ORDER BY seq LIMIT ?"
        return self._all(list[LineRow], LINE + behind, after, _limit(limit))

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
        """See `ReadTransaction`."""
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
        newest = f"{LINE}{where} ORDER BY seq DESC LIMIT ?"
        return self._all(list[LineRow], newest, *values, limit)

    def line_by_rid(self, author: str, rid: bytes) -> LineRow | None:
        """See `ReadTransaction`."""
        return self._one(LineRow, LINE + "WHERE author = ? AND rid = ?", author, rid)

    def openings(self, after: int = 0) -> Iterator[Opening]:
        """See `ReadTransaction`."""
        cursor = self._execute(OPENINGS, after)
        self._cursors.append(cursor)
        try:
            while chunk := cursor.fetchmany(CHUNK):
                yield from self._checked(list[Opening], chunk)
        except DATABASE_ERRORS as error:
            raise self._fail(error) from error

    def uses(self, grant: str) -> Uses:
        """See `ReadTransaction`."""
        counted = "SELECT released, last_at FROM uses WHERE grant_id = ?"
        return self._one(Uses, counted, grant) or Uses(0, 0)

    def staged(self, author: str, hash: bytes) -> StageRow | None:
        """See `ReadTransaction`."""
        return self._one(StageRow, STAGE + "WHERE author = ? AND hash = ?", author, hash)

    def envelope(self, hash: bytes) -> bytes | None:
        """See `ReadTransaction`."""
        return self._value("SELECT envelope FROM envelopes WHERE hash = ?", hash)

    def release(self, grant: str, version: int) -> ReleaseRow | None:
        """See `ReadTransaction`."""
        statement = RELEASE + "WHERE grant_id = ? AND version = ?"
        return self._one(ReleaseRow, statement, grant, version)

    def releases(
        self,
        *,
        grant: str | None = None,
        kek: str | None = None,
        doomed_before: int | None = None,
    ) -> list[ReleaseRow]:
        """See `ReadTransaction`."""
        where, values = _conditions(
            {"grant_id = ?": grant, "kek = ?": kek, "doomed_at < ?": doomed_before}
        )
        statement = f"{RELEASE}{where} ORDER BY grant_id, version"
        return self._all(list[ReleaseRow], statement, *values)

    def seen(self) -> list[SeenRow]:
        """See `ReadTransaction`."""
        return self._all(list[SeenRow], "SELECT member, body, sig, at FROM seen ORDER BY member")

    def fact(self, name: str) -> bytes | None:
        """See `ReadTransaction`."""
        return self._value("SELECT value FROM facts WHERE name = ?", name)

    def _fail(self, error: DatabaseError | UnicodeDecodeError) -> StorageFailed:
        """End it all: SQLite may have taken it back, and what follows would stand alone."""
        self._failed = self._failed or failure(error, self._path)
        self._cursors.clear()
        self._connection.close()
        return self._failed

    def _execute(self, statement: str, *values: object) -> Cursor:
        try:
            return self._connection.execute(statement, values)
        except DATABASE_ERRORS as error:
            raise self._fail(error) from error

    def _one(self, kind: type[Kind], statement: str, *values: object) -> Kind | None:
        found = self._fetched(statement, values)
        return self._checked(kind, found[0]) if found else None

    def _all(self, kind: type[Kind], statement: str, *values: object) -> Kind:
        return self._checked(kind, self._fetched(statement, values))

    def _fetched(self, statement: str, values: tuple[object, ...]) -> list[object]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except DATABASE_ERRORS as error:
            raise self._fail(error) from error

    def _value(self, statement: str, value: object) -> bytes | None:
        found = self._one(tuple[bytes], statement, value)
        return found[0] if found else None

    def _checked(self, kind: type[Kind], found: object) -> Kind:
        """SQLite checks types on the way in alone; a damaged page can hold any."""
        try:
            return convert(found, kind, builtin_types=(bytes,))
        except ValidationError as error:
            raise StorageFailed(Code.E_DAMAGED, f"{self._path} is damaged.") from error


def _conditions(wanted: dict[str, object]) -> tuple[str, list[object]]:
    given = {condition: value for condition, value in wanted.items() if value is not None}
    where = "WHERE " + " AND ".join(given) if given else ""
    return where, list(given.values())


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
