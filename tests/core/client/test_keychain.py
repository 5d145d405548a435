"""Metadata keys: reached from the one sealed to a member, checked against the ledger."""

import pytest
from msgspec import structs

from keylease.client.keychain import Keychain, keychain_of, sealed_to
from keylease.crypto.identity import seal
from keylease.crypto.metadata import new_epoch_key
from keylease.errors import Code, KeyleaseError, Refused
from keylease.model.roles import Role
from keylease.model.state import KeptEpoch
from keylease.wire.events import read_event
from support.members import World


def test_another_key_than_was_announced_is_as_good_as_none(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    state, identity = bob.snapshot.state, bob.connection.identity
    assert set(keychain_of(state, identity).keys) == {0}
    member = state.members[bob.me]
    false = KeptEpoch(0, seal(member.box, new_epoch_key()))
    lied = structs.replace(
        state, members=state.members.set(bob.me, structs.replace(member, metadata=false))
    )
    assert keychain_of(lied, identity).keys == {}
    found = keychain_of(lied, identity, lambda: [member.metadata])  # type: ignore[list-item]
    assert (found.keys, found.whole) == (keychain_of(state, identity).keys, 0)
    not_ours = KeptEpoch(0, state.members[ada.me].metadata.box)  # type: ignore[union-attr]
    other = structs.replace(
        state, members=state.members.set(bob.me, structs.replace(member, metadata=not_ours))
    )
    assert keychain_of(other, identity).keys == {}


def test_every_box_for_a_member_is_found_again(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    carl = world.bring(ada, "Carl", Role.GUEST)
    ada.people.set_role(carl.me, Role.MEMBER)
    ada.people.suspend(carl.me)
    ada.people.resume(carl.me)
    bob.refresh()
    carl.refresh()
    epochs = {}
    for session in (ada, bob, carl):
        boxes = sealed_to(session.connection.replica.events(), session.me)
        epochs[session.me] = [kept.epoch for kept in boxes]
        for kept in boxes:
            key = session.connection.identity.open_sealed(kept.box)
            assert key == ada.snapshot.keychain.keys[kept.epoch]
    assert epochs == {ada.me: [1, 0], bob.me: [1, 0], carl.me: [1, 0]}


def test_a_name_that_was_not_signed_is_not_read(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    entries = list(ada.connection.replica.events())
    added = next(
        event
        for event in (read_event(entry.body) for entry in entries)
        if getattr(event.data, "key", None) == key
    )
    keychain = ada.snapshot.keychain
    assert keychain.read(added)["name"] == "openai"
    assert added.commitments is not None
    other = structs.replace(added, commitments=added.commitments | {"name": bytes(32)})
    with pytest.raises(KeyleaseError) as refusal:
        keychain.read(other)
    assert refusal.value.code is Code.E_COMMIT
    assert Keychain(ada.snapshot.state.team).read(added) == {}


def test_without_a_key_nothing_is_written() -> None:
    with pytest.raises(Refused) as refusal:
        Keychain(bytes(32)).write(0, (b"", "x", "y", b""), {"name": "x"}, bytes)
    assert refusal.value.code is Code.E_ROLE
    assert "key" not in repr(Keychain(bytes(32), {0: bytes(32)})).removeprefix("Keychain")
