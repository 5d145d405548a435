"""Running statements inside one PostgreSQL transaction."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, LiteralString

import psycopg
from psycopg.pq import TransactionStatus

from keylease.errors import StorageFailed
from keylease.store.postgres.driver import Connection, failure, is_certain
from keylease.store.sql.runner import Found, Values

CHUNK: Final = 1000
"""Rows of a long query that the server hands over at once."""


class PostgresRunner:
    """A `Runner` on a connection that has begun a transaction."""

    openings = "lines"

    def __init__(self, connection: Connection, place: str) -> None:
        self.place = place
        self._connection = connection
        self._cursor = connection.cursor(binary=True)
        self._reading: list[psycopg.ServerCursor[tuple[Any, ...]]] = []
        self._failed: StorageFailed | None = None

    def begin(self, statements: bytes) -> bool:
        """Begin a transaction; False where the connection turns out to be dead."""
        try:
            self._connection.execute(statements, prepare=False)
        except psycopg.Error as error:
            if is_certain(error):
                raise self._fail(error) from error
            self._connection.close()
            return False
        return True

    def commit(self, statements: bytes) -> psycopg.Error | None:
        """Commit; returns the error after which it is not known whether that was done.

        Raises what failed before, should the block have gone on after it.
        """
        if self._failed:
            raise self._failed
        try:
            self._connection.execute(statements, prepare=False)
        except psycopg.Error as error:
            if is_certain(error):
                raise self._fail(error) from error
            self._connection.close()
            return error
        return None

    def abandon(self, ending: LiteralString = "ROLLBACK") -> None:
        """Take back what is not committed. A connection that cannot is closed, which does it."""
        status = self._connection.info.transaction_status
        if status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            try:
                self._connection.execute(ending, prepare=False)
            except psycopg.Error:
                self._connection.close()
        elif status is not TransactionStatus.IDLE:
            self._connection.close()
        # the server has forgotten them already
        for cursor in self._reading:
            cursor.close()
        self._reading.clear()

    def fetch(self, statement: str, values: Values = ()) -> Found:
        """See `Runner`."""
        try:
            return self._cursor.execute(_native(statement), values).fetchall()
        except psycopg.Error as error:
            raise self._fail(error) from error

    def chunks(self, statement: str, values: Values = ()) -> Iterator[Found]:
        """See `Runner`."""
        try:
            cursor = self._connection.cursor(f"reading_{len(self._reading)}", binary=True)
            self._reading.append(cursor)
            cursor.execute(_native(statement), values)
            while chunk := cursor.fetchmany(CHUNK):
                yield chunk
        except psycopg.Error as error:
            raise self._fail(error) from error

    def change(self, statement: str, values: Values = ()) -> int:
        """See `Runner`."""
        try:
            return self._cursor.execute(_native(statement), values).rowcount
        except psycopg.Error as error:
            raise self._fail(error) from error

    def change_many(self, statement: str, rows: Iterable[Values]) -> int:
        """See `Runner`. Sent one behind the other, without waiting for each answer."""
        first, *others = rows
        if not others:
            return self.change(statement, first)
        try:
            self._cursor.executemany(_native(statement), [first, *others])
        except psycopg.Error as error:
            raise self._fail(error) from error
        return self._cursor.rowcount

    def _fail(self, error: psycopg.Error) -> StorageFailed:
        self._failed = self._failed or failure(error, self.place)
        return self._failed


@cache
def _native(statement: str) -> bytes:
    """As psycopg marks values. Our statements hold neither mark but for that."""
    return statement.replace("?", "%s").encode()
