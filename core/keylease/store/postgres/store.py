"""One team in one PostgreSQL database, shared by threads and by processes.

Who writes takes an advisory lock first, and is alone until the commit: so each statement may look
at what is committed by then (READ COMMITTED), and no transaction is ever in another's way. A
snapshot taken before the lock was had (REPEATABLE READ) would be older than the writer before.
Readers have one snapshot and wait for nobody.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Final, Self, TypeAlias

import psycopg
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from keylease.errors import Code, StorageFailed
from keylease.store.news import Bell, Ends, News
from keylease.store.postgres.driver import (
    BUSY,
    BUSY_SECONDS,
    DETAILS,
    KEEPING,
    LOST,
    Address,
    failure,
    set_up,
)
from keylease.store.postgres.listener import Listener, ends_of, notify
from keylease.store.postgres.runner import PostgresRunner
from keylease.store.postgres.schema import bring_up
from keylease.store.postgres.statements import StoreConnection
from keylease.store.rows import EventRow, LineRow, Tip
from keylease.store.sql.reading import SqlRead
from keylease.store.sql.writing import SqlWrite

CONNECTIONS: Final = 16
"""The most that one process has open: one writes, the others read."""
SECONDS_BETWEEN_TRIES: Final = 0.5

BEGIN_READ: Final = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
BEGIN_WRITE: Final = (
    b"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(%d)"
)

Pool: TypeAlias = ConnectionPool[StoreConnection]


class PostgresStore:
    """A `Store` in a database. Make it with `open`."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._place = address.place
        self._writing = threading.Lock()
        self._begin_write = b""
        self._channel = b""
        self._bell = Bell()
        self._starting = threading.Lock()
        self._listener: Listener | None = None
        self._pool: Pool | None = None

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the store in the database of this URL, `postgresql://user@host/name`.

        Raises `Usage(E_USAGE)` for what is no such URL, and `StorageFailed`: E_DATABASE where the
        server cannot be used, E_DOWNGRADE, E_STORAGE where its disk cannot.
        """
        store = cls(Address(url))
        store._start()
        return store

    @contextlib.contextmanager
    def read(self) -> Iterator[SqlRead]:
        with self._begun(BEGIN_READ) as runner:
            yield SqlRead(runner)

    @contextlib.contextmanager
    def write(self) -> Iterator[SqlWrite]:
        """See `Store`. A commit whose answer was lost is looked up before it is called a failure.

        E_UNSETTLED where that cannot be said yet. Nothing bars the next write: it waits for the
        lock, hence for the end of whatever was lost.
        """
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise StorageFailed(Code.E_DATABASE, DETAILS[BUSY].format(place=self._place))
        try:
            with self._begun(self._begin_write) as runner:
                transaction = SqlWrite(runner)
                yield transaction
                event, line = transaction.appended_event, transaction.appended_line
                lost = runner.commit(notify(self._channel, event, line) + b"COMMIT")
            if lost is not None:
                self._settle(event, line, lost)
        finally:
            self._writing.release()
        self._bell.announce(event, line)

    def news(self) -> News:
        """See `Store`. The first to ask makes this process listen, on a connection of its own."""
        self._require_open()
        with self._starting:
            if self._listener is None:
                self._listener = Listener(self._address, self._channel, self._bell)
        return News(self._bell.ends, self._wait_beyond)

    def reopen(self) -> None:
        with self._writing:
            self.close()
            self._start()

    def close(self) -> None:
        pool, self._pool = self._pool, None
        self._bell.dismiss()
        with self._starting:
            listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()
        if pool is not None:
            pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def _start(self) -> None:
        with contextlib.closing(self._address.connect()) as connection:
            lock = bring_up(connection, self._place)
            self._bell.announce_places(*ends_of(connection))
        self._begin_write = BEGIN_WRITE % lock
        self._channel = b"keylease_%d" % lock
        self._pool = ConnectionPool(
            self._address.conninfo,
            connection_class=StoreConnection,
            kwargs=KEEPING,
            configure=self._configure,
            min_size=1,
            max_size=CONNECTIONS,
            # by itself it would wait longer from try to try, and for minutes in the end
            reconnect_timeout=0.01,
            open=True,
        )

    def _configure(self, connection: StoreConnection) -> None:
        set_up(connection, self._place)

    def _settle(self, event: Tip | None, line: Tip | None, lost: psycopg.Error) -> None:
        """Whether a commit was done whose answer was lost: these are there, or not.

        Once the lock is had again, that transaction has ended. Raises `StorageFailed`: E_DATABASE
        where nothing of it was kept, E_UNSETTLED where nobody can say.
        """
        unknown = StorageFailed(Code.E_UNSETTLED, f"The connection to {self._place} was lost.")
        if event is None and line is None:
            raise unknown from lost
        try:
            with self._begun(self._begin_write) as runner:
                now = SqlRead(runner)
                event_kept = event is None or _tip(now.event_at(event.seq)) == event
                line_kept = line is None or _tip(now.line_at(line.seq)) == line
        except StorageFailed:
            raise unknown from lost
        if not (event_kept and line_kept):
            raise failure(lost, self._place) from lost

    @contextlib.contextmanager
    def _begun(self, statements: bytes) -> Iterator[PostgresRunner]:
        """A new transaction, taken back unless it is committed."""
        pool = self._require_open()
        with self._lent(pool) as runner:
            if runner.begin(statements):
                yield runner
                return
        # The server has gone meanwhile, and nothing was done yet: once more, on another connection.
        pool.check()
        with self._lent(pool) as runner:
            if not runner.begin(statements):
                raise StorageFailed(Code.E_DATABASE, LOST.format(place=self._place))
            yield runner

    @contextlib.contextmanager
    def _lent(self, pool: Pool) -> Iterator[PostgresRunner]:
        connection = self._taken(pool)
        runner = PostgresRunner(connection, self._place)
        try:
            yield runner
        finally:
            runner.abandon()
            pool.putconn(connection)

    def _taken(self, pool: Pool) -> StoreConnection:
        """A connection of the pool's. Each time it is asked, it tries anew to reach the server."""
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                return pool.getconn(SECONDS_BETWEEN_TRIES)
            except PoolTimeout as error:
                if time.monotonic() < until:
                    continue
                detail = f"{self._place} did not answer in time."
                raise StorageFailed(Code.E_DATABASE, detail) from error
            except PoolClosed as error:
                raise StorageFailed(Code.E_DATABASE, f"{self._place} is closed.") from error

    def _wait_beyond(self, heard: Ends, timeout: float) -> Ends:
        self._require_open()
        return self._bell.wait_beyond(heard, timeout)

    def _require_open(self) -> Pool:
        if self._pool is None:
            raise StorageFailed(Code.E_DATABASE, f"{self._place} is closed.")
        return self._pool


def _tip(row: EventRow | LineRow | None) -> Tip | None:
    return None if row is None else Tip(row.seq, row.hash)
