"""Real processes: each test starts a Python that runs, or becomes, another."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from keylease.errors import Code, Usage
from keylease.launch.run import become, run

PYTHON = sys.executable
LIMIT = 120
"""Seconds after which something hangs."""

MODES = pytest.mark.parametrize("mode", ["run", "become"])
LAUNCHER = """
import os, sys
from keylease.launch.run import become, run
env = dict(os.environ, GIVEN=os.read(0, 10).decode().strip())
if sys.argv[1] == "run":
    sys.exit(run(sys.argv[2:], env))
become(sys.argv[2:], env)
"""


def launch(mode: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, "-c", LAUNCHER, mode, *command],
        input="sk-canary\n",
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


@MODES
def test_the_exit_status_is_the_programs(mode: str) -> None:
    assert launch(mode, "true").returncode == 0
    assert launch(mode, "sh", "-c", "exit 7").returncode == 7


@MODES
@pytest.mark.attack("F10")
def test_f10_the_value_is_in_the_programs_environment_and_nowhere_in_ps(mode: str) -> None:
    script = 'echo "$GIVEN"; tr "\\0" " " < /proc/$$/cmdline; tr "\\0" " " < /proc/$PPID/cmdline'
    shown = launch(mode, "sh", "-c", script).stdout
    assert shown.splitlines()[0] == "sk-canary"
    assert shown.count("sk-canary") == 1


@MODES
def test_a_program_runs_though_stdout_is_closed(mode: str) -> None:
    """Its stdout is closed too; whether it minds is its own affair."""
    command = f'exec "$0" -c "$1" {mode} sh -c "exit 7" >&-'
    done = subprocess.run(
        ["sh", "-c", command, PYTHON, LAUNCHER],
        input="sk-canary\n",
        stderr=subprocess.PIPE,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (7, "")


@MODES
def test_input_and_output_are_the_programs(mode: str) -> None:
    done = subprocess.run(
        [PYTHON, "-c", LAUNCHER, mode, "cat"],
        input="sk-canary\nthrough",
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=True,
    )
    assert done.stdout == "through"


@MODES
def test_a_reader_that_goes_away_ends_the_program(mode: str) -> None:
    """Python ignores SIGPIPE; a program that inherited that would write on for ever."""
    done = launch("run", "sh", "-c", f"{PYTHON} -c '{LAUNCHER}' {mode} yes | head -n 1")
    assert done.stdout == "y\n"


def test_a_program_that_was_killed_says_by_what() -> None:
    assert launch("run", "sh", "-c", "kill -KILL $$").returncode == 128 + signal.SIGKILL


def test_becoming_leaves_nothing_behind(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with launched("become", note) as process:
        assert int(note.read_text()) == process.pid
        process.terminate()
        process.wait(LIMIT)


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1],
)
def test_signals_go_on_to_the_program(tmp_path: Path, number: signal.Signals) -> None:
    with launched("run", tmp_path / "pid") as process:
        process.send_signal(number)
        assert process.wait(LIMIT) == 128 + number


def test_a_program_may_have_its_own_answer_to_a_signal(tmp_path: Path) -> None:
    trap = "trap 'exit 9' TERM; "
    with launched("run", tmp_path / "pid", before=trap) as process:
        process.terminate()
        assert process.wait(LIMIT) == 9


@contextmanager
def launched(mode: str, note: Path, before: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """A shell that waits below (or in place of) the launcher, once it has noted its own id."""
    script = f"{before}echo $$ > {note}.new; mv {note}.new {note}; while :; do sleep 0.05; done"
    command = [PYTHON, "-c", LAUNCHER, mode, "sh", "-c", script]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + LIMIT
            while not note.exists():
                assert time.monotonic() < until
                time.sleep(0.01)
            yield process
        finally:
            for pid in {process.pid, int(note.read_text())} if note.exists() else {process.pid}:
                stop(pid)


def stop(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("command", [["no-such-program-here"], ["/etc/passwd"], ["/"], ["a\0b"]])
def test_what_cannot_be_run_is_one_clear_sentence(command: list[str]) -> None:
    for act in (run, become):
        with pytest.raises(Usage) as refusal:
            act(command, {"PATH": os.environ["PATH"], "GIVEN": "canary"})
        assert refusal.value.code is Code.E_UNKNOWN
        assert "canary" not in str(refusal.value)


@pytest.mark.parametrize("command", [[], [""]])
def test_no_program_is_wrong_usage(command: list[str]) -> None:
    for act in (run, become):
        with pytest.raises(Usage) as refusal:
            act(command, {})
        assert refusal.value.code is Code.E_USAGE
