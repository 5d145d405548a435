"""Statements of one connection, prepared once and run by libpq's own calls.

psycopg's cursors convert and look after more than these few types and statements need, which
costs three times as much: an opening runs some fifteen statements while nobody else can write.
"""

from collections.abc import Callable
from functools import cache
from struct import Struct
from typing import Any, Final, TypeAlias

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from keylease.store.sql.runner import Found, Values

Dump: TypeAlias = Callable[[Any], bytes]
Load: TypeAlias = Callable[[bytes], object]

DONE: Final = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
BIGINT: Final = Struct("!q")


def _load_bigint(raw: bytes) -> int:
    number: int = BIGINT.unpack(raw)[0]
    return number


# What the tables hold and no other type, by the number that the server gives it (pg_type.oid).
OIDS: Final = {bytes: 17, int: 20, str: 25, type(None): 0}
DUMPS: Final[dict[type, Dump]] = {bytes: bytes, int: BIGINT.pack, str: str.encode}
LOADS: Final[dict[int, Load]] = {17: bytes, 20: _load_bigint, 25: bytes.decode}


class Statements:
    """All that was prepared on a connection.

    Raises `psycopg.Error`, and TypeError or `struct.error` for a value that the tables cannot hold.
    """

    def __init__(self, connection: PGconn) -> None:
        self._connection = connection
        self._names: dict[tuple[object, ...], bytes] = {}

    def tell(self, statements: bytes) -> PGresult:
        """Run statements without values, one after the other; the last one's result."""
        return _done(self._connection.exec_(statements))

    def change(self, statement: str, values: Values) -> int:
        """Run a statement; how many rows it has touched."""
        return self._run(statement, values).command_tuples or 0

    def fetch(self, statement: str, values: Values) -> Found:
        """All rows of a query."""
        result = self._run(statement, values)
        columns = [(column, LOADS[result.ftype(column)]) for column in range(result.nfields)]
        return [
            tuple(
                None if (raw := result.get_value(row, column)) is None else load(raw)
                for column, load in columns
            )
            for row in range(result.ntuples)
        ]

    def _run(self, statement: str, values: Values) -> PGresult:
        kinds = tuple(map(type, values))
        name = self._names.get((statement, *kinds)) or self._prepare(statement, kinds)
        dumped = [None if value is None else DUMPS[type(value)](value) for value in values]
        formats = [Format.BINARY] * len(dumped)
        return _done(
            self._connection.exec_prepared(
                name,
                dumped,  # type: ignore[arg-type]  # None is what it takes for NULL
                formats,
                Format.BINARY,
            )
        )

    def _prepare(self, statement: str, kinds: tuple[type, ...]) -> bytes:
        """Where a value is NULL, the server finds the type by the column it is for."""
        if unknown := set(kinds) - set(OIDS):
            raise TypeError(f"no column holds {unknown}")
        name = b"keylease_%d" % len(self._names)
        _done(self._connection.prepare(name, numbered(statement), [OIDS[kind] for kind in kinds]))
        self._names[(statement, *kinds)] = name
        return name


class StoreConnection(psycopg.Connection[tuple[Any, ...]]):
    """A connection that keeps what was prepared on it."""

    def __init__(self, pgconn: PGconn, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(pgconn, *arguments, **options)
        self.statements = Statements(pgconn)


@cache
def numbered(statement: str) -> bytes:
    """The statement with its values marked as libpq does: `$1`, `$2`, …"""
    first, *others = statement.split("?")
    return (first + "".join(f"${n}{part}" for n, part in enumerate(others, start=1))).encode()


def _done(result: PGresult) -> PGresult:
    if result.status not in DONE:
        raise error_from_result(result)
    return result
