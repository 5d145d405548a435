"""How far a thing is that takes seconds: one line on a person's terminal, gone once it is done.

Into a pipe or a file nothing of it is written: there the result alone counts.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from keylease.cli.output import width_of
from keylease.reports.progress import Progress, unheard

BETWEEN = 0.1
"""Seconds from one look of the line to the next; more often nobody could read it."""
_ERASED = "\r\x1b[K"


@contextmanager
def under_way(doing: str) -> Iterator[Progress]:
    """Say what is being done while the block runs, and what that tells of how far it is."""
    if not sys.stderr.isatty():
        yield unheard
        return
    shown_at = 0.0

    def show(now: str, done: int, of: int) -> None:
        nonlocal shown_at
        if time.monotonic() - shown_at >= BETWEEN:
            shown_at = time.monotonic()
            _write(f"{doing} {now} ({done:,} of {of:,})")

    _write(f"{doing} …")
    try:
        yield show
    finally:
        sys.stderr.write(_ERASED)
        sys.stderr.flush()


def _write(line: str) -> None:
    """The line in place of the one before; on a narrow terminal its beginning."""
    while width_of(line) >= shutil.get_terminal_size().columns:
        line = line[:-1]
    sys.stderr.write(_ERASED + line)
    sys.stderr.flush()
