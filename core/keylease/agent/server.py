"""The agent's side of the socket: only the same OS user, one request a connection.

It acts for its clients and never returns the seed (core/PROTOCOL.md, "Identity").
"""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from keylease.agent.frames import VERSION, BadFrame, peer_uid, receive, send
from keylease.errors import Code, KeyleaseError, StorageFailed
from keylease.store.permissions import make_private_folder

Handler = Callable[[dict[str, Any]], dict[str, Any]]
"""Answers one request; a KeyleaseError it raises is sent as the reply's error."""

PATIENCE = 10.0
"""Seconds within which a client has to have said what it wants."""
_POLL = 0.2


class AgentServer:
    """Listens on a private socket until told to stop."""

    def __init__(self, path: Path, handler: Handler) -> None:
        self._path = path
        self._handler = handler
        self._stopping = threading.Event()
        self._listener = _listen(path)

    def serve(self) -> None:
        """Answer clients, one after the other, until `stop`."""
        try:
            while not self._stopping.is_set():
                try:
                    connection, _ = self._listener.accept()
                except TimeoutError:
                    continue
                with connection:
                    self._answer(connection)
        finally:
            self._listener.close()
            self._path.unlink(missing_ok=True)

    def stop(self) -> None:
        """Let `serve` return; safe from any thread and from a handler."""
        self._stopping.set()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        if peer_uid(connection) != os.getuid():
            return
        try:
            request = receive(connection)
            send(connection, {"v": VERSION, **self._reply(request)})
        except (BadFrame, OSError):
            return  # the client is gone or speaks something else: nothing was promised

    def _reply(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._handler(request)
        except KeyleaseError as error:
            return error_reply(error)


def error_reply(error: KeyleaseError) -> dict[str, Any]:
    """How a refusal goes over the socket."""
    return {
        "error": {
            "code": error.code.name,
            "sentence": str(error),
            "exit_status": error.exit_status,
        }
    }


def _listen(path: Path) -> socket.socket:
    """The private socket; a stale one of a dead agent is replaced, a living one respected."""
    make_private_folder(path.parent)  # else another user puts a socket of theirs in its place
    _remove_stale(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    except OSError as error:
        listener.close()
        raise StorageFailed(
            Code.E_STORAGE, f"The agent cannot listen: {error.strerror or error}."
        ) from error
    finally:
        os.umask(before)
    listener.listen(16)
    listener.settimeout(_POLL)
    return listener


def _remove_stale(path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(str(path))
        except FileNotFoundError:
            return
        except OSError:
            path.unlink(missing_ok=True)
            return
    raise StorageFailed(Code.E_STORAGE, "An agent is unlocked already: `keylease lock` ends it.")
