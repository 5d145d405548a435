"""`run` becomes the program it runs, so each of these is a process of its own."""

import subprocess
import sys
from collections.abc import Mapping

import pytest

from support.members import CHEAP
from support.terminal import Seat

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"
START = f"""
import sys
from keylease.cli import main
from keylease.cli.call import Surroundings
from keylease.crypto.passphrase import Cost
given = Surroundings(clock=lambda: int(sys.argv[1]), cost=Cost({CHEAP.passes}, {CHEAP.memory}))
sys.exit(main(sys.argv[2:], given))
"""


def run(
    seat: Seat, *words: str, environ: Mapping[str, str] = {}, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """A command as a process, at the clock of this test."""
    return subprocess.run(
        [sys.executable, "-c", START, str(seat.shell.now), *words],
        env={**seat.surroundings.environ, **environ},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.attack("F10")
def test_the_child_gets_the_key_and_nothing_else_of_ours(bob: Seat, lent: str) -> None:
    more = {"KEYLEASE_SOMETHING": "x", "UNTOUCHED": "yes"}
    ended = run(bob, "run", "--key", lent, "--", "env", environ=more)
    child = dict(line.split("=", 1) for line in ended.stdout.splitlines())
    assert child["OPENAI_API_KEY"] == VALUE
    assert child["UNTOUCHED"] == "yes"
    assert not [name for name in child if name.startswith("KEYLEASE")]
    assert ended.stderr == ""


@pytest.mark.attack("F10")
def test_the_value_is_no_argument_of_any_process(bob: Seat, lent: str) -> None:
    script = "cat /proc/$$/cmdline /proc/$PPID/cmdline | tr '\\0' ' '; echo; test -n \"$X\""
    ended = run(bob, "run", "--key", f"{lent}=X", "--", "sh", "-c", script)
    assert ended.returncode == 0
    assert "CANARY" not in ended.stdout


@pytest.mark.attack("F10")
@pytest.mark.parametrize("variable", ["LD_PRELOAD", "PATH", "PYTHONPATH", "KEYLEASE_X", "a b", ""])
def test_a_variable_that_steers_programs_is_refused_before_anything_opens(
    bob: Seat, ada: Seat, lent: str, variable: str
) -> None:
    bob.refused("run", "--key", f"{lent}={variable}", "--", "true", status=2)
    assert not [one for one in ada.json("log") if (one["who"], one["what"]) == ("Bob", "opened")]


def test_the_exit_status_of_the_child_is_passed_on(bob: Seat, lent: str) -> None:
    ended = run(bob, "run", "--key", lent, "--", "sh", "-c", "echo out; echo err >&2; exit 7")
    assert (ended.returncode, ended.stdout, ended.stderr) == (7, "out\n", "err\n")


def test_stdin_is_the_childs(bob: Seat, lent: str) -> None:
    assert run(bob, "run", "--key", lent, "--", "cat", stdin="hello").stdout == "hello"


def test_words_of_the_child_are_its_own(bob: Seat, lent: str) -> None:
    ended = run(bob, "run", "--key", lent, "echo", "--json", "--home", "x", "--", "-h")
    assert ended.stdout == "--json --home x -- -h\n"


def test_mock_values_open_nothing_and_need_no_access(bob: Seat, ada: Seat, key: str) -> None:
    ended = run(bob, "run", "--mock", "--key", key, "--", "sh", "-c", "echo $OPENAI_API_KEY")
    assert ended.stdout.startswith("sk-proj-MOCK")
    assert not [one for one in ada.json("log") if (one["who"], one["what"]) == ("Bob", "opened")]


def test_an_environment_may_prefer_mocks(ada: Seat) -> None:
    ada("key", "add", "dev", "--environment", "development", stdin=VALUE)
    show = ("--", "sh", "-c", "echo $OPENAI_API_KEY")
    ended = run(ada, "run", "--key", "dev", *show)
    assert ended.stdout.startswith("sk-proj-MOCK")
    assert "--live" in ended.stderr
    assert run(ada, "run", "--live", "--key", "dev", *show).stdout == f"{VALUE}\n"
    assert "one of --mock and --live" in ada.refused(
        "run", "--live", "--mock", "--key", "dev", "--", "true", status=2
    )


def test_a_whole_environment(ada: Seat, bob: Seat, lent: str) -> None:
    anthropic = "sk-ant-CANARY"
    ada("key", "add", "claude", "--environment", "production", stdin=anthropic)
    show = ("--", "sh", "-c", "echo $OPENAI_API_KEY $ANTHROPIC_API_KEY")
    assert run(ada, "run", "--environment", "production", *show).stdout == f"{VALUE} {anthropic}\n"
    assert run(bob, "run", "--environment", "production", *show).stdout == f"{VALUE}\n"
    assert "No key of that environment" in bob.refused(
        "run", "--environment", "staging", "--", "true", status=3
    )


def test_the_address_goes_along(ada: Seat) -> None:
    words = ("key", "add", "proxy", "--environment", "staging", "--provider", "openai")
    ada(*words, "--base-url", "https://llm.acme.example/v1", stdin="sk-acme")
    azure = ("key", "add", "azure", "--environment", "staging", "--provider", "azure")
    ada(*azure, "--base-url", "https://acme.openai.azure.com", stdin="0" * 32)
    script = "echo $OPENAI_BASE_URL $AZURE_OPENAI_ENDPOINT"
    ended = run(ada, "run", "--key", "proxy", "--key", "azure", "--", "sh", "-c", script)
    assert ended.stdout == "https://llm.acme.example/v1 https://acme.openai.azure.com\n"


def test_a_variable_may_be_noted_with_the_key(ada: Seat) -> None:
    words = ("key", "add", "chat", "--environment", "staging", "--variable", "CHAT_KEY")
    ada(*words, stdin=VALUE)
    assert (
        run(ada, "run", "--key", "chat", "--", "sh", "-c", "echo $CHAT_KEY").stdout == f"{VALUE}\n"
    )


def test_two_keys_for_one_variable_are_told(ada: Seat, key: str) -> None:
    ada("key", "add", "second", "--environment", "production", stdin="sk-proj-second")
    said = ada.refused("run", "--environment", "production", "--", "true", status=2)
    assert "Two keys would be OPENAI_API_KEY" in said


def test_what_cannot_be_run_is_told_before_anything_opens(bob: Seat, ada: Seat, lent: str) -> None:
    assert "Say what to run" in bob.refused("run", "--key", lent, status=2)
    assert "Say with which keys" in bob.refused("run", "--", "true", status=2)
    said = bob.refused("run", "--key", lent, "--", "no-such-program", status=1)
    assert "no program 'no-such-program'" in said
    assert not [one for one in ada.json("log") if (one["who"], one["what"]) == ("Bob", "opened")]


def test_no_access(bob: Seat, key: str) -> None:
    bob.refused("run", "--key", key, "--", "true", status=3)
