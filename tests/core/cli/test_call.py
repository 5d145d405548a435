import json
from pathlib import Path

import pytest

from keylease.cli.call import Call, Surroundings
from support.terminal import Seat, Terminals
from support.terms import DAY, HOUR


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


READING = [
    "key list",
    "key show openai-prod",
    "list show",
    "member list",
    "member invites",
    "environment list",
    "policy show",
    "app list",
    "request list",
    "log",
    "exposure",
    "team show",
    "team kit",
    "verify",
    "export there",
]


@pytest.mark.parametrize("words", READING)
def test_whoever_only_looks_needs_no_relay(
    shell: Terminals, ada: Seat, key: str, tmp_path: Path, words: str
) -> None:
    command = words.replace("there", str(tmp_path / "export")).split()
    before = ada(*words.replace("there", str(tmp_path / "before")).split()).out
    (shell.home("Ada") / "relays").rename(tmp_path / "away")
    shell.world.now += 3 * HOUR
    answer = ada(*command)
    assert "There is no relay in" in answer.err
    assert "This is as of 20" in answer.err
    assert "3 hours ago" in answer.err
    if words in ("member list", "environment list", "log", "exposure"):
        assert answer.out.split() == before.split()


@pytest.mark.parametrize(
    "words",
    [
        "get openai-prod",
        "run --key openai-prod -- true",
        "grant openai-prod --to Bob --for 1h",
        "key freeze openai-prod",
        "member invite",
        "member remove Bob",
        "environment set lab",
        "rules drop",
        "app create ci --for 7d",
    ],
)
def test_whoever_acts_does(
    shell: Terminals, ada: Seat, key: str, tmp_path: Path, words: str
) -> None:
    ada("team", "show")
    home = shell.home("Ada")
    (home / "relays").rename(tmp_path / "away")
    held = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    told = ada.refused(*words.split(), status=5)
    assert "try again" in told
    assert {path: path.read_bytes() for path in held} == held, "nothing waits to be sent"


def test_where_nothing_is_known_there_is_nothing_to_show(
    shell: Terminals, bob: Seat, tmp_path: Path
) -> None:
    for path in shell.home("Bob").glob("teams/*/replica.db*"):
        path.unlink()
    (shell.home("Ada") / "relays").rename(tmp_path / "away")
    bob.refused("key", "list", status=5)


def test_a_relay_that_waits_for_the_date_says_so(shell: Terminals, ada: Seat, key: str) -> None:
    shell.world.now += 30 * DAY
    answer = ada("key", "list")
    assert key in answer.out
    assert "keylease relay confirm-date" in answer.err
    assert "This is as of" in answer.err
