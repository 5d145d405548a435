"""Running a program in place of this one, or below it, its signals and exit status passed on."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from keylease.errors import Code, Usage

KILLED = 128
"""A program killed by signal n exits, as shells have it, with 128 + n."""

_SENT_BY_A_PROCESS = 0
"""`si_code` at most this: sent by a process; above: by the terminal, which has told all of us."""


def become(argv: Sequence[str], env: Mapping[str, str]) -> NoReturn:
    """Be replaced by a program: nothing of this one, nor of its memory, is left.

    Raises Usage with E_UNKNOWN if it cannot be run. On Windows this process stays until the
    program has ended.
    """
    _require_command(argv)
    if os.name == "nt":
        sys.exit(run(argv, env))
    _say_first()
    for number in _ignored_by_python():
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvpe(argv[0], list(argv), dict(env))  # noqa: S606 - no shell is wanted
    except (OSError, ValueError) as error:
        raise _not_run(argv[0], error) from None


def run(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a program to its end; its exit status, or 128 + n where signal n killed it.

    Signals sent to this process go on to it. Raises Usage with E_UNKNOWN if it cannot be run.
    Only for the main thread of a process without others.
    """
    _require_command(argv)
    _say_first()
    if hasattr(signal, "sigwaitinfo"):
        return _run_attentively(argv, env)
    return _run_below(argv, env)


def _say_first() -> None:
    """Let out what was printed here, before the program prints: where there is anything to it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # None where it was closed before this process began
            stream.flush()


def _require_command(argv: Sequence[str]) -> None:
    if not argv or not argv[0]:
        raise Usage(Code.E_USAGE, "There is no program to run.")


def _not_run(program: str, error: OSError | ValueError) -> Usage:
    reason = error.strerror if isinstance(error, OSError) else "it holds a NUL"
    return Usage(Code.E_UNKNOWN, f"{program!r} could not be run ({reason}).")


def _ignored_by_python() -> list[signal.Signals]:
    """What this interpreter ignores for itself and its children would otherwise inherit."""
    names = ("SIGPIPE", "SIGXFSZ")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _run_attentively(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """Signals are held back and taken one by one, so that none is lost on the way."""
    wanted = {
        signal.SIGCHLD,
        signal.SIGINT,
        signal.SIGQUIT,
        signal.SIGTERM,
        signal.SIGHUP,
        signal.SIGUSR1,
        signal.SIGUSR2,
    }
    before = signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
    try:
        child = _spawn(argv, env, before)
        while True:
            told = signal.sigwaitinfo(wanted)
            if told.si_signo == signal.SIGCHLD:
                ended, status = os.waitpid(child, os.WNOHANG)
                if ended:
                    return _exit_status(status)
            elif told.si_code <= _SENT_BY_A_PROCESS:
                os.kill(child, told.si_signo)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _spawn(argv: Sequence[str], env: Mapping[str, str], mask: set[signal.Signals | int]) -> int:
    try:
        return os.posix_spawnp(
            argv[0], list(argv), dict(env), setsigmask=mask, setsigdef=_ignored_by_python()
        )
    except (OSError, ValueError) as error:
        raise _not_run(argv[0], error) from None


def _exit_status(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else KILLED - code


def _run_below(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """Where signals cannot be waited for: those of the terminal reach the program by themselves."""
    try:
        child = subprocess.Popen(list(argv), env=dict(env))
    except (OSError, ValueError) as error:
        raise _not_run(argv[0], error) from None
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else KILLED - code
