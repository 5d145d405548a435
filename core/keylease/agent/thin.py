"""The thin client: asks an agent for a value, importing almost nothing.

`None` means that there is no agent to ask, so that the caller goes the long way. Python's own
`socket` and `json` take longer to import than the rest of `keylease get` takes: what they are
made of is used here, and nothing more of them is needed.
"""

from __future__ import annotations

import os

from keylease.agent.frames import (
    VERSION,
    BadFrame,
    checked,
    peer_uid,
    receive_bytes,
    send_bytes,
    socket_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TIMEOUT = 60.0
"""Seconds for a whole exchange: the relay may be slow, a dead agent is not."""


class AgentRefused(Exception):
    """The agent's answer was no: a sentence for people, and an exit status."""

    def __init__(self, code: str, sentence: str, exit_status: int) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence
        self.exit_status = exit_status


def ask(home: str, message: dict[str, Any]) -> dict[str, Any] | None:
    """The agent's reply to a message, or None if no agent of this user listens.

    Raises AgentRefused where the answer is no.
    """
    reply = _exchange(home, message)
    if reply is None or "error" not in reply:
        return reply
    error = reply["error"]
    raise AgentRefused(str(error["code"]), str(error["sentence"]), int(error["exit_status"]))


def _exchange(home: str, message: dict[str, Any]) -> dict[str, Any] | None:
    path = socket_name(home)
    try:
        if os.lstat(path).st_uid != os.getuid():
            return None
    except OSError:
        return None
    import _socket

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.settimeout(TIMEOUT)
        connection.connect(path)
        if peer_uid(connection) != os.getuid():  # another user's, put there since it was looked at
            return None
        send_bytes(connection, _encoded({"v": VERSION, **message}).encode())
        return checked(_decoded(receive_bytes(connection).decode()))
    except (OSError, BadFrame, ValueError):
        return None
    finally:
        connection.close()


def _encoded(value: object) -> str:
    """JSON of what requests are made of: texts, numbers, yes and no, lists and objects of them."""
    from _json import encode_basestring_ascii as text

    if isinstance(value, dict):
        return (
            "{" + ",".join(f"{text(name)}:{_encoded(part)}" for name, part in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(map(_encoded, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else text(str(value))


class _Reading:
    """What the scanner of `json` asks of its decoder."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float
    memo: dict[str, str] = {}  # noqa: RUF012  as the scanner has it


def _decoded(text: str) -> object:
    from _json import make_scanner

    try:
        value, end = make_scanner(_Reading())(text, 0)  # type: ignore[arg-type]  # the stub is wrong
    except StopIteration:
        raise ValueError from None
    if end != len(text):
        raise ValueError
    return value
