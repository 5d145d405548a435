"""One's own copy: whole or said to be damaged; never a wrong value."""

import random
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.client.replica import Evidence, Receipt, Replica
from keylease.errors import Code, KeyleaseError, StorageFailed
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Head
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.store.memory import MemoryStore
from keylease.store.rows import LineRow
from keylease.store.sqlite.driver import sqlite3
from keylease.wire.canonical import encode
from support.members import World, read

SIG = (bytes(64),)
FLIPS = 60


def head(seq: int) -> Signed:
    said = Head(v=1, team=bytes(32), ledger=Position(seq, bytes(32)), access=NOWHERE, at=1)
    return Signed(body=encode(said), sigs=SIG)


def test_news_are_kept_onto_what_they_were_judged_against_alone() -> None:
    replica = Replica(MemoryStore())
    empty = replica.held()
    first = (Signed(b"{}", SIG), b"a" * 32)
    assert replica.store_news(empty, [first], [], head(0), "mem")
    assert not replica.store_news(empty, [first], [], head(0), "mem")
    held = replica.held()
    assert held.ledger == Position(0, b"a" * 32)
    lines = [LineRow(seq=1, hash=b"c" * 32, leaf=b"l" * 32, author="mem")]
    assert replica.store_news(held, [], lines, head(1), "mem")
    assert not replica.store_news(held, [(Signed(b"{}", SIG), b"b" * 32)], [], head(1), "mem")
    assert replica.held().mine == Position(1, b"c" * 32)
    assert replica.held().pinned == head(1)


def test_promises_are_settled_up_to_a_line() -> None:
    replica = Replica(MemoryStore())
    for seq in (3, 5, 4):
        replica.promise(Receipt(seq, head(seq)))
    replica.settle(replica.held().promised_to(4))
    assert [receipt.seq for receipt in replica.held().promised] == [5]
    replica.settle(replica.held().promised_to(9))
    assert replica.held().promised == ()


def test_what_lines_keep_is_settled_with_them_and_what_came_meanwhile_is_not() -> None:
    replica = Replica(MemoryStore())
    replica.store_news(replica.held(), [(Signed(b"{}", SIG), b"a" * 32)], [], head(0), "mem")
    for seq in (1, 3):
        replica.promise(Receipt(seq, head(seq)))
    held = replica.held()
    replica.promise(Receipt(2, head(2)))  # by another program, compared with nothing yet
    lines = [LineRow(n, bytes([n]) * 32, leaf=b"l" * 32, author="mem") for n in (1, 2)]
    assert replica.store_news(held, [], lines, head(1), "mem")
    assert sorted(receipt.seq for receipt in replica.held().promised) == [2, 3]


def test_the_first_evidence_stays() -> None:
    replica = Replica(MemoryStore())
    replica.freeze(Evidence("E_FORK", None, head(1), 1))
    replica.freeze(Evidence("E_ROLLBACK", None, head(2), 2))
    frozen = replica.frozen()
    assert frozen is not None
    assert frozen.code == "E_FORK"


def test_a_copy_that_has_no_place_to_be_put_aside_to_says_so() -> None:
    with pytest.raises(StorageFailed):
        Replica(MemoryStore()).begin_anew([])


@pytest.mark.attack("D04")
@given(content=st.binary(max_size=80), name=st.sampled_from(["pin", "mine", "receipts", "frozen"]))
def test_d04_facts_that_are_no_facts_are_found(content: bytes, name: str) -> None:
    replica = Replica(MemoryStore())
    replica.keep_blob(name, content)
    look = replica.frozen if name == "frozen" else replica.held
    with pytest.raises(StorageFailed) as failure:
        look()
    assert failure.value.code is Code.E_DAMAGED


def at_work(world: World, name: str, key: str, expected: set[str]) -> None:
    """Everything one does on a day, on a copy that may be damaged."""
    with suppress(KeyleaseError):
        session = world.unlock(name)
        with closing(session), suppress(KeyleaseError):
            assert read(session, key) in expected
            session.refresh()
            session.exposures()
            session.activity.happenings(session.snapshot)
            assert read(session, key) in expected


@pytest.mark.attack("D04")
@pytest.mark.parametrize("name", ["Ada", "Bob"])
def test_d04_a_flipped_bit_is_found_or_does_no_harm(on_disk: World, name: str) -> None:
    """In any byte of any row of the copy: never another value, never another kind of error."""
    world = on_disk
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    read(bob, key)
    world.close()
    path = world.home(name).choose().replica
    whole = path.read_bytes()
    chance = random.Random(name)
    for _ in range(FLIPS):
        path.write_bytes(whole)
        flip_a_cell(path, chance)
        at_work(world, name, key, {"sk-openai-1"})
        for end in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    path.write_bytes(whole)
    assert read(world.unlock(name), key) == "sk-openai-1"


def flip_a_cell(path: Path, chance: random.Random) -> None:
    """One bit of one blob or text of one row of one table."""
    db = sqlite3.connect(path, isolation_level=None)
    tables = [
        name
        for (name,) in db.execute("select name from sqlite_master where type = 'table'")
        if not name.startswith("sqlite_") and db.execute(f'select 1 from "{name}"').fetchone()
    ]
    table = chance.choice(tables)
    columns = [row[1] for row in db.execute(f'pragma table_info("{table}")')]
    rows = db.execute(f'select {", ".join(map(quoted, columns))} from "{table}"').fetchall()
    row = chance.choice(rows)
    filled = [i for i, cell in enumerate(row) if isinstance(cell, bytes | str) and cell]
    if filled:
        at = chance.choice(filled)
        cell = row[at]
        content = bytearray(cell.encode() if isinstance(cell, str) else cell)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        new = content.decode("utf-8", "replace") if isinstance(cell, str) else bytes(content)
        where = " and ".join(f"{quoted(name)} is ?" for name in columns)
        db.execute(f'update "{table}" set {quoted(columns[at])} = ? where {where}', (new, *row))
    db.close()


def quoted(name: str) -> str:
    return f'"{name}"'
