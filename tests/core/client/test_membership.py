from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.client.membership import (
    MayDo,
    Standing,
    access_counts,
    access_of,
    invitations,
    lists_of,
    may_do,
    may_invite_to,
    parting,
)
from keylease.insight.rotation import Remedy
from keylease.model.access import Purpose
from keylease.model.roles import Role
from support.members import World
from support.terms import DAY


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, memory=True)
    yield made
    made.close()


def test_what_one_may_do_about_others_depends_on_both_roles(world: World) -> None:
    ada = world.found("Ada")
    dee = world.bring(ada, "Dee", Role.ADMIN)
    bob = world.bring(ada, "Bob", verified=False)
    now = ada.refresh()
    assert may_invite_to(now) == (Role.MEMBER, Role.GUEST, Role.AUDITOR, Role.ADMIN)
    assert may_do(now, bob.me) == MayDo(
        compare=True,
        suspend=True,
        remove=True,
        roles=(Role.OWNER, Role.ADMIN, Role.AUDITOR, Role.GUEST),
    )
    assert may_do(now, ada.me) == MayDo()  # the last owner stays
    now = dee.refresh()
    assert may_invite_to(now) == (Role.MEMBER, Role.GUEST, Role.AUDITOR)
    assert may_do(now, bob.me).roles == (Role.AUDITOR, Role.GUEST)
    assert may_do(now, ada.me) == MayDo()
    now = bob.refresh()
    assert may_invite_to(now) == ()
    assert may_do(now, dee.me) == MayDo()


def test_who_waits_is_let_in_and_who_is_suspended_resumed(world: World) -> None:
    ada = world.found("Ada")
    eve = world.join(ada, "Eve")
    assert may_do(ada.refresh(), eve.me) == MayDo(let_in=True, remove=True)
    ada.people.admit(eve.me, verified=True)
    ada.people.suspend(eve.me)
    assert may_do(ada.refresh(), eve.me) == MayDo(resume=True, remove=True)
    ada.people.remove(eve.me)
    assert may_do(ada.refresh(), eve.me) == MayDo()


def test_access_of_people_and_how_much_of_it_they_manage(world: World) -> None:
    ada = world.found("Ada")
    bob = world.bring(ada, "Bob")
    first, second = world.key(ada, "anthropic"), world.key(ada, "openai")
    world.lend(ada, first, bob, lasts=DAY)
    ada.keys.add_custodian(second, bob.me)
    now = ada.refresh()
    assert access_counts(now, world.now) == {ada.me: (2, 2), bob.me: (2, 1)}
    assert [one.key for one in access_of(now, bob.me, world.now)] == [first, second]
    assert access_counts(now, world.now + DAY)[bob.me] == (1, 1)


def test_where_invitations_stand(world: World) -> None:
    ada = world.found("Ada")
    cancelled = ada.people.invite(Role.MEMBER, DAY).invite
    ada.people.cancel_invite(cancelled)
    bob = world.bring(ada, "Bob")
    opened = ada.people.invite(Role.ADMIN, DAY).invite
    now = ada.refresh()
    found = invitations(now, world.now)
    assert [one.standing for one in found] == [Standing.OPEN, Standing.USED, Standing.CANCELLED]
    assert [one.may_cancel for one in found] == [True, False, False]
    assert (found[0].id, found[1].invite.used_by) == (opened, bob.me)
    assert invitations(now, world.now + DAY)[0].standing is Standing.ENDED
    assert not invitations(bob.refresh(), world.now)[0].may_cancel


def test_what_a_removal_ends_and_leaves_to_be_done(world: World) -> None:
    ada = world.found("Ada")
    bob = world.bring(ada, "Bob")
    lent, kept = world.key(ada, "anthropic"), world.key(ada, "openai")
    grant = world.lend(ada, lent, bob)
    bob.refresh()
    bob.values.open(lent, Purpose.COPY)
    ada.keys.add_custodian(kept, bob.me)
    ada.keys.remove_custodian(kept, ada.me)
    ada.people.set_list("Backend", [bob.me])
    now = ada.refresh()
    found = parting(now, ada.exposures(), bob.me, world.now)
    assert [one.grant for one in found.ends] == [grant]
    assert (found.manages, found.alone) == ((kept,), (kept,))
    assert {(one.key, one.remedy) for one in found.replace} == {
        (lent, Remedy.REPLACE),
        (kept, Remedy.REPLACE),
    }
    assert [now.names.of(id_) for id_ in lists_of(now, bob.me)] == ["Backend"]
