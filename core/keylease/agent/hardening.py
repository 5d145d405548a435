"""What keeps a process's memory to itself: no core file, no debugger of another program.

It raises the bar against a curious program of the same user; it stops no administrator.
"""

import ctypes
import sys
from dataclasses import dataclass

_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4


@dataclass(frozen=True)
class Hardening:
    """What is in force, for the self-check to tell; None where the system has no such thing."""

    core_dumps_off: bool | None
    not_dumpable: bool | None


def harden() -> Hardening:
    """Switch off what can be; call once, before anything secret is read."""
    return Hardening(_no_core_dumps(), _not_dumpable())


def _no_core_dumps() -> bool | None:
    if sys.platform == "win32":
        return None
    import resource  # there is none on Windows

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def _not_dumpable() -> bool | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return bool(libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
