"""The numbered steps to today's tables, and how an older file is brought up without being lost.

A step, once released, is never changed: a new one follows it. All pending steps run in one
transaction, after a copy of the file was kept beside it.
"""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from keylease.errors import Code, StorageFailed
from keylease.store.permissions import make_private_file, sync_folder
from keylease.store.sql.tables import INDEXES, TABLES
from keylease.store.sqlite.driver import (
    DATABASE_ERRORS,
    Connection,
    DatabaseError,
    connect,
    failure,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

Step: TypeAlias = Callable[["Database"], None]

MIGRATION_SET: Final = "keylease-store"


def m001_rows(db: "Database") -> None:
    """Tables of the first release."""
    for table in TABLES:
        db.create_table(
            table.name,
            table.columns,
            pk=table.key if len(table.key) > 1 else table.key[0],
            not_null=set(table.columns) - table.optional,
            strict=True,
        )
    for statement in INDEXES:  # sqlite-utils makes no partial ones
        db.execute(statement)


STEPS: Final[tuple[Step, ...]] = (m001_rows,)


def bring_up(connection: Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Create the tables or upgrade them, all steps or none; one process does it, others wait.

    Raises `StorageFailed`: E_DOWNGRADE, with nothing changed, where a newer program has been
    here; E_DAMAGED where the file is no store of ours; E_STORAGE where the disk fails.
    """
    try:
        if not _pending(connection, path, steps):
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            # another process may have done it while this one waited
            if _pending(connection, path, steps):
                if before := applied(connection):
                    _keep_copy(path, before[-1])
                _apply(connection, steps)
            connection.execute("COMMIT")
        except BaseException:
            # a failing disk may have taken the transaction back already, or let nothing through
            with contextlib.suppress(DatabaseError):
                connection.execute("ROLLBACK")
            raise
    except DATABASE_ERRORS as error:
        raise failure(error, path) from error


def applied(connection: Connection) -> list[str]:
    """Names of the steps this file has seen, in order."""
    if not _has_table(connection, "_sqlite_migrations"):
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (MIGRATION_SET,)
    )
    return [name for (name,) in rows]


def copy_path(path: Path, last_step: str) -> Path:
    """Where the copy from before an upgrade is kept: named after the last step it has seen."""
    return path.with_name(f"{path.name}.kept-at-{last_step}")


def _has_table(connection: Connection, name: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)
    )
    return found.fetchone() is not None


def _pending(connection: Connection, path: Path, steps: Sequence[Step]) -> bool:
    known = [step.__name__ for step in steps]
    seen = applied(connection)
    if set(seen) - set(known):
        raise StorageFailed(Code.E_DOWNGRADE)
    if not seen and connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
        raise StorageFailed(Code.E_DAMAGED, f"{path} is no Keylease database.")
    return seen != known


def _apply(connection: Connection, steps: Sequence[Step]) -> None:
    # Here and not above: it costs 100 ms, and a file that is up to date has no need of it.
    from sqlite_utils import Database, Migrations

    migrations = Migrations(MIGRATION_SET)
    for step in steps:
        migrations()(step)
    migrations.apply(Database(connection, execute_plugins=False, recursive_triggers=False))


def _keep_copy(path: Path, last_step: str) -> None:
    """Copy the file as it was committed, whole under its name or not there at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        make_private_file(part)
        with contextlib.closing(connect(path)) as source, contextlib.closing(connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        part.rename(copy_path(path, last_step))
        sync_folder(path.parent)
    except OSError as error:
        raise StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror or error}.") from error
