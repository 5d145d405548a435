"""`keylease verify`: one's own copy is checked from its bytes, and damage is found where it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from keylease.client.session import Session
from keylease.client.verification import verify_replica
from keylease.errors import Code, KeyleaseError
from keylease.model.access import Purpose
from keylease.store.sqlite.driver import sqlite3
from support.members import World
from support.terms import DAY, HOUR


def story(world: World) -> tuple[Session, Session]:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob, lasts=DAY)
    world.wait(HOUR)
    bob.values.open(key, Purpose.SHOW)
    bob.refresh()
    ada.refresh()
    return ada, bob


def database(world: World, name: str) -> Path:
    return next((world.home(name).path / "teams").iterdir()) / "replica.db"


@contextmanager
def spoilt(world: World, name: str, table: str, column: str) -> Iterator[None]:
    """One field of the newest row is another, behind the program's back."""
    newest = f"rowid = (select max(rowid) from {table} where {column} is not null)"
    other = (
        f"case typeof({column}) when 'integer' then {column} + 1 when 'text' then 'x' "
        f"else zeroblob(length({column})) end"
    )
    db = sqlite3.connect(database(world, name), isolation_level=None)
    before = db.execute(f"select rowid, {column} from {table} where {newest}").fetchone()
    db.execute(f"update {table} set {column} = {other} where {newest}")
    yield
    db.execute(f"update {table} set {column} = ? where rowid = ?", before[::-1])
    db.close()


def test_an_honest_copy_is_found_whole(on_disk: World) -> None:
    ada, bob = story(on_disk)
    own, others = verify_replica(ada), verify_replica(bob)
    assert (own.events, own.lines, own.readable, own.values) == (11, 2, 2, 1)
    assert (others.events, others.lines, others.readable, others.values) == (11, 2, 1, 0)
    assert "Events: 11." in own.sentence


CHECKED = {
    "events": ("hash", "body", "sigs"),
    "lines": (
        "hash", "leaf", "entry", "sig", "author", "grant_id", "key_id", "version", "outcome",
        "at", "purpose",
    ),
    "envelopes": ("hash", "envelope"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "column"), [(t, c) for t in CHECKED for c in CHECKED[t]])
def test_a_change_in_the_history_is_found(on_disk: World, table: str, column: str) -> None:
    ada, _ = story(on_disk)
    with spoilt(on_disk, "Ada", table, column):
        if (table, column) == ("envelopes", "hash"):
            assert verify_replica(ada).values == 0  # it is as if it were not there
        else:
            with pytest.raises(KeyleaseError) as found:
                verify_replica(ada)
            assert found.value.code in (Code.E_CHAIN, Code.E_BLOB_HASH, Code.E_DAMAGED)
    verify_replica(ada)
