"""The thin client: asks an agent for a value, importing almost nothing.

`None` means that there is no agent to ask, so that the caller goes the long way.
"""

import os
import socket
from typing import Any

from keylease.agent.frames import VERSION, BadFrame, receive, send, socket_path

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
    path = socket_path(home)
    try:
        if os.lstat(path).st_uid != os.getuid():
            return None
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(TIMEOUT)
            connection.connect(str(path))
            send(connection, {"v": VERSION, **message})
            return receive(connection)
    except (OSError, BadFrame):
        return None
