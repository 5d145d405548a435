"""Which SQLite is used, how a connection is set up, and what its errors mean to a person.

`pysqlite3` brings a SQLite of its own and is taken where it is installed, as sqlite-utils does;
otherwise the one Python was built with.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from keylease.errors import Code, StorageFailed

if TYPE_CHECKING:
    import sqlite3 as sqlite3  # noqa: TID251
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3  # noqa: TID251

Journal: TypeAlias = Literal["wal", "truncate"]

BUSY_SECONDS: Final = 10.0
"""How long a writer waits for another one, of this process or of any other."""

# The corruption when a write-ahead log is reset is in every SQLite from 3.7.0 on but these.
WAL_MENDED: Final = (3, 51, 3)
WAL_MENDED_BEFORE: Final = ((3, 44, 6), (3, 50, 7))

# FULL syncs before and after each commit; EXTRA also the folder, where a journal is unlinked.
SETTINGS: Final = (
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=ON",
)

Connection: TypeAlias = sqlite3.Connection
Cursor: TypeAlias = sqlite3.Cursor
DatabaseError: TypeAlias = sqlite3.Error
# Where a damaged page makes SQLite complain in bytes that are no text, Python complains of them.
DATABASE_ERRORS: Final = (sqlite3.Error, UnicodeDecodeError)
IntegrityError: TypeAlias = sqlite3.IntegrityError

# Primary result codes, https://www.sqlite.org/rescode.html
BUSY, LOCKED, READ_ONLY, IO_ERROR, CORRUPT, FULL, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 26

DETAILS: Final = {
    BUSY: "Another program kept {path} locked for too long.",
    LOCKED: "Another program kept {path} locked for too long.",
    READ_ONLY: "{path} is on a disk that cannot be written.",
    IO_ERROR: "The disk failed at {path}.",
    FULL: "The disk that holds {path} is full.",
}


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite's write-ahead log is free of the corruption when it is reset."""
    return version >= WAL_MENDED or any(
        version[:2] == mended[:2] and version >= mended for mended in WAL_MENDED_BEFORE
    )


def best_journal() -> Journal:
    """Write-ahead where that is safe; else a rollback journal, emptied at each commit."""
    return "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "truncate"


def connect(path: Path) -> Connection:
    """A connection that begins and ends transactions only when told; usable by any one thread."""
    try:
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for setting in SETTINGS:
            connection.execute(setting)
    except DATABASE_ERRORS as error:
        raise failure(error, path) from error
    return connection


def result_code(error: BaseException | None) -> int:
    """SQLite's primary result code of an error, 0 where it is none of SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def comes_of_io_error(error: BaseException | None) -> bool:
    """Whether a read, a write or a sync that the disk failed lies at the bottom of this error."""
    while error is not None:
        if result_code(error) == IO_ERROR:
            return True
        error = error.__cause__ or error.__context__
    return False


def is_idle(connection: Connection) -> bool:
    """Whether a connection is open and in no transaction."""
    try:
        return not connection.in_transaction
    except DatabaseError:
        return False


def failure(error: DatabaseError | UnicodeDecodeError, path: Path) -> StorageFailed:
    """The same failure in the terms of this project, to be raised `from` the error."""
    code = result_code(error)
    # Python's own complaint, without a code; so are those of a backup that fails
    not_text = isinstance(error, UnicodeDecodeError) or "decode to UTF-8" in str(error)
    if code in (CORRUPT, NOT_A_DATABASE) or not_text:
        return StorageFailed(Code.E_DAMAGED, f"{path} is damaged.")
    if isinstance(error, IntegrityError | sqlite3.ProgrammingError):
        return StorageFailed(Code.E_INTERNAL, f"{path} refused what was to be written.")
    return StorageFailed(
        Code.E_STORAGE, DETAILS.get(code, "{path} cannot be used.").format(path=path)
    )
