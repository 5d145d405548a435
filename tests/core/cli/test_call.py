import json
from pathlib import Path

import pytest

from keylease.cli.call import Call, Surroundings
from support.terminal import Seat


def test_the_home_that_was_chosen_comes_first(tmp_path: Path) -> None:
    environ = {"KEYLEASE_HOME": str(tmp_path / "environment")}
    call = Call(Surroundings(environ))
    assert call.assembly.home.path == tmp_path / "environment"
    assert Call(Surroundings(environ), home=tmp_path / "x").assembly.home.path == tmp_path / "x"


def test_an_empty_token_is_none() -> None:
    assert Call(Surroundings({"KEYLEASE_TOKEN": ""})).token is None
    assert Call(Surroundings({"KEYLEASE_TOKEN": "x"})).token == "x"


@pytest.mark.attack("E11")
@pytest.mark.parametrize("field", ["relay", "own_name", "member"])
def test_an_edited_profile_leads_nowhere(ada: Seat, field: str, key: str) -> None:
    (path,) = ada.shell.home("Ada").glob("teams/*/profile.json")
    profile = json.loads(path.read_text())
    if field == "relay":
        profile["relay"]["address"] = "https://evil.example"
    else:
        profile[field] = profile[field][:-1] + ("b" if profile[field][-1] == "a" else "a")
    path.write_text(json.dumps(profile, separators=(",", ":")))
    said = ada.refused("get", key, status=4)
    assert "changed by something other than Keylease" in said


@pytest.mark.attack("E11")
def test_no_file_in_the_home_changes_what_a_command_does(ada: Seat, key: str) -> None:
    """There are no settings to edit: what is put there is not looked at."""
    home = ada.shell.home("Ada")
    for name in ("config.toml", "settings.json", "keylease.ini", ".env", "triggers.json"):
        (home / name).write_text('{"export_on_unlock": "/tmp/x", "log_values": true}')
    assert "CANARY" not in ada("key", "list", "--debug").err


@pytest.mark.attack("E12")
def test_a_home_that_others_may_write_is_not_used(ada: Seat) -> None:
    home = ada.shell.home("Ada")
    home.chmod(0o770)
    assert "chmod 700" in ada.refused("key", "list", status=1)
    home.chmod(0o700)
    ada("key", "list")
