from pathlib import Path

import pytest
import sqlite_utils

from keylease.errors import Code, StorageFailed
from keylease.store.postgres import PostgresStore, schema
from keylease.store.postgres.driver import Connection
from keylease.store.postgres.schema import TAKE_LOCK, applied, bring_up, lock_number
from keylease.store.sql.tables import TABLES
from keylease.store.sqlite import SqliteStore
from keylease.store.sqlite import schema as sqlite_schema
from keylease.store.sqlite.driver import connect
from support.kills import AuditedConnection, killed_at_each_step
from support.storage import steps_kept, write_step

pytestmark = pytest.mark.attack("G12")

Columns = dict[tuple[str, str], tuple[str, bool, int]]
"""(table, column) → its type as Python has it, whether it may be empty, its place in the key."""

KINDS = {"bigint": "int", "bytea": "bytes", "text": "str"}
SQLITE_KINDS = {"INTEGER": "int", "BLOB": "bytes", "TEXT": "str"}
OF_THE_STEPS = ("keylease_steps", "_sqlite_migrations")


def m998_note(connection: Connection) -> None:
    connection.execute("CREATE TABLE notes (text text)")


def m999_more(connection: Connection) -> None:
    connection.execute("ALTER TABLE notes ADD at bigint")


def m999_fails(connection: Connection) -> None:
    connection.execute("CREATE TABLE half (text text)")
    raise LookupError


def tables(connection: Connection) -> set[str]:
    return {table for table, _ in columns(connection)}


def columns(connection: Connection) -> Columns:
    found = connection.execute(
        """
        SELECT c.table_name, c.column_name, c.data_type, c.is_nullable = 'YES',
            coalesce(k.ordinal_position, 0)
        FROM information_schema.columns c LEFT JOIN information_schema.key_column_usage k
            USING (table_schema, table_name, column_name)
        WHERE c.table_schema = current_schema()
        """
    )
    return {
        (table, column): (KINDS.get(kind, kind), empty, place)
        for table, column, kind, empty, place in found
        if table not in OF_THE_STEPS
    }


def columns_of_sqlite(path: Path) -> Columns:
    connection = connect(path)
    db = sqlite_utils.Database(connection)
    found = {
        (table.name, column.name): (
            SQLITE_KINDS[column.type],
            not column.notnull and not column.is_pk,
            column.is_pk,
        )
        for table in db.tables
        for column in table.columns
        if table.name not in OF_THE_STEPS
    }
    connection.close()
    return found


def test_both_databases_have_the_same_tables_and_steps(
    opened: PostgresStore, other: Connection, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    SqliteStore.open(tmp_path / "team.db").close()
    assert columns(other) == columns_of_sqlite(tmp_path / "team.db")
    assert {table.name for table in TABLES} == tables(other)
    names = [step.__name__ for step in schema.STEPS]
    assert applied(other) == names == [step.__name__ for step in sqlite_schema.STEPS]


def test_both_databases_have_the_same_indexes(
    opened: PostgresStore, other: Connection, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    SqliteStore.open(tmp_path / "team.db").close()
    file = connect(tmp_path / "team.db")
    of_sqlite = file.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql > ''")
    of_postgres = other.execute(
        "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class c ON c.oid = indrelid"
        " WHERE relnamespace = current_schema()::regnamespace AND NOT indisprimary"
    )
    names = {name for (name,) in of_sqlite} - {"idx__sqlite_migrations_migration_set_name"}
    assert {name for (name,) in of_postgres} - {"keylease_steps_name_key"} == names
    file.close()


def test_an_upgrade_runs_all_steps(opened: PostgresStore, other: Connection) -> None:
    write_step(opened, 1)
    bring_up(other, "here", [*schema.STEPS, m998_note, m999_more])
    assert applied(other)[-2:] == ["m998_note", "m999_more"]
    assert ("notes", "at") in columns(other)
    with opened.read() as tx:
        assert steps_kept(tx) == 1


def test_a_step_that_fails_leaves_all_as_it_was(opened: PostgresStore, other: Connection) -> None:
    write_step(opened, 1)
    with pytest.raises(LookupError):
        bring_up(other, "here", [*schema.STEPS, m998_note, m999_fails])
    assert applied(other) == [step.__name__ for step in schema.STEPS]
    assert not {"notes", "half"} & tables(other)
    write_step(opened, 2)
    with opened.read() as tx:
        assert steps_kept(tx) == 2


def test_an_upgrade_killed_at_any_statement_is_done_or_not(url: str, other: Connection) -> None:
    def upgrade() -> None:
        with AuditedConnection.connect(url, autocommit=True) as connection:
            bring_up(connection, "here", [*schema.STEPS, m998_note, m999_more])
            connection.execute("SELECT 1")

    def begin_anew() -> None:
        other.execute("DROP TABLE IF EXISTS notes")
        other.execute("DELETE FROM keylease_steps WHERE name LIKE 'm99%'")

    with PostgresStore.open(url) as store:
        write_step(store, 1)
        seen = [tables(other)]
        for _ in killed_at_each_step(upgrade):
            # whoever was killed may hold the lock for a moment still
            other.execute(TAKE_LOCK, (lock_number(other, "here"),))
            names = applied(other)[1:]
            assert (names, "notes" in tables(other)) in (
                ([], False),
                (["m998_note", "m999_more"], True),
            )
            seen.append(tables(other))
            with store.read() as tx:
                assert steps_kept(tx) == 1
            begin_anew()
        assert len(seen) > 8
        assert seen[-1] != seen[0] == seen[-2]


@pytest.mark.parametrize("steps", [[*schema.STEPS, m998_note], [m998_note]], ids=["more", "other"])
def test_what_a_newer_program_wrote_is_refused_and_not_touched(
    url: str, other: Connection, steps: list[schema.Step]
) -> None:
    bring_up(other, "here", steps)
    before = columns(other)
    with pytest.raises(StorageFailed) as refused:
        PostgresStore.open(url)
    assert refused.value.code is Code.E_DOWNGRADE
    assert columns(other) == before


def test_another_programs_tables_are_left_alone(url: str, other: Connection) -> None:
    other.execute("CREATE TABLE bookmarks (url text)")
    with pytest.raises(StorageFailed, match="another program's tables") as refused:
        PostgresStore.open(url)
    assert refused.value.code is Code.E_DATABASE
    assert tables(other) == {"bookmarks"}


def test_without_a_schema_there_is_no_place(url: str) -> None:
    nowhere = url.rpartition("team")[0] + "nowhere"
    with pytest.raises(StorageFailed, match="no schema") as refused:
        PostgresStore.open(nowhere)
    assert refused.value.code is Code.E_DATABASE
