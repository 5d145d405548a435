from contextlib import closing
from pathlib import Path

from keylease.cli.times import Moment
from keylease.relay.settings import read_settings
from support.relay_server import HERE, RelayThread
from support.terminal import Seat, Terminals
from support.terms import DAY


def test_a_relay_whose_clock_has_jumped_waits_to_be_told_the_date(
    ada: Seat, bob: Seat, lent: str, shell: Terminals
) -> None:
    shell.world.now += 30 * DAY
    said = bob("get", lent, status=1).err
    assert "keylease relay confirm-date" in said
    ada.refused("relay", "confirm-date", "2026-01-01 12:00", status=1)
    today = Moment(shell.now).iso[:10]
    assert "The relay goes on." in ada("relay", "confirm-date", today).out
    assert "ended" in bob.refused("get", lent, status=3)


def test_a_duration_is_no_date(ada: Seat) -> None:
    assert "no date" in ada.refused("relay", "confirm-date", "7d", status=2)


def test_a_team_moves_to_a_team_server_and_colleagues_follow(
    ada: Seat, bob: Seat, lent: str, shell: Terminals, tmp_path: Path
) -> None:
    value = bob("get", lent).out
    (tmp_path / "server").mkdir(mode=0o700)
    settings = {
        "KEYLEASE_RELAY_DATABASE": f"sqlite:///{tmp_path / 'server' / 'team.db'}",
        "KEYLEASE_RELAY_LISTEN": f"{HERE}:0",
    }
    with closing(RelayThread(read_settings({}, settings), lambda: shell.now)) as server:
        link = server.server.link
        assert "claim" in ada.refused("relay", "move", link.partition("#")[0], status=2)
        moved = ada("relay", "move", "-", stdin=link + "\n")
        assert server.identity.address in moved.out
        assert bob("get", lent).out == value
        assert server.identity.address in bob("team", "show").out
        assert "used up" not in ada("log").out
        assert "team" in ada.refused("relay", "move", link, status=3)
