import errno
from pathlib import Path

import pytest

from keylease.errors import Code, StorageFailed
from keylease.store.sqlite.driver import (
    BUSY,
    CORRUPT,
    FULL,
    IO_ERROR,
    NOT_A_DATABASE,
    READ_ONLY,
    best_journal,
    comes_of_io_error,
    connect,
    failure,
    is_idle,
    sqlite3,
    wal_is_safe,
)


@pytest.mark.parametrize(
    "version", [(3, 51, 3), (3, 52, 0), (4, 0, 0), (3, 44, 6), (3, 44, 9), (3, 50, 7)]
)
def test_wal_is_safe_in_versions_that_were_mended(version: tuple[int, int, int]) -> None:
    assert wal_is_safe(version)


@pytest.mark.parametrize(
    "version",
    [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 9), (3, 50, 6), (3, 51, 0), (3, 51, 2)],
)
def test_wal_is_not_safe_in_the_others(version: tuple[int, int, int]) -> None:
    assert not wal_is_safe(version)


def test_the_journal_is_what_this_sqlite_does_safely() -> None:
    assert (best_journal() == "wal") is wal_is_safe(sqlite3.sqlite_version_info)


def test_every_connection_is_set_up_safely(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.db")
    settings = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "synchronous", "secure_delete", "trusted_schema", "cell_size_check",
            "mmap_size", "foreign_keys", "busy_timeout",
        )
    }  # fmt: skip
    connection.close()
    assert settings == {
        "synchronous": 3,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_a_connection_in_a_transaction_or_closed_is_not_idle(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.db")
    assert is_idle(connection)
    connection.execute("BEGIN")
    assert not is_idle(connection)
    connection.close()
    assert not is_idle(connection)


def error(code: int) -> sqlite3.OperationalError:
    raised = sqlite3.OperationalError("secret words of SQLite")
    raised.sqlite_errorcode = code
    return raised


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (BUSY, "locked"),
        (FULL, "full"),
        (READ_ONLY, "cannot be written"),
        (IO_ERROR | (4 << 8), "The disk failed"),
        (99, "cannot be used"),
    ],
)
def test_a_failure_says_what_is_wrong_with_which_file(code: int, words: str) -> None:
    failed = failure(error(code), Path("/home/ana/team.db"))
    assert failed.code is Code.E_STORAGE
    assert words in failed.detail
    assert "/home/ana/team.db" in failed.detail
    assert "secret" not in str(failed)


@pytest.mark.parametrize("code", [CORRUPT, CORRUPT | (1 << 8), NOT_A_DATABASE])
def test_damage_has_advice_of_its_own(code: int) -> None:
    assert failure(error(code), Path("team.db")).code is Code.E_DAMAGED


def test_what_is_no_text_is_damage(tmp_path: Path) -> None:
    not_text = UnicodeDecodeError("utf-8", b"\xc4", 0, 1, "invalid")
    assert failure(not_text, Path("team.db")).code is Code.E_DAMAGED
    connection = connect(tmp_path / "x.db")
    with pytest.raises(sqlite3.OperationalError) as raised:
        connection.execute("SELECT CAST(x'c4' AS TEXT)").fetchall()
    connection.close()
    assert failure(raised.value, Path("team.db")).code is Code.E_DAMAGED


def test_an_error_without_a_code_is_no_damage() -> None:
    nameless = sqlite3.OperationalError("disk I/O error")
    assert failure(nameless, Path("team.db")).code is Code.E_STORAGE


def test_a_broken_constraint_is_our_own_mistake() -> None:
    assert failure(sqlite3.IntegrityError("x"), Path("team.db")).code is Code.E_INTERNAL


def test_an_io_error_is_found_at_the_bottom() -> None:
    failed = StorageFailed(Code.E_AUDIT)
    failed.__cause__ = StorageFailed(Code.E_STORAGE)
    failed.__cause__.__context__ = error(IO_ERROR | (4 << 8))
    assert comes_of_io_error(failed)
    assert not comes_of_io_error(error(FULL))
    assert not comes_of_io_error(OSError(errno.EIO, "not SQLite's"))
    assert not comes_of_io_error(None)


def test_a_path_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed) as failed:
        connect(tmp_path / "missing" / "x.db")
    assert failed.value.code is Code.E_STORAGE
