"""The app as a host: over the lock, to its end, and again at the next unlocking."""

from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from keylease.errors import KeyleaseError
from keylease.relay.settings import read_settings
from keylease.relocation import move
from keylease_desktop.services.hosting import REMEMBERED, HostService, can_host
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from support.desktop_team import LittleTeam, passphrase
from support.relay_server import HERE, PATIENCE, RelayThread, trusting


@pytest.fixture
def hosting(qtbot: QtBot, services: Services, team_service: TeamService) -> Iterator[HostService]:
    yield services.hosting
    qtbot.waitUntil(lambda: not team_service.busy)
    services.hosting.close()


def begin(qtbot: QtBot, hosting: HostService) -> None:
    with qtbot.waitSignal(hosting.changed):
        hosting.begin(HERE, 0)


def answers(link_of: TeamService) -> bool:
    """Whether somebody answers where the ledger says that the team is."""
    assert link_of.snapshot is not None
    port = int(link_of.snapshot.state.relay.address.rpartition(":")[2])
    asked = HTTPSConnection(HERE, port, context=trusting(), timeout=PATIENCE)
    try:
        asked.request("GET", "/health")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


def unlock(qtbot: QtBot, team: TeamService) -> None:
    with qtbot.waitSignal(team.snapshot_changed):
        team.unlock(passphrase())


def test_all_that_it_takes_is_installed_here() -> None:
    assert can_host()


def test_it_goes_on_while_locked(
    qtbot: QtBot, hosting: HostService, team_service: TeamService
) -> None:
    begin(qtbot, hosting)
    assert answers(team_service)
    where = team_service.snapshot
    team_service.lock()
    assert hosting.is_taken
    unlock(qtbot, team_service)
    hosting.resume()
    assert where is not None
    assert team_service.snapshot is not None
    assert hosting.hosts(team_service.snapshot)
    assert team_service.snapshot.state.relay == where.state.relay
    assert answers(team_service)


def test_it_ends_with_the_app_and_begins_again_at_the_next_unlocking(
    qtbot: QtBot, services: Services, hosting: HostService, team_service: TeamService
) -> None:
    begin(qtbot, hosting)
    hosting.close()
    assert not answers(team_service)
    again = HostService(team_service, services.settings)
    with qtbot.waitSignal(again.moved_house) as told:  # port 0 is another each time
        again.resume()
    assert told.args == [again.link]
    assert answers(team_service)
    again.end()
    qtbot.waitUntil(lambda: not team_service.busy)
    assert services.settings.name(REMEMBERED) == ""
    assert not answers(team_service)
    again.resume()
    assert not again.is_taken
    again.close()


def test_a_team_that_has_moved_away_is_hosted_no_more_and_nobody_complains(
    qtbot: QtBot,
    services: Services,
    hosting: HostService,
    team_service: TeamService,
    little_team: LittleTeam,
    tmp_path: Path,
) -> None:
    begin(qtbot, hosting)
    hosting.close()
    (tmp_path / "server").mkdir(mode=0o700)
    given = {
        "KEYLEASE_RELAY_DATABASE": f"sqlite:///{tmp_path / 'server' / 'team.db'}",
        "KEYLEASE_RELAY_LISTEN": f"{HERE}:0",
    }
    server = RelayThread(read_settings({}, given), little_team.clock)
    link = server.server.new_link()
    team_service.act(lambda session: move(team_service.assembly, session, link), doing="moving")
    qtbot.waitUntil(lambda: not team_service.busy)
    complaints: list[KeyleaseError] = []
    hosting.failed.connect(complaints.append)
    hosting.resume()
    qtbot.waitUntil(lambda: services.settings.name(REMEMBERED) == "")
    assert not complaints
    assert not hosting.is_taken
    team_service.lock()
    server.close()


def test_what_was_remembered_by_another_hand_is_no_port(
    qtbot: QtBot, services: Services, team_service: TeamService
) -> None:
    qtbot.waitUntil(lambda: not team_service.busy)
    assert team_service.snapshot is not None
    team = team_service.snapshot.state.team.hex()[:16]
    for said in ("", "8443", f"{team} x", f"{team} 99999", f"{team[::-1]} 8443"):
        services.settings.set_name(REMEMBERED, said)
        services.hosting.resume()
        assert not team_service.busy
