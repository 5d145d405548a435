"""Ports that stay free until they are used: the system gives none of these to anybody unasked."""

import itertools
import os
import socket

# Below those that systems hand out by themselves, which are from 32768 on; a row for each process.
_NEXT = itertools.count(20_000 + os.getpid() % 600 * 20)


def free_port(host: str = "127.0.0.1") -> int:
    """One that nobody listens at."""
    while True:
        try:
            with socket.create_server((host, next(_NEXT))) as taken:
                return int(taken.getsockname()[1])
        except OSError:
            continue
