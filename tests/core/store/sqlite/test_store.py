import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.errors import Code, StorageFailed
from keylease.store.rows import ReleaseRow
from keylease.store.sqlite import SqliteStore, store
from keylease.store.sqlite.driver import Journal, best_journal
from support.storage import (
    append,
    append_lines,
    events,
    line,
    steps_kept,
    write_step,
)

ROOT = Path(__file__).parents[4]
FLIPS = int(os.environ.get("KEYLEASE_TEST_CYCLES", "1000")) // 2
JOURNALS: list[Journal] = ["truncate", "wal"] if best_journal() == "wal" else ["truncate"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return tmp_path / "team.db"


@pytest.fixture(params=JOURNALS)
def opened(request: pytest.FixtureRequest, path: Path) -> Iterator[SqliteStore]:
    with SqliteStore.open(path, request.param) as store:
        yield store


def refused(path: Path) -> StorageFailed:
    with pytest.raises(StorageFailed) as failed:
        SqliteStore.open(path)
    return failed.value


# Files


@pytest.mark.attack("E12")
def test_every_file_is_private_from_the_start(opened: SqliteStore, path: Path) -> None:
    before = os.umask(0)
    try:
        with opened.write() as tx:
            tx.put_fact("x", b"y")
            modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert len(modes) > 1
    assert set(modes.values()) == {0o600}


@pytest.mark.attack("E12")
def test_a_link_or_an_open_file_is_refused(path: Path) -> None:
    SqliteStore.open(path).close()
    link = path.with_name("link.db")
    link.symlink_to(path)
    assert refused(link).code is Code.E_PERMISSIONS
    beside = path.with_name("team.db-journal")
    beside.unlink(missing_ok=True)
    beside.symlink_to(path.with_name("elsewhere"))
    assert refused(path).code is Code.E_PERMISSIONS
    beside.unlink()
    path.chmod(0o666)
    assert refused(path).code is Code.E_PERMISSIONS


@pytest.mark.attack("E12")
def test_a_folder_others_may_write_is_refused(path: Path) -> None:
    path.parent.chmod(0o770)
    assert refused(path).code is Code.E_PERMISSIONS
    assert not path.exists()


def test_a_missing_folder_is_a_storage_failure(path: Path) -> None:
    assert refused(path.parent / "missing" / "team.db").code is Code.E_STORAGE


def test_the_journal_is_changed_where_it_has_to_be(path: Path) -> None:
    for journal in [*JOURNALS, *JOURNALS]:
        with SqliteStore.open(path, journal) as store:
            write_step(store, 1)
        written_by = 2 if journal == "wal" else 1
        assert path.read_bytes()[18:20] == bytes([written_by, written_by])


def test_what_is_dropped_is_overwritten(path: Path) -> None:
    marker = b"a wrapped release key, and a marker " * 20
    with SqliteStore.open(path, "truncate") as store:
        with store.write() as tx:
            tx.put_release(ReleaseRow("grt_1", 1, marker, "kek1"))
        assert marker[:36] in path.read_bytes()
        with store.write() as tx:
            assert tx.drop_release("grt_1", 1)
        files = list(path.parent.iterdir())
        assert path in files
        assert all(marker[:36] not in file.read_bytes() for file in files)


# Damage


@pytest.mark.parametrize("size", [2, 4096, 20_000])
def test_a_file_that_is_no_database_is_damaged(path: Path, size: int) -> None:
    path.touch(mode=0o600)
    path.write_bytes(random.Random(1).randbytes(size))
    assert refused(path).code is Code.E_DAMAGED


def test_a_cut_file_is_damaged(path: Path) -> None:
    with SqliteStore.open(path, "truncate") as store:
        append(store, events(0, 200))
    os.truncate(path, path.stat().st_size // 2)
    assert refused(path).code is Code.E_DAMAGED


def test_damage_while_open_is_a_storage_failure(path: Path) -> None:
    """Pages overwritten with noise: reading says so, and never with SQLite's own error."""
    with SqliteStore.open(path, "truncate") as store:
        append(store, events(0, 400))
    with SqliteStore.open(path, "truncate") as store:
        with path.open("r+b") as file:
            file.seek(24)
            file.write(b"new!")  # the change counter: what is cached is read anew
            file.seek(4096)
            file.write(random.Random(2).randbytes(path.stat().st_size - 4096))
        with pytest.raises(StorageFailed) as failed, store.read() as tx:
            tx.events()
        assert failed.value.code is Code.E_DAMAGED
        with pytest.raises(StorageFailed):
            store.reopen()


def test_a_large_file_is_looked_at_wholly_when_reopened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SqliteStore.open(path, "truncate") as made:
        append_lines(made, [line(seq) for seq in range(1, 300)])
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 3 * 4096)
        file.write(bytes(2 * 4096))
    assert refused(path).code is Code.E_DAMAGED
    monkeypatch.setattr(store, "QUICK_CHECK_BELOW", 4096)
    with SqliteStore.open(path, "truncate") as opened, pytest.raises(StorageFailed) as failed:
        opened.reopen()
    assert failed.value.code is Code.E_DAMAGED


@pytest.mark.attack("D04")
@pytest.mark.parametrize("looked_at", [True, False], ids=["checked", "unchecked"])
def test_a_flipped_bit_is_a_storage_failure_or_another_value(
    path: Path, looked_at: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never an error of SQLite or of Python, never a crash; values are for hashes to judge."""
    with SqliteStore.open(path, "truncate") as made:
        for number in range(1, 13):
            write_step(made, number)
    sound, chance = path.read_bytes(), random.Random(3)
    monkeypatch.setattr(store, "QUICK_CHECK_BELOW", 10**9 if looked_at else 0)
    seen = {"refused": 0, "other": 0, "same": 0}
    for _ in range(FLIPS):
        flipped = bytearray(sound)
        flipped[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        try:
            with SqliteStore.open(path, "truncate") as opened, opened.read() as tx:
                seen["same" if steps_kept(tx) == 12 else "other"] += 1
        except StorageFailed:
            seen["refused"] += 1
        except AssertionError:  # not what was written, as steps_kept compares
            seen["other"] += 1
    assert seen["refused"] > FLIPS / 100
    assert seen["other"] > FLIPS / 100


def test_a_sound_store_passes_its_check(opened: SqliteStore) -> None:
    write_step(opened, 1)
    opened.check()


# Transactions


def test_a_writer_waits_and_then_says_who_it_waited_for(
    opened: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with (
        opened.write(),
        pytest.raises(StorageFailed, match=r"kept .* locked") as failed,
        opened.write(),
    ):
        pass
    assert failed.value.code is Code.E_STORAGE
    write_step(opened, 1)


def test_connections_are_used_again(opened: SqliteStore) -> None:
    def read() -> None:
        with opened.read() as tx:
            tx.head()

    for _ in range(20):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert len(opened._stock) == 1
