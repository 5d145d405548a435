"""Running statements inside one SQLite transaction."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from keylease.errors import StorageFailed
from keylease.store.sql.runner import Found, Values
from keylease.store.sql.tables import Table
from keylease.store.sqlite.driver import (
    DATABASE_ERRORS,
    Connection,
    Cursor,
    DatabaseError,
    failure,
    is_idle,
)

CHUNK: Final = 1000
"""Rows of a long query fetched and checked at once."""


class SqliteRunner:
    """A `Runner` on a connection that has begun a transaction."""

    # the planner would rather walk the table, which has `seq` in order too
    openings = "lines INDEXED BY lines_openings"

    def __init__(self, connection: Connection, path: Path) -> None:
        self.place = str(path)
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

    def fetch(self, statement: str, values: Values = ()) -> Found:
        try:
            return self._connection.execute(statement, values).fetchall()
        except DATABASE_ERRORS as error:
            raise self._fail(error) from error

    def chunks(self, statement: str, values: Values = ()) -> Iterator[Found]:
        try:
            cursor = self._connection.execute(statement, values)
            self._cursors.append(cursor)
            while chunk := cursor.fetchmany(CHUNK):
                yield chunk
        except DATABASE_ERRORS as error:
            raise self._fail(error) from error

    def change(self, statement: str, values: Values = ()) -> int:
        try:
            return self._connection.execute(statement, values).rowcount
        except DATABASE_ERRORS as error:
            raise self._fail(error) from error

    def change_many(self, statement: str, rows: Iterable[Values]) -> int:
        try:
            return self._connection.executemany(statement, rows).rowcount
        except DATABASE_ERRORS as error:
            raise self._fail(error) from error

    def insert_all(self, table: Table, rows: Sequence[Values]) -> None:
        self.change_many(table.insert, rows)

    def _fail(self, error: DatabaseError | UnicodeDecodeError) -> StorageFailed:
        """End it all: SQLite may have taken it back, and what follows would stand alone."""
        self._failed = self._failed or failure(error, self._path)
        self._cursors.clear()
        self._connection.close()
        return self._failed
