"""The real server over real TLS, with a liar where its desk was.

    way = OverServer(place, clock, limits)     # a member's transport, and the server at its end
    way.hostile.lie(Truncated(by=2))           # see lies.py

Routes, limits, sizes and statuses are the server's own; what it answers is the operator's choice.
"""

from collections.abc import Sequence

from keylease.client.https import HttpsTransport
from keylease.client.profile import EmbeddedRelay
from keylease.model import access as a
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.limits import DEFAULT, Limits
from keylease.relay.serving import RelayServer
from keylease.relay.settings import Settings
from keylease.relay.timing import Clock
from keylease.relay.vault import Vault
from keylease.store.base import Store
from support.hostile_relay import HostileRelay
from support.relay_server import HERE, RelayThread


class LyingServer(RelayServer):
    """`keylease relay serve` of a dishonest operator; honest until told otherwise."""

    def __init__(self, settings: Settings, clock: Clock, *, limits: Limits = DEFAULT) -> None:
        super().__init__(settings, clock, limits=limits)
        vault = Vault.open(self._folder.vault)
        self.hostile = HostileRelay(self._desk, self._store, vault)
        self._desk = _Liar(self._store, vault, clock, limits, self.hostile)


class _Liar(Desk):
    """Does what a desk does unasked, and answers what the liar says."""

    def __init__(
        self, store: Store, vault: Vault, clock: Clock, limits: Limits, hostile: HostileRelay
    ) -> None:
        super().__init__(store, vault, clock, limits=limits)
        self._hostile = hostile

    def handle(self, request: Signed, *, source: str) -> a.AnyReply:
        """The lie; bytes that are no reply stay bytes, which the server sends as it can."""
        return self._hostile.answer(request)  # type: ignore[return-value]


class OverServer:
    """The way to a server of its own over an embedded relay's folder; who asks is `source`."""

    def __init__(
        self, place: EmbeddedRelay, clock: Clock, limits: Limits, *, source: str = "192.0.2.9"
    ) -> None:
        database = f"sqlite:///{place.ledger}"
        settings = Settings(database=database, host=HERE, port=0, state=place.path)
        self._thread = RelayThread(settings, clock, limits, make=LyingServer)
        server = self._thread.server
        assert isinstance(server, LyingServer)
        self.hostile = server.hostile
        self.hostile.source = source
        self._way = HttpsTransport(server.identity)
        self.pauses: Sequence[float] = (0.0, 0.01)
        self.exchange = self._way.exchange
        self.listen = self._way.listen
        self.hush = self._way.hush

    def close(self) -> None:
        """Both ends, and the relay's files."""
        self._way.close()
        self._thread.close()
