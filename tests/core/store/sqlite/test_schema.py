from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlite_utils

from keylease.errors import Code, StorageFailed
from keylease.store.sql.tables import TABLES
from keylease.store.sqlite import SqliteStore, schema
from keylease.store.sqlite.driver import Connection, connect
from keylease.store.sqlite.schema import applied, bring_up, copy_path
from support.storage import steps_kept, write_step

pytestmark = pytest.mark.attack("G12")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    path = tmp_path / "team.db"
    with SqliteStore.open(path) as store:
        write_step(store, 1)
        write_step(store, 2)
    return path


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    connection = connect(path)
    yield connection
    connection.close()


def m998_note(db: sqlite_utils.Database) -> None:
    db.create_table("notes", {"text": str}, strict=True)


def m999_more(db: sqlite_utils.Database) -> None:
    db.table("notes").add_column("at", int)


def m999_fails(db: sqlite_utils.Database) -> None:
    db.create_table("half", {"text": str}, strict=True)
    raise LookupError


def test_every_table_is_strict_and_in_the_list_of_steps(connection: Connection) -> None:
    names = [step.__name__ for step in schema.STEPS]
    assert applied(connection) == names == sorted(names)
    db = sqlite_utils.Database(connection)
    ours = [table for table in db.tables if table.name != "_sqlite_migrations"]
    assert {table.name for table in ours} == {table.name for table in TABLES}
    assert all(table.strict for table in ours)


def test_an_upgrade_runs_all_steps_and_keeps_a_copy(path: Path, connection: Connection) -> None:
    bring_up(connection, path, [*schema.STEPS, m998_note, m999_more])
    assert applied(connection)[-2:] == ["m998_note", "m999_more"]
    copy = copy_path(path, schema.STEPS[-1].__name__)
    assert copy.stat().st_mode & 0o777 == 0o600
    with SqliteStore.open(copy) as store, store.read() as tx:
        assert steps_kept(tx) == 2
    assert not path.with_name("team.db.part").exists()


def test_a_step_that_fails_leaves_all_as_it_was(path: Path, connection: Connection) -> None:
    with pytest.raises(LookupError):
        bring_up(connection, path, [*schema.STEPS, m998_note, m999_fails])
    assert applied(connection) == [step.__name__ for step in schema.STEPS]
    assert not {"notes", "half"} & set(sqlite_utils.Database(connection).table_names())
    with SqliteStore.open(path) as store, store.read() as tx:
        assert steps_kept(tx) == 2


def test_what_a_newer_program_wrote_is_refused_and_not_touched(path: Path) -> None:
    newer = connect(path)
    bring_up(newer, path, [*schema.STEPS, m998_note])
    newer.execute("PRAGMA journal_mode=DELETE")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StorageFailed) as refused:
        SqliteStore.open(path)
    assert refused.value.code is Code.E_DOWNGRADE
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    path.touch(mode=0o600)
    foreign = connect(path)
    foreign.execute("CREATE TABLE bookmarks (url TEXT)")
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(StorageFailed) as refused:
        SqliteStore.open(path)
    assert refused.value.code is Code.E_DAMAGED
    assert path.read_bytes() == before
