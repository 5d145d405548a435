"""The window's session: what others do arrives by itself, and silence is a state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from keylease.model.roles import Role
from keylease_desktop.services.jobs import Jobs
from keylease_desktop.services.team import TeamService
from support.members import OverTls, World, passphrase
from support.terms import DAY
from support.tls_relay import Answer


@pytest.fixture(params=[False, True], ids=["in process", "https"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, memory=True, tls=request.param)
    yield made
    made.close()


@pytest.fixture
def bob(qtbot: QtBot, world: World) -> Iterator[TeamService]:
    """Bob's window, open; Ada is at work elsewhere."""
    world.bring(world.found(), "Bob")
    jobs = Jobs()
    team = TeamService(world.assembly("Bob"), jobs)
    with qtbot.waitSignal(team.snapshot_changed):
        team.unlock(passphrase())
    yield team
    team.lock()
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.close()


def invites(team: TeamService) -> int:
    assert team.snapshot is not None
    return len(team.snapshot.state.invites)


def test_what_somebody_else_does_shows_by_itself(
    qtbot: QtBot, world: World, bob: TeamService
) -> None:
    ada = world._sessions[0]
    for _ in range(3):
        before = invites(bob)
        ada.people.invite(Role.MEMBER, DAY)
        qtbot.waitUntil(lambda before=before: invites(bob) == before + 1)


def test_locking_ends_the_listening_at_once(qtbot: QtBot, world: World, bob: TeamService) -> None:
    session = bob.session
    assert session is not None
    qtbot.waitUntil(lambda: not bob._ear.idle)
    bob.lock()
    qtbot.waitUntil(lambda: bob._ear.idle)
    assert not bob.is_open


@pytest.mark.parametrize("world", [True], indirect=True, ids=["https"])
def test_a_silent_relay_is_a_state_and_passes(qtbot: QtBot, world: World, bob: TeamService) -> None:
    assert bob.session is not None
    transport = bob.session.connection.courier.transport
    assert isinstance(transport, OverTls)
    assert bob.reached
    qtbot.waitUntil(lambda: "/v1/news" in transport.server.asked)
    transport.server.trick = lambda path, answer: Answer(200, b"", cut=True)
    transport.server.cut_all()
    qtbot.waitUntil(lambda: not bob.reached)
    before = invites(bob)
    world._sessions[0].people.invite(Role.MEMBER, DAY)
    transport.server.trick = None
    qtbot.waitUntil(lambda: bob.reached)
    qtbot.waitUntil(lambda: invites(bob) == before + 1)
