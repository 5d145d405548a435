"""Hosting the team from this computer: its own relay, answering others over HTTPS as well.

A trial: while this computer sleeps or the program is closed, colleagues reach nothing. The relay
and its key stay the same; an owner signs where it is now (core/PROTOCOL.md, "Over HTTPS").
"""

import signal
import threading
from types import TracebackType
from typing import Self

from keylease.assembly import Assembly
from keylease.client.session import Session
from keylease.errors import Code, Refused
from keylease.model.base import MemberId
from keylease.model.events import RelayIdentity
from keylease.model.roles import Role
from keylease.relay.address import own_address
from keylease.relay.serving import RelayServer
from keylease.relay.settings import Settings
from keylease.wire.relay_link import write_relay_link

__all__ = ["PORT", "Hosting", "own_address"]

PORT = 8443
_SECONDS_TO_END = 15.0


class Hosting:
    """The relay of the team that lives here, served from the moment this returns until `close`.

        with Hosting(assembly, session) as hosting:
            hosting.announce(session)      # an owner signs where it is
            hosting.identity.address

    Refused(E_MOVED) where the team does not live on this computer; Usage where it cannot listen.
    """

    def __init__(
        self, assembly: Assembly, session: Session, *, host: str = "", port: int = PORT
    ) -> None:
        here = assembly.at_home(session.snapshot.state.relay)
        settings = Settings(
            database=f"sqlite:///{here.ledger}",
            host=host or own_address(),
            port=port,
            state=here.path,
        )
        self._server = RelayServer(settings, assembly.clock)
        self._thread = threading.Thread(target=self._server.run, name="hosting")
        self._thread.start()

    @property
    def identity(self) -> RelayIdentity:
        """Key, address and pin of the relay as it is served."""
        return self._server.identity

    @property
    def link(self) -> str:
        """By which whoever has joined before finds it; no secret."""
        return write_relay_link(self.identity)

    @property
    def listening(self) -> frozenset[MemberId]:
        """Who waits for news over the network at this moment, in an app that is open."""
        return self._server.listening

    def announce(self, session: Session) -> None:
        """Sign where the relay is now, unless that is known. Refused(E_ROLE) for no owner."""
        now = session.refresh()
        if now.state.relay == self.identity:
            return
        if now.self.role is not Role.OWNER:
            raise Refused(Code.E_ROLE, "Only an owner can say where the team is reached.")
        session.team.set_relay(self.identity)

    def wait(self) -> None:
        """Until SIGTERM or SIGINT; for the main thread of a program that does nothing else."""
        ended = threading.Event()
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, lambda *_: ended.set()) for number in numbers}
        try:
            while not ended.wait(1.0):  # a wait without an end hears no signal on Windows
                continue
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def close(self) -> None:
        """End what is under way, and answer nobody any more; twice is nothing."""
        self._server.stop()
        self._thread.join(_SECONDS_TO_END)
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
