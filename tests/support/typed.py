"""A command at a real terminal of its own process, where it may ask and show how far it is."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping

from support.members import CHEAP
from support.terminal import Seat

START = f"""
import sys
from keylease.cli import main
from keylease.cli.call import Surroundings
from keylease.crypto.passphrase import Cost
given = Surroundings(clock=lambda: int(sys.argv[1]), cost=Cost({CHEAP.passes}, {CHEAP.memory}))
sys.exit(main(sys.argv[2:], given))
"""


def typed(
    seat: Seat, *words: str, answers: list[bytes] | None = None, environ: Mapping[str, str] = {}
) -> tuple[int, str]:
    """Status, and all that was shown; each answer is typed as a prompt comes, and taken off."""
    here, there = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", START, str(seat.shell.now), *words],
        env={**seat.surroundings.environ, **environ},
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
    )
    os.close(there)
    shown, answers = b"", [] if answers is None else answers
    try:
        while chunk := _read(here):
            shown += chunk
            if answers and shown.endswith((b": ", b"[y/N] ")):
                os.write(here, answers.pop(0) + b"\n")
                shown += b"\n"
    finally:
        os.close(here)
        status = child.wait(30)
    return status, shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""
