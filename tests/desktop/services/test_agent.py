"""The app as an agent: only while open, and only if nobody was first."""

from pytestqt.qtbot import QtBot

from keylease.agent.frames import socket_path
from keylease.agent.server import AgentServer
from keylease_desktop.services.agent import AppAgent
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService


def test_it_listens_while_open(qtbot: QtBot, services: Services, team_service: TeamService) -> None:
    agent = AppAgent(team_service)
    place = socket_path(str(team_service.assembly.home.path))
    agent.open()
    assert agent.serving
    assert place.exists()
    assert place.stat().st_mode & 0o777 == 0o600
    agent.close()
    assert not agent.serving
    assert not place.exists()


def test_locked_it_does_not_listen(services: Services) -> None:
    agent = AppAgent(services.team)
    agent.open()
    assert not agent.serving


def test_whoever_was_first_stays(qtbot: QtBot, team_service: TeamService) -> None:
    place = socket_path(str(team_service.assembly.home.path))
    first = AgentServer(place, lambda request: {})
    agent = AppAgent(team_service)
    agent.open()
    assert not agent.serving
    first.stop()
    first.serve()
