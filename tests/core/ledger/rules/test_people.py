import pytest

from keylease.errors import Code, Refused
from keylease.ledger.standing import ended
from keylease.model import events as e
from keylease.model.roles import Role
from support.cases.judged import judge, name, of
from support.cases.world import Case
from support.team import found_team

TYPES = (
    "member.invite",
    "invite.cancel",
    "member.join",
    "member.admit",
    "member.verify",
    "member.role",
    "member.suspend",
    "member.resume",
    "member.remove",
    "member.leave",
    "rules.acknowledge",
    "app.add",
    "app.renew",
)


@pytest.mark.parametrize("case", of(*TYPES), ids=name)
def test_case(case: Case) -> None:
    judge(case)


def test_a_removal_takes_no_longer_for_many_grants() -> None:
    """Grants and custodies end by the status alone: nothing else of the state is written anew."""
    team = found_team()
    mia = team.member("Mia")
    keys = [team.key() for _ in range(5)]
    grants = [team.grant(key, mia) for key in keys]
    before = team.state
    team.act(team.ana, e.MemberRemove(member=mia.id))
    assert team.state.grants is before.grants
    assert team.state.keys is before.keys
    assert all(ended(team.state, id_, team.now) is Code.E_AUTHOR_INACTIVE for id_ in grants)
    assert team.state.stale


def test_two_owners_demote_each_other_at_once() -> None:
    """The second of the two is an owner no more when it is their turn."""
    team = found_team()
    olga = team.member("Olga", Role.OWNER)
    epoch = team.state.epoch
    team.act(team.ana, e.MemberRole(member=olga.id, role=Role.ADMIN, epoch=epoch))
    rebased = team.draft(olga, e.MemberRole(member=team.ana.id, role=Role.ADMIN, epoch=epoch))
    with pytest.raises(Refused) as refusal:
        team.take(rebased)
    assert refusal.value.code is Code.E_ROLE
