"""The open app as the agent of this computer's programs (core/PROTOCOL.md, "Identity").

`keylease get` and `run` ask it for values while a team is open here; nothing else is told.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from keylease.errors import KeyleaseError
from keylease_desktop.services.team import TeamService

if TYPE_CHECKING:
    from keylease.agent.server import AgentServer


class AppAgent(QObject):
    """`open` while a team is open, `close` before it locks. `lock_asked` when a program asks for
    it (`keylease lock`). `serving` tells whether it listens: another agent may have been first.
    """

    lock_asked = Signal()

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._server: AgentServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def serving(self) -> bool:
        """Whether programs can ask it."""
        return self._server is not None

    def open(self) -> None:
        """Listen for the programs of this user, if nobody does yet."""
        session = self._team.session
        if session is None:
            return
        from keylease.agent.frames import socket_path
        from keylease.agent.server import AgentServer
        from keylease.client.agent_service import AgentService

        self.close()
        service = AgentService(session, clock=self._team.now, until=None, lock=self.lock_asked.emit)
        try:
            home = self._team.assembly.home.path
            self._server = AgentServer(socket_path(str(home)), service.handle)
        except KeyleaseError:
            return  # `keylease unlock` was first, and serves the same
        self._thread = threading.Thread(target=self._server.serve, name="agent", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Answer nobody any more."""
        server, thread, self._server, self._thread = self._server, self._thread, None, None
        if server is not None:
            server.stop()
        if thread is not None:
            thread.join()
