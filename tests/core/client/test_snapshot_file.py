"""Reopening: from the sealed snapshot, or from the events where it is not to be trusted."""

import random

import pytest
from immutables import Map

from keylease.client.connection import SAVE_EVERY
from keylease.client.names import KeyFacts, Names, ValueFacts
from keylease.client.replica import Replica
from keylease.client.session import Session
from keylease.client.snapshot_file import load, save
from keylease.crypto.identity import Identity
from keylease.model.roles import Role
from keylease.store.memory import MemoryStore
from support.members import World
from support.team import found_team
from support.terms import DAY

ADA = Identity.from_seed(bytes(range(32)))
NAMES = Names(
    team="Acme",
    by_id=Map({"mem_x": "Ada"}),
    keys=Map({"key_x": KeyFacts({"provider": "openai"}, (ValueFacts(1, "00"),))}),
    invite_keys=Map({"inv_x": "ff"}),
)


@pytest.fixture
def replica() -> Replica:
    return Replica(MemoryStore())


def test_what_is_saved_is_loaded(replica: Replica) -> None:
    state = found_team().state
    assert load(replica, ADA, state.team) is None
    save(replica, ADA, state, NAMES)
    assert load(replica, ADA, state.team) == (state, NAMES)


def test_nobody_else_can_have_written_it(replica: Replica) -> None:
    state = found_team().state
    save(replica, Identity.generate(), state, NAMES)
    assert load(replica, ADA, state.team) is None
    assert replica.blob("snapshot") is None


def test_it_is_of_this_team(replica: Replica) -> None:
    save(replica, ADA, found_team().state, NAMES)
    assert load(replica, ADA, bytes(32)) is None


@pytest.mark.attack("D04")
def test_d04_a_damaged_snapshot_is_thrown_away(replica: Replica) -> None:
    state = found_team().state
    save(replica, ADA, state, NAMES)
    whole = replica.blob("snapshot")
    assert whole is not None
    chance = random.Random(1)
    for _ in range(100):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        replica.keep_blob("snapshot", bytes(damaged))
        assert load(replica, ADA, state.team) is None
        assert replica.blob("snapshot") is None
    replica.keep_blob("snapshot", whole[: len(whole) // 2])
    assert load(replica, ADA, state.team) is None


def test_a_session_starts_from_it_and_from_what_came_after(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    busy(world, ada, SAVE_EVERY)
    bob.refresh()
    saved = load(bob.connection.replica, bob.connection.identity, bob.snapshot.state.team)
    assert saved is not None
    key = world.key(ada, "after-the-snapshot")
    before = bob.refresh()
    again = world.unlock("Bob")
    assert again.snapshot.state == before.state
    assert again.snapshot.names == before.names
    assert again.snapshot.key_named("after-the-snapshot") == key
    assert saved[0].head.seq < again.snapshot.state.head.seq


def test_a_snapshot_that_is_not_on_the_chain_is_not_used(world: World) -> None:
    ada = world.found()
    busy(world, ada, SAVE_EVERY)
    replica, identity = ada.connection.replica, ada.connection.identity
    other = found_team().state
    forged = ada.snapshot.state.__class__(
        **{
            name: getattr(other, name) if name != "team" else ada.snapshot.state.team
            for name in other.__struct_fields__
        }
    )
    save(replica, identity, forged, Names())
    assert world.unlock("Ada").snapshot.state == ada.refresh().state


def busy(world: World, ada: Session, events: int) -> None:
    """So many events, quickly."""
    for _ in range(events):
        ada.people.invite(Role.MEMBER, DAY)
    ada.refresh()
