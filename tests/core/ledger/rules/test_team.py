import pytest

from keylease.ledger.rules.team import state_hash
from support.cases.judged import judge, name, of
from support.cases.world import Case
from support.team import found_team

TYPES = (
    "team.create",
    "policy.set",
    "environment.set",
    "list.set",
    "ledger.checkpoint",
    "relay.set",
    "suite.set",
)


@pytest.mark.parametrize("case", of(*TYPES), ids=name)
def test_case(case: Case) -> None:
    judge(case)


def test_a_checkpoint_is_of_the_state_before_it() -> None:
    team = found_team()
    before = state_hash(team.state)
    position = team.checkpoint()
    assert team.state.checkpoint == position == team.state.head
    assert state_hash(team.state) != before
