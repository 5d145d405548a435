"""A relay in this very process: made in a home, opened over its folder, and the way to it.

`assembly` imports this where such a relay is opened and not before: whoever asks a team server
needs none of the rooms of a relay.
"""

import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition

from keylease.client.profile import EmbeddedRelay, Home, address_of
from keylease.client.transport import LISTENING, Clock
from keylease.errors import Code, Unreachable
from keylease.model.access import News
from keylease.model.events import RelayIdentity
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.store.permissions import make_private_folder
from keylease.store.rows import Tip
from keylease.wire.canonical import encode

LOOK_EVERY = 0.2
"""Seconds between two looks of whoever listens to a relay in this process."""


class InProcess:
    """A relay in this very process, reached as any other: one signed request, one reply's bytes."""

    pauses: Sequence[float] = (0.0,)

    def __init__(self, desk: Desk, store: Store, source: str = "local") -> None:
        self._desk = desk
        self._store = store
        self._source = source
        self._ear = Condition()
        self._hushed = False

    def exchange(self, request: Signed) -> bytes:
        """The encoded reply of the relay's desk."""
        return encode(self._desk.handle(request, source=self._source))

    def listen(self, request: Signed) -> bytes:
        """The same, once ledger or access log have grown beyond what the desk shows now."""
        until = time.monotonic() + LISTENING
        with self._ear:
            while True:
                before = self._heads()
                reply = self._desk.handle(request, source=self._source)
                has_news = not isinstance(reply, News) or reply.events or reply.lines
                if has_news or time.monotonic() > until:
                    return encode(reply)
                while self._heads() == before and time.monotonic() < until:
                    self._ear.wait(LOOK_EVERY)

    def _heads(self) -> tuple[Tip | None, Tip | None]:
        if self._hushed:
            raise Unreachable(Code.E_UNREACHED)
        with self._store.read() as tx:
            return tx.head(), tx.access_head()

    def hush(self) -> None:
        """Wake whoever listens, in vain."""
        self._hushed = True
        with self._ear:
            self._ear.notify_all()

    def close(self) -> None:
        """Let go of the relay's files; whoever listens is told so first."""
        self.hush()
        with self._ear:
            self._store.close()


def make_relay(home: Home) -> RelayIdentity:
    """Make the folder and the signing key of an embedded relay in a home."""
    making = home.path / "relays" / f".{secrets.token_hex(8)}"
    make_private_folder(making.parent)
    make_private_folder(making)
    key = Vault.open(making / "vault").public
    made = home.relay(key).path
    making.rename(made)
    return RelayIdentity(key=key, address=address_of(made), pins=())


def open_desk(
    relay: EmbeddedRelay, open_store: Callable[[Path], Store], clock: Clock
) -> tuple[Desk, InProcess]:
    """An embedded relay's desk, its store made if it is not there, and the way to it."""
    store = open_store(relay.ledger)
    desk = Desk(store, Vault.open(relay.vault), clock)
    return desk, InProcess(desk, store)
