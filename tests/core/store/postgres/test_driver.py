import logging
import os
import time
from pathlib import Path

import psycopg
import pytest

from keylease.errors import Code, StorageFailed, Usage
from keylease.store.postgres import PostgresStore
from keylease.store.postgres.driver import Address, failure
from support.postgres import Cluster

PASSWORD = "hunter2@home/42"
ENCODED = "hunter2%40home%2F42"


# The password


@pytest.mark.attack("E06")
@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ana:{PASSWORD}@db.example/team",
        "postgresql://ana:hunter2@home@db.example/team",
        "postgresql://ana:hunter2/42@db.example/team",
        "postgresql://ana:hunter2@[::1/team",
        "postgresql://ana:hunter2@db.example:hunter2/team",
        "postgresql://ana:hunter2@db.example/team?hunter2",
    ],
)
def test_a_url_that_is_none_is_refused_without_a_word_of_it(url: str) -> None:
    with pytest.raises(Usage) as refused:
        Address(url)
    shown: BaseException | None = refused.value
    while shown is not None:
        assert "hunter2" not in f"{shown!r} {shown}"
        shown = None if shown.__suppress_context__ else shown.__context__


@pytest.mark.attack("E06")
def test_nothing_shows_the_password(guarded: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address = Address(guarded.url("guarded", user=f"ana:{ENCODED}"))
    with PostgresStore.open(guarded.url("guarded", user=f"ana:{ENCODED}")) as store:
        with store.write() as tx:
            tx.put_fact("x", b"y")
        shown = [repr(store), repr(vars(store)), repr(store._pool), repr(vars(address))]
    with pytest.raises(StorageFailed) as refused:
        PostgresStore.open(guarded.url("guarded", user="ana:hunter3%40home"))
    assert refused.value.code is Code.E_DATABASE
    assert "password authentication failed" in str(refused.value)
    told = " ".join([*shown, str(refused.value), repr(refused.value.__cause__), caplog.text])
    assert "hunter" not in told
    assert PASSWORD in address.conninfo()


def test_the_password_may_come_from_elsewhere(
    guarded: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = guarded.url("guarded", user="ana")
    with pytest.raises(StorageFailed, match="no password supplied"):
        PostgresStore.open(url)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    PostgresStore.open(url).close()
    monkeypatch.delenv("PGPASSWORD")
    passwords = tmp_path / "pgpass"
    passwords.touch(mode=0o600)
    passwords.write_text(f"*:*:*:ana:{PASSWORD}\n")
    monkeypatch.setenv("PGPASSFILE", os.fspath(passwords))
    PostgresStore.open(url).close()


# Servers that cannot be used


@pytest.mark.parametrize(("setting", "value"), [("fsync", "off"), ("full_page_writes", "off")])
def test_a_server_that_may_lose_what_it_confirmed_is_refused(setting: str, value: str) -> None:
    with Cluster(**{setting: value}) as careless, pytest.raises(StorageFailed) as refused:
        PostgresStore.open(careless.team())
    assert refused.value.code is Code.E_DATABASE
    assert f"has {setting} off, so it can lose what it has confirmed." in str(refused.value)


def test_a_database_that_does_not_wait_for_the_disk_is_refused(postgres: Cluster) -> None:
    with pytest.raises(StorageFailed, match="synchronous_commit off") as refused:
        PostgresStore.open(postgres.database("careless", synchronous_commit="off"))
    assert refused.value.code is Code.E_DATABASE


def test_a_connection_goes_on_waiting_for_the_disk(postgres: Cluster, url: str) -> None:
    with Address(url).connect() as connection, postgres.connect("postgres") as admin:
        admin.execute("ALTER SYSTEM SET synchronous_commit = off")
        admin.execute("SELECT pg_reload_conf()")
        try:
            until = time.monotonic() + 10
            while admin.execute("SHOW synchronous_commit").fetchone() != ("off",):
                assert time.monotonic() < until
                time.sleep(0.01)
            assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
        finally:
            admin.execute("ALTER SYSTEM RESET synchronous_commit")
            admin.execute("SELECT pg_reload_conf()")


def test_no_server_and_no_database_are_said_in_one_sentence(
    postgres: Cluster, tmp_path: Path
) -> None:
    with pytest.raises(StorageFailed, match='database "nothing" does not exist') as refused:
        PostgresStore.open(postgres.url("nothing"))
    assert refused.value.code is Code.E_DATABASE
    with pytest.raises(StorageFailed, match="cannot be reached") as refused:
        PostgresStore.open(f"postgresql:///team?host={tmp_path}")
    assert refused.value.code is Code.E_DATABASE
    assert "\n" not in str(refused.value)


# What errors mean


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (psycopg.errors.DiskFull(), Code.E_STORAGE),
        (psycopg.errors.IoError(), Code.E_STORAGE),
        (psycopg.errors.ReadOnlySqlTransaction(), Code.E_DATABASE),
        (psycopg.errors.DeadlockDetected(), Code.E_DATABASE),
        (psycopg.errors.SerializationFailure(), Code.E_DATABASE),
        (psycopg.errors.LockNotAvailable(), Code.E_DATABASE),
        (psycopg.errors.QueryCanceled(), Code.E_DATABASE),
        (psycopg.errors.AdminShutdown(), Code.E_DATABASE),
        (psycopg.OperationalError("gone"), Code.E_DATABASE),
        (psycopg.errors.DataCorrupted(), Code.E_DAMAGED),
        (psycopg.errors.IndexCorrupted(), Code.E_DAMAGED),
        (psycopg.errors.InsufficientPrivilege(), Code.E_DATABASE),
        (psycopg.errors.UniqueViolation(), Code.E_INTERNAL),
        (psycopg.errors.DatatypeMismatch(), Code.E_INTERNAL),
        (psycopg.errors.UndefinedTable(), Code.E_INTERNAL),
        (psycopg.ProgrammingError("no such type"), Code.E_INTERNAL),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.name,
)
def test_an_error_of_the_server_in_our_terms(error: psycopg.Error, code: Code) -> None:
    failed = failure(error, "team at db.example")
    assert failed.code is code
    assert "team at db.example" in failed.detail
