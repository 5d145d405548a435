"""What happens to the team server is told in a sentence, wherever in the window somebody is."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from keylease.relay.settings import read_settings
from keylease.relocation import move
from keylease_desktop.screens import settings
from keylease_desktop.screens.server_news import ServerNews
from keylease_desktop.services.hosting import REMEMBERED, HostService
from keylease_desktop.services.jobs import Jobs
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam, passphrase
from support.relay_server import HERE, RelayThread


def seen(stage: Stage) -> str:
    """All that can be read in the window."""
    return "\n".join(one.text() for one in stage.window.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Iterator[Stage]:
    made = set_stage(qtbot, services, settings.make)
    ServerNews(made.context)
    yield made
    qtbot.waitUntil(lambda: not team_service.busy)
    services.hosting.close()


def test_that_colleagues_need_another_link(qtbot: QtBot, stage: Stage) -> None:
    hosting = stage.context.hosting
    with qtbot.waitSignal(hosting.changed):
        hosting.begin(HERE, 0)
    assert "another address" not in seen(stage)  # the first one nobody has known otherwise
    hosting.close()
    hosting.resume()  # any free port, so another one
    qtbot.waitUntil(lambda: "This computer has another address now." in seen(stage))
    assert "need the link: Settings, Team." in seen(stage)


def test_that_the_team_is_not_hosted_and_why(qtbot: QtBot, stage: Stage) -> None:
    team = stage.now.state.team.hex()[:16]
    with closing(socket.create_server((HERE, 0))) as taken:
        port = taken.getsockname()[1]
        stage.context.settings.set_name(REMEMBERED, f"{team} {port} {HERE}")
        stage.context.hosting.resume()
        qtbot.waitUntil(lambda: "The team is not hosted." in seen(stage))
    assert str(port) in seen(stage)
    assert not stage.context.hosting.is_taken


def test_that_the_team_has_moved_and_where_to(
    qtbot: QtBot, services: Services, little_team: LittleTeam, tmp_path: Path
) -> None:
    """Ben's window follows by itself, and says so once."""
    ben = TeamService(little_team.assembly("Ben"), Jobs())
    with qtbot.waitSignal(ben.snapshot_changed):
        ben.unlock(passphrase())
    hosting = HostService(ben, services.settings)
    parts = Services(ben, services.clipboard, services.settings, hosting)
    stage = set_stage(qtbot, parts, settings.make)
    ServerNews(stage.context)
    (tmp_path / "server").mkdir(mode=0o700)
    database, listen = f"sqlite:///{tmp_path / 'server' / 'team.db'}", f"{HERE}:0"
    server = RelayThread(
        read_settings({"database": database, "listen": listen}, {}), little_team.clock
    )
    try:
        move(little_team.assembly("Ana"), little_team.session("Ana"), server.server.new_link())
        ben.refresh()
        place = f"The team has moved to {HERE}:{server.port}."
        qtbot.waitUntil(lambda: place in seen(stage))
        stage.context.toasts.finish()
        ben.refresh()
        qtbot.waitUntil(lambda: not ben.busy)
        assert place not in seen(stage)
    finally:
        ben.close()
        server.close()
