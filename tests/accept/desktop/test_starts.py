"""Starting the app once more: over its own settings, beside itself, with a link from outside."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.model.roles import Role
from support.outside import main_job
from support.outside.desk import PATIENCE, Desk, until
from support.outside.main_job import PASSPHRASE
from support.outside.pair import pair, passphrase
from support.outside.person import Person
from support.terms import DAY

Sit = Callable[[Path], Person]


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    return pair(tmp_path / "homes")


def start_again(desk: Desk, home: Path, *words: str) -> int:
    """Start the app over a home in which it runs already; its exit status."""
    command = [sys.executable, "-m", "keylease_desktop", "--home", str(home), *words]
    return subprocess.run(command, env=desk.environ, check=False, timeout=PATIENCE).returncode


def test_a_second_start_brings_the_first_to_the_front(desk: Desk, sit: Sit, homes: Path) -> None:
    ana, ben = sit(homes / "ana"), sit(homes / "ben")
    ben.desk.run("xdotool", "windowraise", ben.window)
    until(lambda: desk.on_top() == ben.window, lambda: "it does not come up")
    assert start_again(desk, ana.home) == 0
    until(lambda: desk.on_top() == ana.window, lambda: "it stays behind")
    assert ana.process.poll() is None


@pytest.mark.attack("F08")
def test_a_link_handed_to_a_running_app_only_asks(desk: Desk, sit: Sit, homes: Path) -> None:
    session = Assembly(Home(homes / "ana")).unlock(passphrase())
    link = session.people.invite(Role.MEMBER, DAY).link
    id_ = session.snapshot.state.team.hex()[:16]
    session.close()
    ana = sit(homes / "ana")
    main_job.unlock(ana)
    assert start_again(desk, ana.home, link) == 0
    ana.sees("^Join this team\\?$")
    ana.sees(id_)
    ana.sees_no_more("^Places$")
    ana.stands_on("^Your name$")
    ana.press("Escape")
    ana.choose("^Back to the teams on this computer$")
    main_job.unlock(ana)
    assert [one.path.name for one in Home(ana.home).teams()] == [id_]


def test_the_window_is_as_large_as_it_was_and_its_settings_hold_no_secret(
    desk: Desk, sit: Sit, homes: Path
) -> None:
    ben = sit(homes / "ben")
    main_job.unlock(ben)
    ben.press("ctrl+4")
    ben.sees("^This desktop has no place for one")
    desk.run("xdotool", "windowsize", ben.window, "1111", "777")
    until(lambda: size(desk, ben) == "1111x777", lambda: size(desk, ben))
    ben.rest()  # the app has taken the size in as well
    assert ben.end(signal.SIGTERM) == 0
    kept = (ben.home / "settings.ini").read_text()
    for secret in (PASSPHRASE, "Acme", "Ben", "openai", "sk-"):
        assert secret not in kept

    again = sit(homes / "ben")
    until(lambda: size(desk, again) == "1111x777", lambda: size(desk, again))
    main_job.unlock(again)
    again.sees("^This desktop has no place for one")


def size(desk: Desk, person: Person) -> str:
    """Its size alone: where it stands is a window manager's to say, and there is none."""
    told = desk.run("xdotool", "getwindowgeometry", person.window)
    return told.split("Geometry:")[-1].strip()
