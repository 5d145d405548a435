"""The folded state: caught up with others, begun from a snapshot, never from a damaged one."""

import pytest

from keylease.errors import Code, StorageFailed
from keylease.model import access as a
from keylease.relay.folded import SNAPSHOT, SNAPSHOT_EVERY, Folded
from keylease.store.memory import MemoryStore
from support.relay_harness import RelayHarness, expect


def folded(relay: RelayHarness, *, events: int = SNAPSHOT_EVERY) -> Folded:
    for _ in range(events):
        relay.team.add_environment()
    kept = Folded()
    with relay.store.read() as tx:
        assert kept.at(tx) == relay.team.state
    return kept


def test_it_catches_up_with_what_another_desk_appended(any_relay: RelayHarness) -> None:
    first = any_relay.desk
    any_relay.desk = any_relay.new_desk()
    bea = any_relay.team.member("Bea")
    any_relay.desk = first
    expect(a.News, any_relay.ask(bea, a.Fetch(lines_after=0, limit=1)))


def test_an_empty_store_has_no_state() -> None:
    with MemoryStore().read() as tx:
        assert Folded().at(tx) is None


def test_a_snapshot_is_where_it_starts(relay: RelayHarness) -> None:
    assert folded(relay).keep_snapshot(relay.store)
    relay.team.add_environment()
    again = Folded()
    with relay.store.read() as tx:
        assert again.at(tx) == relay.team.state
    assert not again.keep_snapshot(relay.store)


@pytest.mark.parametrize("place", [0, 31, 32, 500, -1])
def test_a_damaged_snapshot_is_passed_over(relay: RelayHarness, place: int) -> None:
    folded(relay).keep_snapshot(relay.store)
    with relay.store.write() as tx:
        kept = bytearray(tx.fact(SNAPSHOT) or b"")
        kept[place] ^= 1
        tx.put_fact(SNAPSHOT, bytes(kept))
    with relay.store.read() as tx:
        assert Folded().at(tx) == relay.team.state


def test_a_damaged_ledger_is_not_served(relay: RelayHarness) -> None:
    relay.team.add_environment()
    with relay.store.read() as tx:
        rows = tx.events()
    for number, row in enumerate(rows):
        broken = MemoryStore()
        body = row.body.replace(b'"v":1', b'"v":1 ', 1)
        changed = type(row)(row.seq, row.hash, body, row.sigs)
        with broken.write() as tx:
            tx.append_events(None, [*rows[:number], changed, *rows[number + 1 :]])
        with broken.read() as tx, pytest.raises(StorageFailed) as failed:
            Folded().at(tx)
        assert failed.value.code is Code.E_DAMAGED
