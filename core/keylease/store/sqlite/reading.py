"""Reading inside one SQLite transaction: the statements, each in one place."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from keylease.errors import StorageFailed
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
    Connection,
    Cursor,
    DatabaseError,
    failure,
    is_idle,
)

EVENT: Final = "SELECT seq, hash, body, sigs FROM events "
LINE: Final = (
    "SELECT seq, hash, leaf, entry, sig, author, grant_id, key_id, version,"
    " outcome, at, rid, purpose FROM lines "
)
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
        return self._tip("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")

    def event_at(self, seq: int) -> EventRow | None:
        """See `ReadTransaction`."""
        row = self._one(EVENT + "WHERE seq = ?", seq)
        return EventRow(*row) if row else None

    def events(self, after: int = -1, limit: int | None = None) -> list[EventRow]:
        """See `ReadTransaction`."""
        rows = self._all(EVENT + "WHERE seq > ? ORDER BY seq LIMIT ?", after, _limit(limit))
        return [EventRow(*row) for row in rows]

    def access_head(self) -> Tip | None:
        """See `ReadTransaction`."""
        return self._tip("SELECT seq, hash FROM lines ORDER BY seq DESC LIMIT 1")

    def line_at(self, seq: int) -> LineRow | None:
        """See `ReadTransaction`."""
        row = self._one(LINE + "WHERE seq = ?", seq)
        return LineRow(*row) if row else None

    def lines(self, after: int = 0, limit: int | None = None) -> list[LineRow]:
        """See `ReadTransaction`."""
        rows = self._all(LINE + "WHERE seq > ? ORDER BY seq LIMIT ?", after, _limit(limit))
        return [LineRow(*row) for row in rows]

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
        rows = self._all(f"{LINE}{where} ORDER BY seq DESC LIMIT ?", *values, limit)
        return [LineRow(*row) for row in rows]

    def line_by_rid(self, author: str, rid: bytes) -> LineRow | None:
        """See `ReadTransaction`."""
        row = self._one(LINE + "WHERE author = ? AND rid = ?", author, rid)
        return LineRow(*row) if row else None

    def openings(self, after: int = 0) -> Iterator[Opening]:
        """See `ReadTransaction`."""
        try:
            cursor = self._connection.execute(OPENINGS, (after,))
            self._cursors.append(cursor)
            yield from cursor
        except DatabaseError as error:
            raise self._fail(error) from error

    def uses(self, grant: str) -> Uses:
        """See `ReadTransaction`."""
        row = self._one("SELECT released, last_at FROM uses WHERE grant_id = ?", grant)
        return Uses(*row) if row else Uses(0, 0)

    def staged(self, author: str, hash: bytes) -> StageRow | None:
        """See `ReadTransaction`."""
        row = self._one(
            "SELECT author, hash, envelope, wrapped, kek, at FROM stages"
            " WHERE author = ? AND hash = ?",
            author,
            hash,
        )
        return StageRow(*row) if row else None

    def envelope(self, hash: bytes) -> bytes | None:
        """See `ReadTransaction`."""
        return self._value("SELECT envelope FROM envelopes WHERE hash = ?", hash)

    def release(self, grant: str, version: int) -> ReleaseRow | None:
        """See `ReadTransaction`."""
        row = self._one(RELEASE + "WHERE grant_id = ? AND version = ?", grant, version)
        return ReleaseRow(*row) if row else None

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
        rows = self._all(f"{RELEASE}{where} ORDER BY grant_id, version", *values)
        return [ReleaseRow(*row) for row in rows]

    def seen(self) -> list[SeenRow]:
        """See `ReadTransaction`."""
        rows = self._all("SELECT member, body, sig, at FROM seen ORDER BY member")
        return [SeenRow(*row) for row in rows]

    def fact(self, name: str) -> bytes | None:
        """See `ReadTransaction`."""
        return self._value("SELECT value FROM facts WHERE name = ?", name)

    def _fail(self, error: DatabaseError) -> StorageFailed:
        """End it all: SQLite may have taken it back, and what follows would stand alone."""
        self._failed = self._failed or failure(error, self._path)
        self._connection.close()
        return self._failed

    # A row is a tuple whose types the strict tables vouch for, hence Any.

    def _execute(self, statement: str, *values: object) -> Cursor:
        try:
            return self._connection.execute(statement, values)
        except DatabaseError as error:
            raise self._fail(error) from error

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._all(statement, *values)
        return rows[0] if rows else None

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except DatabaseError as error:
            raise self._fail(error) from error

    def _tip(self, statement: str) -> Tip | None:
        row = self._one(statement)
        return Tip(*row) if row else None

    def _value(self, statement: str, value: object) -> bytes | None:
        row = self._one(statement, value)
        return row[0] if row else None


def _conditions(wanted: dict[str, object]) -> tuple[str, list[object]]:
    given = {condition: value for condition, value in wanted.items() if value is not None}
    where = "WHERE " + " AND ".join(given) if given else ""
    return where, list(given.values())


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
