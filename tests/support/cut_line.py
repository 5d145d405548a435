"""The line between a program and its PostgreSQL, to be cut exactly where it hurts.

with CutLine(cluster.folder) as line:
    url = line.through(cluster.team())      # the same place, by way of this line
    line.cut = Cut.ANSWER                   # the next COMMIT is done, and its answer is lost
    line.for_good = True                    # and so is the whole line, until `open` is set again
"""

import contextlib
import socket
import tempfile
import threading
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

SOCKET: Final = ".s.PGSQL.5432"
COMMIT: Final = b"COMMIT\0"


class Cut(Enum):
    """Where the line is cut when a COMMIT passes; each cut is made once."""

    NOWHERE = "nowhere"
    COMMIT = "the COMMIT does not arrive, and both ends know that the line is dead"
    SILENCE = "the COMMIT does not arrive, and the server does not know that the line is dead"
    ANSWER = "the COMMIT arrives, and its answer does not"


class CutLine:
    """Passes on whatever comes, by threads, until it is told to cut; `open` lets new calls in."""

    def __init__(self, server: Path) -> None:
        self.cut = Cut.NOWHERE
        self.for_good = False
        self.open = True
        self._server = str(server / SOCKET)
        self._folder = tempfile.TemporaryDirectory(prefix="keylease-line-")
        self._server_folder = quote(str(server), safe="")
        self._sockets: list[socket.socket] = []
        self._unanswered: set[socket.socket] = set()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(f"{self._folder.name}/{SOCKET}")
        self._listening.listen()
        self._threads: list[threading.Thread] = []
        self._spawn(self._accept)

    def through(self, url: str) -> str:
        """The URL of the same place by way of this line."""
        return url.replace(self._server_folder, quote(self._folder.name, safe=""))

    def close(self) -> None:
        """Cut everything."""
        self.open = False
        self._shut(self._listening, *self._sockets)
        for thread in self._threads:
            thread.join()
        for each in (self._listening, *self._sockets):
            each.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                self._sockets.append(client)
                if not self.open:
                    self._shut(client)
                    continue
                server = socket.socket(socket.AF_UNIX)
                self._sockets.append(server)
                try:
                    server.connect(self._server)
                except OSError:
                    self._shut(client)
                    continue
                self._spawn(self._pass_on, client, server)
                self._spawn(self._pass_back, server, client)

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := client.recv(65536):
                cut = self.cut if COMMIT in said else Cut.NOWHERE
                if cut is Cut.NOWHERE:
                    server.sendall(said)
                    continue
                self.cut = Cut.NOWHERE
                if self.for_good:
                    self.open = False
                    self._shut(*(each for each in self._sockets if each not in (client, server)))
                if cut is Cut.ANSWER:
                    self._unanswered.add(client)
                    server.sendall(said)
                    continue
                self._shut(client)
                if cut is Cut.SILENCE:
                    return
        self._shut(server)

    def _pass_back(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := server.recv(65536):
                if client in self._unanswered:
                    break
                client.sendall(said)
        self._shut(client)

    def _shut(self, *sockets: socket.socket) -> None:
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _spawn(self, target: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
