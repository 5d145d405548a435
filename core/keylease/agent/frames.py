"""What goes over the agent's socket: length-prefixed JSON frames, versioned.

    frame = length (4 bytes, big-endian) ‖ JSON object

Standard library alone, and little of it: the thin client that `keylease get` starts with may
import nothing slow (`make bench`, row 1); what only the agent needs is imported when it does.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as typing has it, which takes longer to import than all that is here
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, Protocol

    class Connection(Protocol):
        """A stream socket, of `socket` or of `_socket`."""

        def sendall(self, data: bytes, /) -> None:
            """Send all of it."""

        def recv(self, count: int, /) -> bytes:
            """At most so many bytes; none at the end."""

        def getsockopt(self, level: int, option: int, size: int, /) -> bytes:
            """What the system says of the connection."""


VERSION = 1
LARGEST = 1024 * 1024
_PREFIX = 4


class BadFrame(Exception):
    """The other side does not speak this protocol, or broke off."""


def send(connection: Connection, message: dict[str, Any]) -> None:
    """Write one frame."""
    import json

    send_bytes(connection, json.dumps(message, separators=(",", ":")).encode())


def send_bytes(connection: Connection, body: bytes) -> None:
    """Write one frame that is encoded already."""
    connection.sendall(len(body).to_bytes(_PREFIX, "big") + body)


def receive(connection: Connection) -> dict[str, Any]:
    """Read one frame of at most 1 MiB; BadFrame where there is none."""
    import json

    try:
        message = json.loads(receive_bytes(connection))
    except (ValueError, RecursionError):
        raise BadFrame from None
    return checked(message)


def receive_bytes(connection: Connection) -> bytes:
    """Read the body of one frame; BadFrame where there is none."""
    length = int.from_bytes(_exactly(connection, _PREFIX), "big")
    if length > LARGEST:
        raise BadFrame
    return _exactly(connection, length)


def checked(message: object) -> dict[str, Any]:
    """A message of this protocol; BadFrame for anything else."""
    if not isinstance(message, dict) or message.get("v") != VERSION:
        raise BadFrame
    return message


def _exactly(connection: Connection, count: int) -> bytes:
    parts = []
    while count:
        part = connection.recv(min(count, 65536))
        if not part:
            raise BadFrame
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def peer_uid(connection: Connection) -> int:
    """OS user at the other end (SO_PEERCRED; on systems without it LOCAL_PEERCRED)."""
    import _socket  # what `socket` is made of, and much sooner there
    import sys

    if hasattr(_socket, "SO_PEERCRED"):  # struct ucred { pid, uid, gid }, 4 bytes each
        told = connection.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
    else:  # macOS and the BSDs: struct xucred { version, uid, … } at level 0, option 1
        told = connection.getsockopt(0, 1, 76)
    return int.from_bytes(told[4:8], sys.byteorder)


def socket_path(home: str) -> Path:
    """Where the agent of a home listens: in the user's runtime folder, else in the home."""
    from pathlib import Path

    return Path(socket_name(home))


def socket_name(home: str) -> str:
    """The same as text. Named by the home's path, so that several homes have an agent each."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    folder = f"{runtime}/keylease" if runtime else os.path.join(home, "run")  # noqa: PTH118
    # FNV-1a: only to tell homes apart, and hashlib costs more than the whole exchange.
    name = 0xCBF29CE484222325
    for byte in os.fsencode(os.path.abspath(home)):  # noqa: PTH100
        name = (name ^ byte) * 0x100000001B3 % 2**64
    return f"{folder}/{name:016x}.sock"
