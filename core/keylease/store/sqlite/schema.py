"""The tables, their numbered steps, and how an older file is brought up without being lost.

A step, once released, is never changed: a new one follows it. All pending steps run in one
transaction, after a copy of the file was kept beside it.
"""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from keylease.errors import Code, StorageFailed
from keylease.store.permissions import make_private_file, sync_folder
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
    for name, key, columns, optional in TABLES:
        db.create_table(
            name,
            columns,
            pk=key if len(key) > 1 else key[0],
            not_null=set(columns) - optional,
            strict=True,
        )
    for statement in INDEXES:
        db.execute(statement)


# Who may not read a line has only its place and its hashes.
LINE_MAY_LACK: Final = frozenset(
    {
        "entry", "sig", "author", "grant_id", "key_id",
        "version", "outcome", "at", "rid", "purpose",
    }
)  # fmt: skip

TABLES: Final[tuple[tuple[str, tuple[str, ...], dict[str, type], frozenset[str]], ...]] = (
    ("events", ("seq",), {"seq": int, "hash": bytes, "body": bytes, "sigs": bytes}, frozenset()),
    (
        "lines",
        ("seq",),
        {
            "seq": int,
            "hash": bytes,
            "leaf": bytes,
            "entry": bytes,
            "sig": bytes,
            "author": str,
            "grant_id": str,
            "key_id": str,
            "version": int,
            "outcome": str,
            "at": int,
            "rid": bytes,
            "purpose": str,
        },
        LINE_MAY_LACK,
    ),
    # How often a grant was released: kept beside the lines, so that a release need not count.
    ("uses", ("grant_id",), {"grant_id": str, "released": int, "last_at": int}, frozenset()),
    (
        "stages",
        ("author", "hash"),
        {
            "author": str,
            "hash": bytes,
            "envelope": bytes,
            "wrapped": bytes,
            "kek": str,
            "at": int,
        },
        frozenset({"wrapped", "kek"}),
    ),
    ("envelopes", ("hash",), {"hash": bytes, "envelope": bytes}, frozenset()),
    (
        "releases",
        ("grant_id", "version"),
        {"grant_id": str, "version": int, "wrapped": bytes, "kek": str, "doomed_at": int},
        frozenset({"doomed_at"}),
    ),
    ("seen", ("member",), {"member": str, "body": bytes, "sig": bytes, "at": int}, frozenset()),
    ("facts", ("name",), {"name": str, "value": bytes}, frozenset()),
)

# sqlite-utils makes no partial indexes. Lines known only as hashes are in none of these.
# Trails run by seq, newest first; `at` is in them so that a span of time is judged in the index.
INDEXES: Final = (
    "CREATE INDEX lines_author ON lines (author, seq, at) WHERE author IS NOT NULL",
    "CREATE INDEX lines_key ON lines (key_id, seq, at) WHERE key_id IS NOT NULL",
    "CREATE INDEX lines_grant ON lines (grant_id, seq, at) WHERE grant_id IS NOT NULL",
    "CREATE UNIQUE INDEX lines_rid ON lines (author, rid) WHERE rid IS NOT NULL",
    # Everything exposure asks for, so that it never touches the table.
    "CREATE INDEX lines_openings ON lines (seq, author, key_id, version, grant_id, purpose, at)"
    " WHERE outcome = 'released'",
    "CREATE INDEX releases_doomed ON releases (doomed_at) WHERE doomed_at IS NOT NULL",
    "CREATE INDEX stages_at ON stages (at)",
)

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
