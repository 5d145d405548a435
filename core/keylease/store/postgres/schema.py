"""The numbered steps to today's tables, of the same names and with the same result as SQLite's.

A step, once released, is never changed: a new one follows it. All pending steps run in one
transaction, while nobody writes. There is no copy from before as SQLite's files have one: that is
what the server's backups are for.
"""

from collections.abc import Callable, Sequence
from typing import Final, LiteralString, TypeAlias

import psycopg

from keylease.errors import Code, StorageFailed
from keylease.store.postgres.driver import Connection, failure
from keylease.store.sql.tables import INDEXES, TABLES, Table

Step: TypeAlias = Callable[[Connection], None]

# Text is compared by its bytes, whatever the order of letters in the server's language.
KINDS: Final = {int: "bigint", bytes: "bytea", str: 'text COLLATE "C"'}


def m001_rows(connection: Connection) -> None:
    """Tables of the first release."""
    for table in TABLES:
        connection.execute(creation(table).encode())
    for statement in INDEXES:
        connection.execute(statement.encode())


def creation(table: Table) -> str:
    """The statement that makes a table."""
    columns = [
        f"{name} {KINDS[kind]}{'' if name in table.optional else ' NOT NULL'}"
        for name, kind in table.columns.items()
    ]
    return f"CREATE TABLE {table.name} ({', '.join(columns)}, PRIMARY KEY ({', '.join(table.key)}))"


STEPS: Final[tuple[Step, ...]] = (m001_rows,)

TAKE_LOCK: Final[LiteralString] = "SELECT pg_advisory_xact_lock(%s)"
THEIR_NUMBER: Final[LiteralString] = "SELECT current_schema()::regnamespace::oid::bigint"
OUR_NUMBER: Final = 0x6B65796C << 32
"""`keyl`: what other programs lock in the same database has another number."""


def bring_up(connection: Connection, place: str, steps: Sequence[Step] = STEPS) -> int:
    """Create the tables or upgrade them, all steps or none; one process does it, others wait.

    Returns the number of the lock that whoever writes to this team's tables takes.
    Raises `StorageFailed`: E_DOWNGRADE, with nothing changed, where a newer program has been
    here; E_DATABASE where there are other tables than ours, or where the server fails.
    """
    # what is read once the lock is had must not be older than the lock
    connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
    try:
        lock = lock_number(connection, place)
        if _pending(connection, place, steps):
            _upgrade(connection, place, steps, lock)
    except psycopg.Error as error:
        raise failure(error, place) from error
    return lock


def lock_number(connection: Connection, place: str) -> int:
    """One number for each schema of a database, since each may hold a team."""
    (number,) = connection.execute(THEIR_NUMBER).fetchone() or (None,)
    if number is None:
        raise StorageFailed(Code.E_DATABASE, f"{place} has no schema that this user may use.")
    return OUR_NUMBER | int(number)


def applied(connection: Connection) -> list[str]:
    """Names of the steps this database has seen, in order."""
    if not _has_table(connection, "keylease_steps"):
        return []
    return [name for (name,) in connection.execute("SELECT name FROM keylease_steps ORDER BY id")]


def _upgrade(connection: Connection, place: str, steps: Sequence[Step], lock: int) -> None:
    with connection.transaction():
        connection.execute("SET LOCAL statement_timeout = 0")
        connection.execute(TAKE_LOCK, (lock,))
        # another process may have done it while this one waited
        if not _pending(connection, place, steps):
            return
        connection.execute(
            "CREATE TABLE IF NOT EXISTS keylease_steps (id bigint PRIMARY KEY,"
            ' name text COLLATE "C" NOT NULL UNIQUE, at timestamptz NOT NULL DEFAULT now())'
        )
        seen = len(applied(connection))
        for number, step in enumerate(steps[seen:], start=seen + 1):
            step(connection)
            connection.execute(
                "INSERT INTO keylease_steps (id, name) VALUES (%s, %s)", (number, step.__name__)
            )


def _pending(connection: Connection, place: str, steps: Sequence[Step]) -> bool:
    known = [step.__name__ for step in steps]
    seen = applied(connection)
    if seen != known[: len(seen)]:
        raise StorageFailed(Code.E_DOWNGRADE)
    if not seen and _has_table(connection, None):
        detail = f"{place} holds another program's tables; give Keylease a database of its own."
        raise StorageFailed(Code.E_DATABASE, detail)
    return seen != known


def _has_table(connection: Connection, name: str | None) -> bool:
    """Whether there is this table, or any."""
    found = connection.execute(
        "SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p')"
        " AND relnamespace = current_schema()::regnamespace AND relname = coalesce(%s, relname)",
        (name,),
    )
    return found.fetchone() is not None
