import pytest

from keylease.ledger.standing import ends_at
from keylease.model.events import GrantApprove
from support.cases.judged import judge, name, of
from support.cases.terms import approval_of_a_shortened_one
from support.cases.world import Case, fresh_world
from support.terms import DAY, HOUR

TYPES = (
    "access.request",
    "access.deny",
    "grant.issue",
    "grant.approve",
    "grant.renew",
    "grant.limit",
    "grant.revoke",
)


@pytest.mark.parametrize("case", of(*TYPES), ids=name)
def test_case(case: Case) -> None:
    judge(case)


def test_who_approves_two_more_hours_does_not_bring_back_the_end_that_a_review_took() -> None:
    world = approval_of_a_shortened_one(fresh_world(1))
    grant, now = world.to_app, world.team.now
    before, asked = world.state.grants[grant], ends_at(world.state, grant, now) + 2 * HOUR
    assert before.expires > asked + DAY
    world.act(world.max, GrantApprove(grant=grant))
    after = world.state.grants[grant]
    assert (after.expires, ends_at(world.state, grant, now)) == (asked, asked)
