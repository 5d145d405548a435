"""Where a relay listens, and how many connections the system lets it have."""

import contextlib
import os
import socket
from typing import Final

from keylease.errors import Code, Usage
from keylease.relay.settings import Settings

FILES_BESIDE: Final = 256
"""Handles for all that is no connection: the store, the vault, logs."""


class CannotListen(Usage):
    """Somebody else listens there, or it is no address of this computer."""

    def __str__(self) -> str:
        """What was tried, and what to do instead."""
        return f"{self.detail} Choose another port or address."


def allow_files(connections: int) -> None:
    """A connection takes a file handle, and a process begins with some thousand at most."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such bound
        return
    with contextlib.suppress(OSError, ValueError):  # a sandbox may forbid it: then fewer have room
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = connections + FILES_BESIDE
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def listening_at(settings: Settings) -> socket.socket:
    """A socket that listens where the settings say. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server(
            (settings.host, settings.port), family=family, backlog=settings.connections
        )
    except OSError as error:
        raise CannotListen(
            Code.E_USAGE,
            f"It cannot listen at {settings.host} port {settings.port}: {_reason(error)}.",
        ) from error


def _reason(error: OSError) -> str:
    """In the system's own words: `create_server` says the address once more behind them."""
    if error.errno is None or error.errno < 0:  # of looking up a name
        return "no such name"
    return os.strerror(error.errno)
