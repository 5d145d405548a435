"""One app a person: a second start hands its message to the first and ends."""

import sys
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LONGEST = 1024
"""Bytes of a message: a join link fits, nothing much larger is listened to."""
PATIENCE = 2_000
SOCKET_PATH_AT_MOST = 90


def address(home: Path) -> str:
    """Where the app of that home is found: one for each home, in a folder that is the person's own.

    A name in the folder of temporary files could be taken by another user, who would then be
    handed what a second start delivers.
    """
    name = f"keylease-{sha256(str(home.absolute()).encode()).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    inside = str(home.absolute() / "app.sock")
    if len(inside.encode()) <= SOCKET_PATH_AT_MOST:
        return inside
    runtime = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return str(Path(runtime) / name)


class SingleInstance(QObject):
    """`claim` in the second start tells False and has delivered; `called(text)` in the first.

    The socket is open to the same user alone. A name that a crash left behind is taken over, but
    only after nobody answered under it.
    """

    called = Signal(str)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = address(home)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def claim(self, message: str = "") -> bool:
        """Become the one; False if there is one already, which has then got `message`."""
        if self._deliver(message):
            return False
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)
            return self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Be found no more."""
        self._server.close()

    def _deliver(self, message: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.write(message.encode()[:LONGEST] + b"\n")
        socket.waitForBytesWritten(PATIENCE)
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(PATIENCE)
        return True

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda caller=socket: self._read(caller))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST:
                socket.abort()
            return
        line = bytes(socket.readLine(LONGEST + 2).data())
        socket.disconnectFromServer()
        if line.endswith(b"\n"):  # else it goes on beyond what is listened to
            self.called.emit(line.decode("utf-8", "replace").strip())
