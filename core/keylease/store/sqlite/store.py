"""One team in one SQLite file, shared by threads and by processes.

A transaction borrows a connection from a small stock, since a connection serves one thread at a
time. Writers of this process queue on a lock, those of other processes on SQLite's own.
"""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Self

from keylease.errors import Code, StorageFailed
from keylease.store.news import Bell, Ends, News
from keylease.store.permissions import check_private, make_private_file
from keylease.store.sql.reading import SqlRead
from keylease.store.sql.writing import SqlWrite
from keylease.store.sqlite.driver import (
    BUSY,
    BUSY_SECONDS,
    DATABASE_ERRORS,
    DETAILS,
    READ_ONLY,
    Connection,
    Journal,
    best_journal,
    comes_of_io_error,
    connect,
    failure,
    is_idle,
    result_code,
)
from keylease.store.sqlite.lookout import Lookout
from keylease.store.sqlite.runner import SqliteRunner
from keylease.store.sqlite.schema import bring_up

QUICK_CHECK_BELOW: Final = 8 * 1024 * 1024
"""Bytes up to which every page is looked at when the file is opened: a millisecond each MB."""


class SqliteStore:
    """A `Store` in one file. Make it with `open`."""

    def __init__(self, path: Path, journal: Journal) -> None:
        self.journal: Journal = journal
        self._path = path
        self._writing = threading.Lock()
        self._stock: list[Connection] = []
        self._bell = Bell()
        self._lookout: Lookout | None = None
        self._open = False
        self._unsafe = False

    @classmethod
    def open(cls, path: Path, journal: Journal | None = None) -> Self:
        """Open the store at `path`, made 0600 if it is new; its folder must be there and private.

        `journal` is chosen by what this SQLite does safely. Raises `StorageFailed`: E_PERMISSIONS,
        E_DOWNGRADE, E_DAMAGED, E_STORAGE.
        """
        store = cls(path, journal or best_journal())
        store._start(thorough=False)
        return store

    @contextlib.contextmanager
    def read(self) -> Iterator[SqlRead]:
        with self._lent() as connection:
            runner = SqliteRunner(connection, self._path)
            self._run(connection, "BEGIN")
            try:
                yield SqlRead(runner)
            finally:
                runner.abandon()

    @contextlib.contextmanager
    def write(self) -> Iterator[SqlWrite]:
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise StorageFailed(Code.E_STORAGE, DETAILS[BUSY].format(path=self._path))
        try:
            if self._unsafe:
                raise self._refusal()
            with self._lent() as connection:
                yield from self._write_on(connection)
        except BaseException as error:
            # What reached the disk is unknown, and trying again may say yes to what is lost:
            # after a failed sync the kernel takes the pages for clean.
            if comes_of_io_error(error):
                self._unsafe = True
            raise
        finally:
            self._writing.release()

    def reopen(self) -> None:
        """See `Store`. Every page is looked at, however large the file is."""
        with self._writing:
            self.close()
            self._start(thorough=True)

    def news(self) -> News:
        """See `Store`. Others' writing is looked for five times a second, while somebody waits."""
        self._require_open().look()
        return News(self._bell.ends, self._wait_beyond)

    def close(self) -> None:
        self._open = False
        if self._lookout is not None:
            self._bell.dismiss()
            self._lookout.close()
        while self._stock:
            self._stock.pop().close()

    def check(self) -> None:
        """Compare every index with its table; slow. Raises `StorageFailed(E_DAMAGED)`."""
        with self._lent() as connection:
            self._check(connection, "PRAGMA integrity_check(1)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def _write_on(self, connection: Connection) -> Iterator[SqlWrite]:
        runner = SqliteRunner(connection, self._path)
        self._run(connection, "BEGIN IMMEDIATE")
        transaction = SqlWrite(runner)
        try:
            yield transaction
            runner.end()
            self._run(connection, "COMMIT")
        except BaseException:
            runner.abandon()
            raise
        self._bell.announce(transaction.appended_event, transaction.appended_line)

    def _start(self, *, thorough: bool) -> None:
        check_private(self._path.parent)
        make_private_file(self._path)
        for name in ("-wal", "-shm", "-journal"):
            beside = self._path.with_name(self._path.name + name)
            if beside.is_symlink() or beside.exists():
                check_private(beside)
        connection = connect(self._path)
        try:
            bring_up(connection, self._path)
            self._adopt_journal(connection)
            if thorough or self._path.stat().st_size <= QUICK_CHECK_BELOW:
                self._check(connection, "PRAGMA quick_check(1)")
        except BaseException:
            connection.close()
            raise
        self._stock.append(connection)
        self._lookout = Lookout(self._path, self._bell, self._connected)
        self._open, self._unsafe = True, False

    def _adopt_journal(self, connection: Connection) -> None:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            # the rollback journals are one format, and every connection chooses among them
            if mode == self.journal:
                return
            connection.execute(f"PRAGMA journal_mode={self.journal}")
        except DATABASE_ERRORS as error:
            # Staying with a rollback journal is safe, be it that others are at work in the file
            # or that the disk is read-only; staying with a write-ahead log is not.
            if self.journal != "wal" or result_code(error) not in (BUSY, READ_ONLY):
                raise failure(error, self._path) from error

    def _check(self, connection: Connection, pragma: str) -> None:
        try:
            (verdict,) = connection.execute(pragma).fetchone()
        except DATABASE_ERRORS as error:
            raise failure(error, self._path) from error
        if verdict != "ok":
            raise StorageFailed(Code.E_DAMAGED, f"{self._path} is damaged.")

    @contextlib.contextmanager
    def _lent(self) -> Iterator[Connection]:
        """A connection for one transaction; one that failed is not used again."""
        self._require_open()
        connection = self._stock.pop() if self._stock else self._connected()
        try:
            yield connection
        finally:
            if self._open and is_idle(connection):
                self._stock.append(connection)
            else:
                connection.close()

    def _connected(self) -> Connection:
        connection = connect(self._path)
        self._adopt_journal(connection)
        return connection

    def _run(self, connection: Connection, statement: str) -> None:
        try:
            connection.execute(statement)
        except DATABASE_ERRORS as error:
            raise failure(error, self._path) from error

    def _wait_beyond(self, heard: Ends, timeout: float) -> Ends:
        return self._require_open().wait_beyond(heard, timeout)

    def _require_open(self) -> Lookout:
        if not self._open or self._lookout is None:
            raise StorageFailed(Code.E_STORAGE, f"{self._path} is closed.")
        return self._lookout

    def _refusal(self) -> StorageFailed:
        return StorageFailed(
            Code.E_STORAGE, f"The disk failed at {self._path}; nothing is written until a restart."
        )
