"""Who handed out a wrong metadata key: named by whoever it was sealed to."""

import pytest

from keylease.client.session import Session
from keylease.client.subjects import nothing
from keylease.client.wrong_keys import WrongKey, names_are_lost, wrong_keys
from keylease.crypto.identity import seal
from keylease.crypto.metadata import new_epoch_key
from keylease.ledger.propose import Draft
from keylease.model.events import EpochSeal, MetadataSeal
from keylease.model.roles import Role
from support.members import World
from support.wrong_keys import rotate_wrongly


@pytest.fixture
def ada(on_disk: World) -> Session:
    return on_disk.found()


@pytest.mark.parametrize(
    ("seals_right", "previous_right", "lost"),
    [(False, False, True), (False, True, True), (True, False, False)],
)
def test_who_announced_another_key_than_they_sealed_is_named(
    on_disk: World, ada: Session, seals_right: bool, previous_right: bool, lost: bool
) -> None:
    world = on_disk
    bob, eve = world.bring(ada, "Bob"), world.bring(ada, "Eve", Role.ADMIN)
    assert wrong_keys(bob) == []
    rotate_wrongly(eve, seals_right=seals_right, previous_right=previous_right)
    told = [WrongKey(by=eve.me, at=world.now, epoch=1)]
    for session in (ada, bob):
        assert names_are_lost(session.refresh()) is lost
        assert wrong_keys(session) == told
    ada.people.remove(eve.me)  # with an honest epoch after it
    bob.refresh()
    assert wrong_keys(bob) == wrong_keys(ada) == told


def test_who_gave_a_newcomer_a_wrong_key_is_named_by_that_newcomer(
    on_disk: World, ada: Session
) -> None:
    world = on_disk
    eve, bob = world.bring(ada, "Eve", Role.ADMIN), world.join(ada, "Bob")
    eve.refresh()
    eve.people._metadata_for = lambda now, member, role: (  # type: ignore[method-assign]
        seal(now.member(member).box, new_epoch_key())
    )
    eve.people.admit(bob.me, verified=True)
    assert names_are_lost(bob.refresh())
    assert [(one.by, one.epoch) for one in wrong_keys(bob)] == [(eve.me, 0)]
    ada.refresh()
    assert wrong_keys(ada) == []


def test_a_draft_that_never_came_into_force_accuses_nobody(on_disk: World, ada: Session) -> None:
    world = on_disk
    bob, eve = world.bring(ada, "Bob"), world.bring(ada, "Eve", Role.ADMIN)
    eve.refresh()
    box = seal(eve.snapshot.member(bob.me).box, new_epoch_key())
    eve.connection.say(Draft(EpochSeal(1, 0, (MetadataSeal(bob.me, box),))), nothing)
    ada.people.set_role(eve.me, Role.GUEST)
    assert bob.refresh().state.epoch == 1
    assert wrong_keys(bob) == []
    assert not names_are_lost(bob.snapshot)
