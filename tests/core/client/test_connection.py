"""Keeping in step, and statements of what was seen."""

import pytest

from keylease.client.session import Session
from keylease.errors import Code
from keylease.model import access as a
from keylease.model.roles import Role
from support.lies import AlwaysRefusing
from support.members import World, code_of
from support.terms import DAY, HOUR


def statements(world: World, session: Session) -> int:
    asked = world.relay(session).asked
    return sum(isinstance(request.op, a.LeaveSeen) for request in asked)


def test_colleagues_confirm_the_same_history(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    seen = {statement.author for statement in ada.refresh().seen}
    assert seen == {ada.me, bob.me, cleo.me}


def test_a_statement_is_left_at_the_start_and_once_a_day(world: World) -> None:
    ada = world.found()
    ada.refresh()
    ada.refresh()
    assert statements(world, ada) == 1
    again = world.unlock("Ada")
    again.refresh()
    assert statements(world, again) == 0
    world.wait(2 * HOUR)
    later = world.unlock("Ada")
    later.refresh()
    assert statements(world, later) == 1
    world.wait(DAY)
    later.refresh()
    assert statements(world, later) == 2


def test_a_statement_that_is_not_taken_is_left_at_the_next_occasion(world: World) -> None:
    ada = world.found()
    world.wait(DAY)
    world.relay(ada).lie(AlwaysRefusing(Code.E_RATE, (a.LeaveSeen,)))
    ada.refresh()
    world.relay(ada).be_honest()
    before = statements(world, ada)
    ada.refresh()
    assert statements(world, ada) == before + 1


def test_own_events_are_known_without_asking(world: World) -> None:
    ada = world.found()
    ada.refresh()
    asked = len(world.relay(ada).asked)
    ada.people.invite(Role.MEMBER, DAY)
    kinds = [type(request.op) for request in world.relay(ada).asked[asked:]]
    assert kinds == [a.Fetch, a.Append]
    assert len(ada.snapshot.state.invites) == 1


@pytest.mark.attack("A15")
def test_a15_a_team_beyond_this_program_stops_it(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    ada.team.raise_suite(2)
    assert code_of(bob.refresh) is Code.E_UPGRADE
    again = world.unlock("Bob")
    assert again.snapshot.state.suite == 2
    assert code_of(lambda: again.people.leave()) is Code.E_UPGRADE
