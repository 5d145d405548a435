"""A hijacked admin tries to lock colleagues out by what only people's programs read."""

import pytest

from keylease.client.session import Session
from keylease.client.subjects import nothing
from keylease.crypto.identity import seal
from keylease.crypto.metadata import (
    invite_signing_key,
    new_epoch_key,
)
from keylease.ledger.propose import Draft
from keylease.model.events import MemberInvite
from keylease.model.roles import Role
from keylease.wire.invite import InviteLink, read_link, write_link
from support.members import World, passphrase
from support.terms import DAY
from support.wrong_keys import rotate_wrongly


@pytest.fixture
def ada(on_disk: World) -> Session:
    return on_disk.found()


@pytest.mark.parametrize(
    ("seals_right", "previous_right"), [(False, False), (False, True), (True, False)]
)
def test_a_wrong_metadata_key_locks_nobody_out(
    on_disk: World, ada: Session, seals_right: bool, previous_right: bool
) -> None:
    world = on_disk
    bob, eve = world.bring(ada, "Bob"), world.bring(ada, "Eve", Role.ADMIN)
    key = world.key(ada, "openai")
    bob.refresh()
    rotate_wrongly(eve, seals_right=seals_right, previous_right=previous_right)
    for session in (ada, bob, world.unlock("Ada"), world.unlock("Bob")):
        now = session.refresh()
        assert now.names.of(key) == "openai"
        assert now.names.of(eve.me) == "Eve"
    after = ada.people.remove(eve.me)
    assert not after.state.stale
    other = world.key(ada, "anthropic")
    carl = world.bring(ada, "Carl")
    for session in (bob, carl, world.unlock("Ada"), world.unlock("Bob"), world.unlock("Carl")):
        now = session.refresh()
        assert (now.names.of(key), now.names.of(other)) == ("openai", "anthropic")
        assert now.keychain.has(0)
    world.key(carl, "carls")


def test_a_wrong_metadata_key_for_one_newcomer_is_mended_by_the_next_epoch(
    on_disk: World, ada: Session
) -> None:
    world = on_disk
    eve = world.bring(ada, "Eve", Role.ADMIN)
    bob = world.join(ada, "Bob")
    key = world.key(ada, "openai")
    eve.refresh()
    spoilt = eve.people._metadata_for
    eve.people._metadata_for = lambda now, member, role: (  # type: ignore[method-assign]
        seal(now.member(member).box, new_epoch_key())
    )
    eve.people.admit(bob.me, verified=True)
    eve.people._metadata_for = spoilt  # type: ignore[method-assign]
    assert bob.refresh().names.of(key) == key
    assert world.unlock("Bob").refresh().names.of(key) == key
    ada.people.remove(eve.me)
    assert bob.refresh().names.of(key) == "openai"
    assert bob.snapshot.names.of(ada.me) == "Ada"


@pytest.mark.parametrize("name_key", ["zz", "00", "ä" * 32, "0" * 63])
def test_an_invite_with_a_name_key_that_is_none_locks_nobody_out(
    on_disk: World, ada: Session, name_key: str
) -> None:
    world = on_disk
    eve = world.bring(ada, "Eve", Role.ADMIN)
    invitation = read_link(eve.people.invite(Role.MEMBER, DAY).link)
    invite = eve.connection.new_id("inv")
    draft = Draft(
        MemberInvite(
            invite=invite,
            public=invite_signing_key(b"0123456789abcdef").public,
            role=Role.MEMBER,
            expires=world.now + DAY,
        ),
        {"name_key": name_key},
    )
    head = eve.connection.say(draft, nothing).state.head
    link = write_link(
        InviteLink(
            relay=invitation.relay,
            team=invitation.team,
            invite=invite,
            event=head.hash,
            secret=b"0123456789abcdef",
        )
    )
    mallory = world.kept(world.assembly("Mallory").join(link, "Mallory", passphrase()))
    assert ada.refresh().names.of(mallory.me) == mallory.me
    again = world.unlock("Ada")
    assert again.people.remove(mallory.me).state.members[mallory.me].status == "removed"
