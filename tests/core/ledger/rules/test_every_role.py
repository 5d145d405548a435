"""Every type of event by every role: who may write it, none of them being involved otherwise."""

import pytest

from keylease.errors import Code, KeyleaseError
from keylease.ledger.fold import RULES, apply
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.wire.events import read_event
from support.cases import RULES as CASES
from support.cases.world import Case, World, fresh_world
from support.terms import Person

OK, ROLE, KEEPER = None, Code.E_ROLE, Code.E_NOT_CUSTODIAN
OWNERS = (OK, ROLE, ROLE, ROLE)
LEADERS = (OK, OK, ROLE, ROLE)
OVERSEERS = (OK, OK, OK, ROLE)
ANYBODY = (OK, OK, OK, OK)
KEEPERS = (KEEPER, KEEPER, KEEPER, KEEPER)
AND_OWNERS = (OK, KEEPER, KEEPER, KEEPER)
AND_LEADERS = (OK, OK, KEEPER, KEEPER)

WHO_MAY = {
    "policy.set": OWNERS,
    "environment.set": LEADERS,
    "list.set": LEADERS,
    "ledger.checkpoint": LEADERS,
    "relay.set": OWNERS,
    "suite.set": OWNERS,
    "member.invite": LEADERS,
    "invite.cancel": LEADERS,
    "member.admit": LEADERS,
    "member.verify": LEADERS,
    "member.role": OWNERS,  # of the case: a member becomes admin
    "member.suspend": LEADERS,
    "member.resume": LEADERS,
    "member.remove": LEADERS,
    "member.leave": ANYBODY,
    "rules.acknowledge": ANYBODY,
    "app.add": LEADERS,
    "app.renew": LEADERS,
    "epoch.seal": LEADERS,
    "epoch.rotate": (Code.E_EPOCH_COVER, Code.E_EPOCH_COVER, ROLE, ROLE),  # another's draft
    "key.add": (OK, OK, ROLE, OK),  # by this team's policy
    "key.edit": AND_LEADERS,
    "key.version": KEEPERS,
    "key.state": AND_OWNERS,
    "key.freeze": ANYBODY,
    "key.thaw": AND_OWNERS,
    "exposure.declare": AND_LEADERS,
    "key.custodian": KEEPERS,
    "grant.reseal": KEEPERS,
    "access.request": ANYBODY,
    "access.deny": KEEPERS,
    "grant.issue": KEEPERS,
    "grant.approve": LEADERS,
    "grant.renew": KEEPERS,
    "grant.limit": LEADERS,
    "grant.revoke": LEADERS,
    "review.scope": OVERSEERS,
    "review.open": (Code.E_UNKNOWN, Code.E_UNKNOWN, OK, ROLE),  # the auditor's draft
    "review.decide": (OK, ROLE, ROLE, ROLE),  # the owner is a reviewer
    "review.close": OVERSEERS,
    "incident.open": ANYBODY,
    "incident.note": LEADERS,
    "incident.close": LEADERS,
}
"""By type: what an owner, an admin, an auditor and a member come to."""
BY_GUESTS = {"member.leave", "rules.acknowledge"}
"""What a guest writes whatever they were before; and `grant.revoke`, of what was lent to them."""
BRING_THEIR_KEYS = {"team.create", "member.join"}


def accepted(type_: str) -> Case:
    return next(case for case in CASES if case.type == type_ and case.code is None)


def rewritten(world: World, entry: Signed, author: Person) -> Signed:
    """The same act, by somebody else."""
    event = read_event(entry.body)
    if isinstance(event.data, e.AppAdd):
        return world.team.draft_app(world.team.person("ci"), by=author, days=30, networks=())
    ts = max(event.ts, world.team.now)
    return world.draft(author, event.data, *(event.commitments or {}), ts=ts)


def verdict(world: World, entry: Signed) -> Code | None:
    try:
        apply(world.state, entry)
    except KeyleaseError as refusal:
        return refusal.code
    return None


def made_guest(world: World) -> Person:
    """Max, who kept keys and lent them, is a guest from now on."""
    data = e.MemberRole(member=world.max.id, role=Role.GUEST, epoch=world.state.epoch)
    if world.state.members[world.max.id].role is not Role.GUEST:
        world.act(world.ana, data).epoch()
    return world.max


def test_no_type_is_left_out() -> None:
    assert set(WHO_MAY) == {rule.__struct_config__.tag for rule in RULES} - BRING_THEIR_KEYS


@pytest.mark.parametrize("type_", WHO_MAY)
def test_by_a_person_of_each_role(type_: str) -> None:
    found = []
    for place in range(4):
        world = fresh_world(7)
        people = (world.olga, world.bo, world.aud, world.team.member("Nia"))
        entry = accepted(type_).write(world)
        found.append(verdict(world, rewritten(world, entry, people[place])))
    assert tuple(found) == WHO_MAY[type_]


@pytest.mark.parametrize("type_", WHO_MAY)
def test_by_guests_and_apps(type_: str) -> None:
    for case in (case for case in CASES if case.type == type_ and case.code is None):
        world = fresh_world(7)
        entry = case.write(world)
        if world.state.members[world.app.id].status == "active":
            assert verdict(world, rewritten(world, entry, world.app)) is ROLE
        if world.state.members[world.max.id].status == "active" and not world.state.stale:
            guest = made_guest(world)
            own = type_ in BY_GUESTS
            assert verdict(world, rewritten(world, entry, guest)) == (OK if own else ROLE)


def test_a_guest_ends_what_was_lent_to_them_and_nothing_else() -> None:
    world = fresh_world(7)
    own = world.team.grant(world.key, world.max, by=world.ana)
    guest = made_guest(world)
    assert verdict(world, world.draft(guest, e.GrantRevoke(grants=(own,)))) is OK
    for other in (world.to_mia, world.to_gus, world.to_app):
        assert verdict(world, world.draft(guest, e.GrantRevoke(grants=(other,)))) is ROLE
        assert verdict(world, world.draft(guest, e.GrantRevoke(grants=(own, other)))) is ROLE
