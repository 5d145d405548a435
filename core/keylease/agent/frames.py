"""What goes over the agent's socket: length-prefixed JSON frames, versioned.

    frame = length (4 bytes, big-endian) ‖ JSON object

Standard library alone, and little of it: the thin client that `keylease get` starts with may
import nothing slow (performance.md, row 1).
"""

import json
import os
import socket
from pathlib import Path
from typing import Any

VERSION = 1
LARGEST = 1024 * 1024
_PREFIX = 4


class BadFrame(Exception):
    """The other side does not speak this protocol, or broke off."""


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """Write one frame."""
    body = json.dumps(message, separators=(",", ":")).encode()
    connection.sendall(len(body).to_bytes(_PREFIX, "big") + body)


def receive(connection: socket.socket) -> dict[str, Any]:
    """Read one frame of at most 1 MiB; BadFrame where there is none."""
    length = int.from_bytes(_exactly(connection, _PREFIX), "big")
    if length > LARGEST:
        raise BadFrame
    try:
        message = json.loads(_exactly(connection, length))
    except (ValueError, RecursionError):
        raise BadFrame from None
    if not isinstance(message, dict) or message.get("v") != VERSION:
        raise BadFrame
    return message


def _exactly(connection: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = connection.recv(min(count, 65536))
        if not part:
            raise BadFrame
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def socket_path(home: str) -> Path:
    """Where the agent of a home listens: in the user's runtime folder, else in the home.

    Named by the home's path, so that several homes have an agent each.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(runtime) / "keylease" if runtime else Path(home) / "run"
    # FNV-1a: only to tell homes apart, and hashlib costs more than the whole exchange.
    name = 0xCBF29CE484222325
    for byte in os.fsencode(str(Path(home).absolute())):
        name = (name ^ byte) * 0x100000001B3 % 2**64
    return folder / f"{name:016x}.sock"
