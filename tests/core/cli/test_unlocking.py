"""`keylease unlock` and `lock` with real processes: the agent opens, on record, and forgets."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.agent.thin import ask

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"
PASSPHRASE = "correct horse battery staple 42"
KEY = "openai-prod"
ALONE = {"KEYLEASE_PASSPHRASE": ""}


class Shell:
    """Somebody at a shell, whose agent may be unlocked."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str, stdin: str = "", status: int = 0, **environ: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "keylease", *words],
            env={
                **os.environ,
                "KEYLEASE_HOME": str(self.home),
                "KEYLEASE_PASSPHRASE": PASSPHRASE,
                **environ,
            },
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done
        assert "Traceback" not in done.stderr
        return done.stdout if not status else done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("unlocking") / "home"
    shell = Shell(home)
    shell("team", "create", "Acme AI", "--as", "Ada")
    shell("key", "add", KEY, "--environment", "production", stdin=VALUE)
    return home


@pytest.fixture
def ada(made: Path) -> Iterator[Shell]:
    shell = Shell(made)
    yield shell
    shell("lock")


def agents(home: Path) -> list[int]:
    """Processes that were told of that home would have it in memory only: look for the module."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if b"keylease.cli.agent_process" in line:
                found.append(int(entry.name))
    return found


def test_unlocked_it_needs_no_passphrase(ada: Shell) -> None:
    assert "nobody is here to type it" in ada("get", KEY, status=2, **ALONE)
    assert "in Acme AI: get and run are answered" in ada("unlock", "--for", "1h")
    assert ada("get", KEY, **ALONE) == f"{VALUE}\n"
    command = ("sh", "-c", "echo $OPENAI_API_KEY; env | grep -c KEYLEASE")
    assert ada("run", "--key", KEY, "--", *command, status=1, **ALONE) == ""
    assert "copied" not in ada("log")
    assert ada("log", "--key", KEY).count("opened") >= 2
    assert ada("lock") == "Locked.\n"
    assert "nobody is here to type it" in ada("get", KEY, status=2, **ALONE)


def test_what_the_agent_refuses_is_one_sentence(ada: Shell) -> None:
    ada("unlock")
    told = ada("get", "nothing-here", status=1, **ALONE)
    assert told.startswith("keylease: There is no key called 'nothing-here'.")
    assert told.count("\n") == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_value_that_cannot_be_printed_is_told_truly(ada: Shell, unbuffered: str) -> None:
    """With an agent and without: the opening is on record by then."""
    environ = {
        **os.environ,
        "KEYLEASE_HOME": str(ada.home),
        "KEYLEASE_PASSPHRASE": PASSPHRASE,
        "PYTHONUNBUFFERED": unbuffered,
    }
    for unlocked in (False, True):
        if unlocked:
            ada("unlock")
        for words in [("get", KEY)] if unlocked else [("get", KEY), ("log",)]:
            with Path("/dev/full").open("w") as full:
                done = subprocess.run(
                    [sys.executable, "-m", "keylease", *words],
                    env=environ, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
                )  # fmt: skip
            assert done.returncode == 1
            assert done.stderr.startswith("keylease: The result could not be printed: No space")
            assert done.stderr.count("\n") == 1


def test_a_child_gets_the_key_and_nothing_of_ours(ada: Shell) -> None:
    ada("unlock")
    command = ("sh", "-c", "echo $OPENAI_API_KEY; env | grep KEYLEASE; exit 7")
    done = subprocess.run(
        [sys.executable, "-m", "keylease", "run", "--key", KEY, "--", *command],
        env={**os.environ, "KEYLEASE_HOME": str(ada.home), "KEYLEASE_PASSPHRASE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (7, f"{VALUE}\n")


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_the_passphrase_is_no_argument_and_in_no_environment(ada: Shell) -> None:
    ada("unlock")
    for pid in agents(ada.home):
        for what in ("cmdline", "environ"):
            try:
                content = Path(f"/proc/{pid}/{what}").read_bytes()
            except OSError:
                continue  # it is not dumpable: nobody reads it there
            assert PASSPHRASE.encode() not in content
            assert b"KEYLEASE_PASSPHRASE" not in content


def test_a_wrong_passphrase_is_told_by_the_agent(ada: Shell) -> None:
    told = ada("unlock", status=1, KEYLEASE_PASSPHRASE="wrong")
    assert "The passphrase is wrong" in told
    assert ask(str(ada.home), {"op": "status"}) is None


def test_twice_is_told(ada: Shell) -> None:
    ada("unlock")
    assert "unlocked already" in ada("unlock", status=1)


def test_it_ends_by_itself(ada: Shell) -> None:
    ada("unlock", "--for", "2s")
    until = time.monotonic() + 120
    while ask_quietly(ada.home) is not None and time.monotonic() < until:
        time.sleep(0.1)
    assert ask_quietly(ada.home) is None
    assert "nobody is here to type it" in ada("get", KEY, status=2, **ALONE)


def ask_quietly(home: Path) -> object:
    from keylease.agent.thin import AgentRefused

    try:
        return ask(str(home), {"op": "status"})
    except AgentRefused as refused:
        return refused


def test_locking_what_is_not_unlocked(ada: Shell) -> None:
    assert ada("lock") == "Nothing was unlocked.\n"


@pytest.mark.parametrize(("span", "told"), [("0s", "no duration"), ("8d", "seven days")])
def test_not_for_ever(ada: Shell, span: str, told: str) -> None:
    assert told in ada("unlock", "--for", span, status=2)
