"""Running statements inside one PostgreSQL transaction."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NoReturn, TypeVar

import psycopg
from psycopg.pq import TransactionStatus

from keylease.errors import Code, StorageFailed
from keylease.store.postgres.driver import failure, is_certain
from keylease.store.postgres.statements import StoreConnection
from keylease.store.sql.runner import Found, Values
from keylease.store.sql.tables import Table

Given = TypeVar("Given")
Got = TypeVar("Got")

CHUNK: Final = 1000
"""Rows of a long query that the server hands over at once."""
WORTH_COPYING: Final = 3
"""Rows from which on COPY is quicker than a statement for each."""
WORTH_SENDING_TOGETHER: Final = 8
"""Rows from which on psycopg's own way is quicker than ours: it waits once for all of them."""
KINDS: Final = {int: "int8", bytes: "bytea", str: "text"}

# psycopg's, and Python's own where a value is not of the type that the column has
ERRORS: Final = (psycopg.Error, TypeError, struct.error)


class PostgresRunner:
    """A `Runner` on a connection that has begun a transaction."""

    openings = "lines"

    def __init__(self, connection: StoreConnection, place: str) -> None:
        self.place = place
        self._connection = connection
        self._statements = connection.statements
        self._reading: list[psycopg.ServerCursor[tuple[Any, ...]]] = []
        self._failed: StorageFailed | None = None

    def begin(self, statements: bytes) -> bool:
        """Begin a transaction; False where the connection turns out to be dead."""
        try:
            self._statements.tell(statements)
        except psycopg.Error as error:
            if is_certain(error):
                self._fail(error)
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
            self._statements.tell(statements)
        except psycopg.Error as error:
            if is_certain(error):
                self._fail(error)
            self._connection.close()
            return error
        return None

    def abandon(self) -> None:
        """Take back what is not committed. A connection that cannot is closed, which does it."""
        status = self._connection.info.transaction_status
        if status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            try:
                self._statements.tell(b"ROLLBACK")
            except psycopg.Error:
                self._connection.close()
        elif status is not TransactionStatus.IDLE:
            self._connection.close()
        # the server has forgotten them already
        for cursor in self._reading:
            cursor.close()
        self._reading.clear()

    def fetch(self, statement: str, values: Values = ()) -> Found:
        return self._run(self._statements.fetch, statement, values)

    def chunks(self, statement: str, values: Values = ()) -> Iterator[Found]:
        try:
            cursor = self._connection.cursor(f"reading_{len(self._reading)}", binary=True)
            self._reading.append(cursor)
            cursor.execute(statement.replace("?", "%s").encode(), values)
            while chunk := cursor.fetchmany(CHUNK):
                yield chunk
        except psycopg.Error as error:
            self._fail(error)

    def change(self, statement: str, values: Values = ()) -> int:
        return self._run(self._statements.change, statement, values)

    def change_many(self, statement: str, rows: Iterable[Values]) -> int:
        """All on their way before the first is answered; a few as quickly one by one."""
        several = list(rows)
        if len(several) < WORTH_SENDING_TOGETHER:
            return sum(self.change(statement, row) for row in several)
        return self._run(self._together, statement, several)

    def _together(self, statement: str, rows: Sequence[Values]) -> int:
        with self._connection.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s").encode(), rows)
            return cursor.rowcount

    def insert_all(self, table: Table, rows: Sequence[Values]) -> None:
        if len(rows) < WORTH_COPYING:
            self.change_many(table.insert, rows)
            return
        kinds = [KINDS[kind] for kind in table.columns.values()]
        command = f"COPY {table.name} FROM STDIN (FORMAT BINARY)".encode()
        try:
            with self._connection.cursor() as cursor, cursor.copy(command) as copy:
                copy.set_types(kinds)
                for row in rows:
                    copy.write_row(row)
        except ERRORS as error:
            self._fail(error)

    def _run(self, act: Callable[[str, Given], Got], statement: str, values: Given) -> Got:
        if self._failed:
            raise self._failed
        try:
            return act(statement, values)
        except ERRORS as error:
            self._fail(error)

    def _fail(self, error: Exception) -> NoReturn:
        if self._failed is None and isinstance(error, psycopg.Error):
            self._failed = failure(error, self.place)
        elif self._failed is None:
            detail = f"{self.place} holds nothing of such a type."
            self._failed = StorageFailed(Code.E_INTERNAL, detail)
        raise self._failed from error
