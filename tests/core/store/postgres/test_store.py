import contextlib
import threading

import pytest

from keylease.errors import Code, StorageFailed
from keylease.store.postgres import PostgresStore, driver, store
from keylease.store.postgres.driver import Connection
from support.storage import append_lines, line, write_step

# Transactions


def test_a_writer_waits_and_then_says_who_it_waited_for(
    opened: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with (
        opened.write(),
        pytest.raises(StorageFailed, match=r"kept .* locked") as failed,
        opened.write(),
    ):
        pass
    assert failed.value.code is Code.E_DATABASE
    write_step(opened, 1)


def test_another_process_that_writes_for_too_long_is_named(
    opened: PostgresStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "SET_UP", driver.SET_UP.replace("'10s'", "'50ms'"))
    with PostgresStore.open(url) as second:
        with opened.write(), pytest.raises(StorageFailed, match=r"kept .* locked"), second.write():
            pass
        write_step(second, 1)


def test_connections_are_used_again(opened: PostgresStore) -> None:
    def read() -> None:
        with opened.read() as tx:
            tx.head()

    for _ in range(20):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert opened._pool is not None
    # a second one where the first was asked for before it was there
    assert opened._pool.get_stats()["connections_num"] <= 2


def test_a_long_list_is_read_as_it_is_asked_for(
    opened: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keylease.store.postgres.runner.CHUNK", 7)
    append_lines(opened, [line(seq) for seq in range(1, 31)])
    with opened.read() as tx:
        first, second = tx.openings(), tx.openings(after=10)
        assert [next(first)[0], next(second)[0], next(first)[0]] == [1, 11, 2]
        assert [row[0] for row in second] == list(range(12, 31))
        assert [row[0] for row in first] == list(range(3, 31))


def test_each_statement_is_planned_once(opened: PostgresStore) -> None:
    append_lines(opened, [line(seq) for seq in range(1, 4)])
    for _ in range(3):
        with contextlib.suppress(LookupError), opened.write() as tx:
            tx.line_at(1)
            planned = tx._runner.fetch("SELECT statement FROM pg_prepared_statements")
            raise LookupError  # what was prepared outlives what is taken back
    found = [statement for (statement,) in planned]
    assert len(found) == len(set(found))
    assert sum("FROM lines WHERE seq = $1" in statement for statement in found) == 1


def test_a_thread_that_waits_holds_no_other_up(opened: PostgresStore, other: Connection) -> None:
    """Python goes on while libpq waits: else the lock could not be let go of, nor be had."""
    other.execute("SELECT pg_advisory_lock(7)")
    held_up = "SELECT true FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with opened.read() as tx:
        waiting = threading.Thread(
            target=tx._runner.fetch, args=("SELECT 1::bigint FROM pg_advisory_lock(7)",)
        )
        waiting.start()
        while not other.execute(held_up).fetchall():
            assert waiting.is_alive()
        other.execute("SELECT pg_advisory_unlock(7)")
        waiting.join()
