"""Servers that stop, backends that are killed, lines that are cut, programs in the way."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from keylease.errors import Code, StorageFailed
from keylease.store.base import Appended, Conflict, WriteTransaction
from keylease.store.postgres import PostgresStore, driver, store
from keylease.store.postgres.driver import Connection
from keylease.store.postgres.schema import TAKE_LOCK, lock_number
from support.cut_line import Cut, CutLine
from support.logbook import Logbook
from support.postgres import Cluster
from support.storage import append, event, events, steps_kept, tip, write_step, write_step_in

pytestmark = pytest.mark.attack("G10")

Act = Callable[[WriteTransaction], object]

WRITERS = (
    "SELECT pid FROM pg_locks"
    " WHERE locktype = 'advisory' AND objid = current_schema()::regnamespace::oid"
)
BACKENDS = f"SELECT pg_terminate_backend(pid) FROM ({WRITERS}) AS writers"


@pytest.fixture
def line(postgres: Cluster) -> Iterator[CutLine]:
    with CutLine(postgres.folder) as line:
        yield line


@pytest.fixture
def reached(url: str, line: CutLine) -> Iterator[PostgresStore]:
    """A store at the other end of the line, which holds one step."""
    with PostgresStore.open(line.through(url)) as opened:
        write_step(opened, 1)
        yield opened


def failing(opened: PostgresStore, act: Act) -> StorageFailed:
    """What a write that does this fails with."""
    with pytest.raises(StorageFailed) as failed, opened.write() as tx:
        act(tx)
    return failed.value


def until_nobody_writes(other: Connection) -> None:
    """Wait until the server has given up the lock for whoever held it."""
    while other.execute(WRITERS).fetchall():
        time.sleep(0.01)


def kept(opened: PostgresStore) -> int:
    with opened.read() as tx:
        return steps_kept(tx)


def append_next(tx: WriteTransaction) -> object:
    head = tx.head()
    assert head is not None
    return tx.append_events(head, [event(head.seq + 1)])


# A line that is cut at COMMIT


def test_a_commit_whose_answer_is_lost_is_looked_up(reached: PostgresStore, line: CutLine) -> None:
    line.cut = Cut.ANSWER
    write_step(reached, 2)
    assert line.cut is Cut.NOWHERE
    assert kept(reached) == 2
    write_step(reached, 3)
    assert kept(reached) == 3


def test_a_commit_that_did_not_arrive_is_a_failure_with_nothing_written(
    reached: PostgresStore, line: CutLine
) -> None:
    line.cut = Cut.COMMIT
    with pytest.raises(StorageFailed, match="was lost") as failed:
        write_step(reached, 2)
    assert failed.value.code is Code.E_DATABASE
    assert kept(reached) == 1
    write_step(reached, 2)
    assert kept(reached) == 2


def test_a_line_that_dies_unseen_is_unsettled_until_the_server_sees_it(
    url: str, line: CutLine, other: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server still holds the lock for who has gone; it gives that up by itself."""
    brief = driver.SET_UP.replace("'10s'", "'300ms'").replace("'30s'", "'4s'")
    monkeypatch.setattr(driver, "SET_UP", brief)
    with PostgresStore.open(line.through(url)) as reached:
        write_step(reached, 1)
        line.cut = Cut.SILENCE
        with pytest.raises(StorageFailed) as failed:
            write_step(reached, 2)
        assert failed.value.code is Code.E_UNSETTLED
        until_nobody_writes(other)
        write_step(reached, 2)
        assert kept(reached) == 2


@pytest.mark.parametrize("cut", [Cut.ANSWER, Cut.COMMIT], ids=lambda cut: cut.name)
def test_what_cannot_be_looked_up_is_asked_for_by_its_hash(
    reached: PostgresStore, line: CutLine, cut: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.cut, line.for_good = cut, True
    with monkeypatch.context() as impatient:
        impatient.setattr(store, "BUSY_SECONDS", 0.0)
        failed = failing(reached, append_next)
    assert failed.code is Code.E_UNSETTLED
    line.open = True
    with reached.write() as tx:
        again = tx.append_events(tip(event(0)), [event(1)])
        assert again == Appended(tip(event(1)), again=cut is Cut.ANSWER)
        assert isinstance(tx.append_events(tip(event(0)), [event(1, writer="b")]), Conflict)
    with reached.read() as tx:
        assert tx.events() == events(0, 2)


@pytest.mark.parametrize("cut", [Cut.ANSWER, Cut.COMMIT], ids=lambda cut: cut.name)
def test_a_write_that_appends_nothing_is_unsettled_and_can_be_repeated(
    reached: PostgresStore, line: CutLine, cut: Cut
) -> None:
    line.cut = cut
    failed = failing(reached, lambda tx: tx.put_fact("x", b"1"))
    assert failed.code is Code.E_UNSETTLED
    with reached.write() as tx:
        assert tx.fact("x") == (b"1" if cut is Cut.ANSWER else None)
        tx.put_fact("x", b"1")


# Backends that are killed


def test_a_backend_killed_at_work_takes_all_back(opened: PostgresStore, other: Connection) -> None:
    write_step(opened, 1)

    def killed_half_way(tx: WriteTransaction) -> None:
        append_next(tx)
        assert other.execute(BACKENDS).fetchall() == [(True,)]
        tx.put_fact("x", b"1")

    assert failing(opened, killed_half_way).code is Code.E_DATABASE
    assert kept(opened) == 1
    write_step(opened, 2)
    assert kept(opened) == 2


def test_a_backend_killed_before_the_commit_is_looked_up_and_not_found(
    opened: PostgresStore, other: Connection
) -> None:
    write_step(opened, 1)

    def killed_at_the_end(tx: WriteTransaction) -> None:
        append_next(tx)
        other.execute(BACKENDS)

    assert failing(opened, killed_at_the_end).code is Code.E_DATABASE
    write_step(opened, 2)
    assert kept(opened) == 2


def test_a_reader_whose_backend_is_killed_fails_and_the_next_does_not(
    opened: PostgresStore, other: Connection
) -> None:
    write_step(opened, 1)

    def killed_while_reading() -> None:
        with opened.read() as tx:
            tx.head()
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE state = 'idle in transaction' AND datname = current_database()"
            )
            tx.events()

    with pytest.raises(StorageFailed) as failed:
        killed_while_reading()
    assert failed.value.code is Code.E_DATABASE
    assert kept(opened) == 1


# Servers that stop


def test_a_restart_half_way_takes_all_back(opened: PostgresStore, postgres: Cluster) -> None:
    write_step(opened, 1)

    def restarted_half_way(tx: WriteTransaction) -> None:
        append_next(tx)
        postgres.restart()
        append_next(tx)

    assert failing(opened, restarted_half_way).code is Code.E_DATABASE
    assert kept(opened) == 1
    write_step(opened, 2)
    assert kept(opened) == 2


def test_a_restart_at_the_end_is_looked_up_and_not_found(
    opened: PostgresStore, postgres: Cluster
) -> None:
    write_step(opened, 1)

    def restarted_at_the_end(tx: WriteTransaction) -> None:
        append_next(tx)
        postgres.restart()

    assert failing(opened, restarted_at_the_end).code is Code.E_DATABASE
    write_step(opened, 2)
    assert kept(opened) == 2


def test_a_restart_in_between_is_not_noticed(opened: PostgresStore, postgres: Cluster) -> None:
    for step in range(1, 5):
        write_step(opened, step)
        postgres.restart()
        assert kept(opened) == step


def test_while_the_server_is_down_it_fails_and_then_goes_on(
    url: str, postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PostgresStore.open(url) as opened:
        write_step(opened, 1)
        postgres.stop()
        try:
            with monkeypatch.context() as impatient:
                impatient.setattr(store, "BUSY_SECONDS", 0.0)
                for _ in range(2):
                    failed = failing(opened, append_next)
                    assert failed.code is Code.E_DATABASE
                    assert "runs" in str(failed), "a server that is down wants no space"
        finally:
            postgres.start()
        write_step(opened, 2)
        assert kept(opened) == 2


def test_a_store_that_could_not_be_opened_anew_can_be_later(
    opened: PostgresStore, postgres: Cluster
) -> None:
    write_step(opened, 1)
    postgres.stop()
    try:
        with pytest.raises(StorageFailed) as failed:
            opened.reopen()
        assert failed.value.code is Code.E_DATABASE
    finally:
        postgres.start()
    opened.reopen()
    write_step(opened, 2)
    assert kept(opened) == 2


def test_news_is_heard_again_after_a_restart(
    opened: PostgresStore, url: str, postgres: Cluster, logbook: Logbook
) -> None:
    logbook.expect("no news of other processes for now")
    news = opened.news()
    append(opened, [event(0)])
    assert news.wait(60)
    postgres.restart()
    with PostgresStore.open(url) as second:
        append(second, [event(1)])
    assert news.wait(60)


class Working:
    """A thread that writes step after step, whatever fails; `told` were acknowledged."""

    def __init__(self, opened: PostgresStore) -> None:
        self.told = 0
        self._opened = opened
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def wait_for(self, told: int) -> None:
        until = time.monotonic() + 60
        while self.told < told:
            assert time.monotonic() < until
            time.sleep(0.01)

    def __enter__(self) -> "Working":
        self._thread.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._done.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._done.is_set():
            try:
                write_step(self._opened, self.told + 1)
            except StorageFailed:
                continue
            self.told += 1


def test_nothing_acknowledged_is_lost_by_a_server_that_crashes(
    opened: PostgresStore, postgres: Cluster
) -> None:
    with Working(opened) as worker:
        for round_ in range(1, 4):
            worker.wait_for(20 * round_)
            postgres.restart()
    assert kept(opened) in (worker.told, worker.told + 1)


WAITING_FOR_THE_STANDBY = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"


def test_nothing_acknowledged_is_lost_by_a_failover() -> None:
    """A standby that every commit waits for takes over; the URL names both."""
    with Cluster() as primary, Cluster(standby_of=primary) as standby:
        with primary.connect("postgres") as admin:
            admin.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            admin.execute("SELECT pg_reload_conf()")
        both = f"?host={primary.folder},{standby.folder}&target_session_attrs=read-write&"
        url = "postgresql://keeper@/teams" + both + primary.team().partition("?")[2]
        with PostgresStore.open(url) as opened, Working(opened) as worker:
            with primary.connect("postgres") as admin:  # acknowledged before, nothing is kept
                while not admin.execute(WAITING_FOR_THE_STANDBY).fetchall():
                    worker.wait_for(worker.told + 1)
            worker.wait_for(worker.told + 20)
            primary.stop()
            told = worker.told
            standby.promote()
            worker.wait_for(told + 20)
        with PostgresStore.open(url) as opened:
            assert kept(opened) in (worker.told, worker.told + 1)


# Programs in the way


def test_a_deadlock_is_one_failure_and_nothing_by_half(
    opened: PostgresStore, other: Connection
) -> None:
    """Somebody holds a row that we want, and wants the lock that we hold: one has to give way."""
    write_step(opened, 1)
    lock = lock_number(other, "here")
    other.execute("BEGIN")
    other.execute("UPDATE facts SET value = 'x' WHERE name = 'last'")

    def want_the_lock() -> None:
        with contextlib.suppress(psycopg.errors.DeadlockDetected):
            other.execute(TAKE_LOCK, (lock,))
        other.execute("ROLLBACK")

    def want_the_row(tx: WriteTransaction) -> None:
        rival.start()
        time.sleep(0.1)
        write_step_in(tx, 2)

    rival = threading.Thread(target=want_the_lock)
    ours = outcome(opened, want_the_row)
    rival.join()
    assert ours in (None, Code.E_DATABASE)
    assert kept(opened) == (2 if ours is None else 1)
    write_step(opened, kept(opened) + 1)


def outcome(opened: PostgresStore, act: Act) -> Code | None:
    try:
        with opened.write() as tx:
            act(tx)
    except StorageFailed as failed:
        return failed.code
    return None


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("40001", Code.E_DATABASE),
        ("40P01", Code.E_DATABASE),
        ("53100", Code.E_STORAGE),
        ("58030", Code.E_STORAGE),
        ("XX001", Code.E_DAMAGED),
    ],
)
@pytest.mark.parametrize("deferred", [False, True], ids=["at once", "at the commit"])
def test_what_the_server_refuses_is_taken_back_wholly(
    opened: PostgresStore, other: Connection, state: str, code: Code, deferred: bool
) -> None:
    """A serialization failure, a full disk …, as the server itself raises them."""
    write_step(opened, 1)
    other.execute(
        f"CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$"  # type: ignore[arg-type]
    )
    when = "DEFERRABLE INITIALLY DEFERRED" if deferred else ""
    other.execute(
        f"CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON lines {when}"  # type: ignore[arg-type]
        " FOR EACH ROW EXECUTE FUNCTION fail()"
    )
    with pytest.raises(StorageFailed) as failed:
        write_step(opened, 2)
    assert failed.value.code is code
    assert kept(opened) == 1
    other.execute("DROP TRIGGER fail ON lines")
    write_step(opened, 2)
    assert kept(opened) == 2


def bound(tx: WriteTransaction, setting: str, most: str) -> None:
    """Another bound of time for this transaction than the one that each connection is set up with,
    which is to be there.
    """
    (found,) = tx._runner.fetch(f"SELECT current_setting('{setting}')")  # type: ignore[attr-defined]
    assert found != ("0",)
    tx._runner.fetch(f"SELECT set_config('{setting}', '{most}', true)")  # type: ignore[attr-defined]


def test_who_hangs_within_a_write_loses_it(opened: PostgresStore, other: Connection) -> None:
    write_step(opened, 1)

    def hang(tx: WriteTransaction) -> None:
        append_next(tx)
        bound(tx, "idle_in_transaction_session_timeout", "200ms")
        until_nobody_writes(other)

    assert failing(opened, hang).code is Code.E_DATABASE
    write_step(opened, 2)
    assert kept(opened) == 2


def test_a_statement_that_takes_too_long_is_ended(opened: PostgresStore) -> None:
    def sleep(tx: WriteTransaction) -> None:
        bound(tx, "statement_timeout", "100ms")
        tx._runner.fetch("SELECT 1::bigint FROM pg_sleep(600)")  # type: ignore[attr-defined]

    failed = failing(opened, sleep)
    assert "took too long" in failed.detail
    write_step(opened, 1)
