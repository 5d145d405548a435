import os
import pty
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from keylease.cli.times import Moment
from keylease.relay.settings import read_settings
from keylease.wire.invite import read_link
from keylease.wire.relay_link import read_claim_link, read_relay_link
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
        link = server.server.new_link()
        assert "claim" in ada.refused("relay", "move", link.partition("#")[0], status=2)
        moved = ada("relay", "move", "-", stdin=link + "\n")
        assert server.identity.address in moved.out
        assert bob("get", lent).out == value
        assert server.identity.address in bob("team", "show").out
        assert "used up" not in ada("log").out
        assert "team" in ada.refused("relay", "move", link, status=3)
        other = shell.person("Eve")
        other("team", "create", "Other", "--as", "Eve")
        said = other.refused("relay", "move", link, status=1)
        assert "Start another relay" in said
        assert "--home" not in said


def test_who_starts_a_relay_at_a_terminal_is_told_what_comes_next(tmp_path: Path) -> None:
    here, there = pty.openpty()
    command = [sys.executable, "-m", "keylease", "relay", "serve", "--listen", f"{HERE}:0"]
    with subprocess.Popen(
        [*command, "--database", f"sqlite:///{tmp_path / 'relay' / 'team.db'}"],
        stdout=subprocess.PIPE, stderr=there, text=True,
    ) as serving:  # fmt: skip
        os.close(there)
        assert serving.stdout is not None
        relay, _ = read_claim_link(serving.stdout.readline())
        shown = ""
        while '"listening"' not in shown:
            shown += os.read(here, 4096).decode()
        serving.terminate()
        os.close(here)
    assert shown.startswith(f"This relay is at {relay.address} and waits for a team.")
    assert "keylease relay move -" in shown
    assert "Only this computer reaches it there." in shown


def test_a_team_is_hosted_until_it_is_stopped(tmp_path: Path) -> None:
    """As a process, since it lives until a signal; by the system's clock, so a team of its own."""
    environ = {
        **os.environ,
        "KEYLEASE_HOME": str(tmp_path / "ada"),
        "KEYLEASE_PASSPHRASE": "correct horse battery staple 42",
    }
    base = [sys.executable, "-m", "keylease"]
    made = [*base, "team", "create", "Acme", "--as", "Ada"]
    subprocess.run(made, env=environ, check=True, capture_output=True)
    command = [*base, "relay", "host", "--at", HERE, "--port", "0"]
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as hosting:
        assert hosting.stdout is not None
        relay = read_relay_link(hosting.stdout.readline())
        invite = subprocess.run(
            [*base, "member", "invite", "--for", "1d"],
            env=environ, check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert read_link(invite.stdout).relay == relay
        joined = subprocess.run(
            [*base, "team", "join", "-", "--as", "Bob"],
            env={**environ, "KEYLEASE_HOME": str(tmp_path / "bob")},
            input=invite.stdout, check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert "wait to be let in" in joined.stdout
        hosting.send_signal(signal.SIGTERM)
        assert hosting.wait() == 0


def test_a_port_that_is_taken_is_told_with_the_options_to_choose_another(ada: Seat) -> None:
    with socket.create_server((HERE, 0)) as other:
        port = str(other.getsockname()[1])
        said = ada.refused("relay", "host", "--at", HERE, "--port", port, status=2)
        assert "already in use" in said
        assert said.endswith("Choose another with --port PORT or --at ADDRESS.")
        database = f"sqlite:///{ada.shell.home('Ada')}/other.db"
        where = ["--database", database, "--listen", f"{HERE}:{port}"]
        said = ada.refused("relay", "serve", *where, status=2)
        assert "Choose another with --listen HOST:PORT." in said
