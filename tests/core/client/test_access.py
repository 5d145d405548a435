"""Who has access, and what one may do about it, over real sessions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.client.access import (
    access_to,
    borrowers,
    having,
    hindrance,
    in_use,
    managers,
    manages,
    may_add_keys,
    may_revoke,
    own_access,
    own_requests,
    policy_of,
)
from keylease.errors import Code
from keylease.model.roles import Role
from support.members import World
from support.terms import DAY, HOUR


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, memory=True)
    yield made
    made.close()


def test_custodians_come_first_and_loans_say_their_end(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    grant = world.lend(ada, key, bob, lasts=DAY)
    keeper, loan = access_to(ada.snapshot, key, world.now)
    assert (keeper.member, keeper.grant, keeper.until) == (ada.me, None, None)
    assert (loan.member, loan.grant, loan.by) == (bob.me, grant, ada.me)
    assert loan.until == world.now + DAY
    assert loan.why_not is None
    assert having(ada.snapshot, key, world.now, [ada.me]) == {ada.me, bob.me}
    assert access_to(ada.snapshot, key, world.now + 2 * DAY) == [keeper]


def test_one_sees_what_one_opens_the_longest(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.key(ada, "other")
    world.lend(ada, key, bob, lasts=HOUR)
    longer = world.lend(ada, key, bob, lasts=DAY)
    now = bob.refresh()
    assert [access.grant for access in own_access(now, world.now)] == [longer]
    assert [access.grant for access in own_access(ada.snapshot, world.now)] == [None, None]
    ada.keys.freeze(key)
    assert own_access(bob.refresh(), world.now)[0].why_not is Code.E_FROZEN


def test_a_version_on_its_way_is_not_in_use_yet(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    assert in_use(ada.snapshot, key) == 1
    ada.keys.put_version(key, world.value("sk-openai-2"))
    assert in_use(ada.snapshot, key) == 1


def test_what_each_may_do(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    dee = world.bring(ada, "Dee", Role.AUDITOR)
    key = world.key(ada, "openai")
    grant = world.lend(ada, key, bob)
    for session in (bob, dee):
        session.refresh()
    assert managers(ada.snapshot, key) == (ada.me,)
    assert manages(ada.snapshot, key)
    assert not manages(bob.snapshot, key)
    assert may_revoke(ada.snapshot, grant)
    assert may_revoke(bob.snapshot, grant)
    assert not may_revoke(dee.snapshot, grant)
    assert may_add_keys(bob.snapshot)
    assert not may_add_keys(dee.snapshot)


def test_strict_environments_want_words_compared(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob", verified=False)
    strict, lax = world.key(ada, "prod", "production"), world.key(ada, "dev")
    assert hindrance(ada.snapshot, strict, bob.me) is Code.E_UNVERIFIED
    assert hindrance(ada.snapshot, lax, bob.me) is None
    assert policy_of(ada.snapshot, strict).verified_only
    assert borrowers(ada.snapshot) == [bob.me]
    ada.people.suspend(bob.me)
    assert hindrance(ada.snapshot, lax, bob.me) is Code.E_AUTHOR_INACTIVE
    assert borrowers(ada.snapshot) == []


def test_one_sees_what_one_has_asked_for(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    request = bob.lending.request(key, DAY, "to try it")
    assert [(id_, one.answered) for id_, one in own_requests(bob.snapshot)] == [(request, False)]
    ada.refresh()
    ada.lending.deny(request, "not today")
    assert [(id_, one.answered) for id_, one in own_requests(bob.refresh())] == [(request, True)]
    assert own_requests(ada.snapshot) == []
