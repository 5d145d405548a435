"""Killing a process at every step it takes: what it says is done has to be there afterwards.

A step is a call that Python's audit hooks report (open, rename, remove …) and, between these, a
call of `os.fsync`; SQLite's own writes are covered by the kills at random times in `tests/faults`.
psycopg reports nothing by itself: there it is the statements of an `AuditedConnection`.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import psycopg

STEPS = frozenset(
    {"open", "os.rename", "os.remove", "os.truncate", "sqlite3.connect", "psycopg.execute"}
)
MOST_STEPS = 2000
DONE = 0


def killed_at_each_step(act: Callable[[], None]) -> Iterator[int]:
    """Run `act` in a child, killed at its n-th step, for n from 1 until a child gets through.

    Yields after every kill. Raises where a child fails of itself.
    """
    for step in range(1, MOST_STEPS):
        status = _run_until(step, act)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == DONE, "the child failed of itself"
            return
        assert os.WTERMSIG(status) == signal.SIGKILL
        yield step
    raise AssertionError("it takes too many steps")


def _run_until(step: int, act: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _die_at(step)
            act()
            code = DONE
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def _die_at(step: int) -> None:
    """From now on count, and kill this process at that step."""
    taken = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        if event in STEPS:
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    sync = os.fsync

    def counted_sync(handle: int) -> None:
        count("open", ())
        sync(handle)

    os.fsync = counted_sync  # type: ignore[assignment]


class AuditedConnection(psycopg.Connection[tuple[Any, ...]]):
    """Reports each statement before it is sent."""

    def execute(  # type: ignore[override]
        self, query: bytes, values: Sequence[object] | None = None
    ) -> "psycopg.Cursor[tuple[Any, ...]]":
        sys.audit("psycopg.execute")
        return super().execute(query, values)
