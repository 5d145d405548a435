"""A relay over HTTPS: to the certificate that was pinned, and not a byte before that is known.

The standard library's client, since it can be stopped between handshake and request and costs a
third of a larger one's import (core/DECISIONS.md). Redirects are not followed, proxies not asked,
and nothing is learnt from a status: it is part of this one answer.
"""

from collections.abc import Sequence
from threading import Lock

from keylease.client.address import Place, place_of
from keylease.client.https_connection import Connection, Stale
from keylease.client.transport import LISTENING
from keylease.errors import Code, Unreachable
from keylease.model.arrival import Load
from keylease.model.events import RelayIdentity
from keylease.model.signed import Signed
from keylease.wire.canonical import encode

ANSWERING = 60.0
"""Seconds for a whole answer, however it trickles in."""
LATE = 10.0
"""Seconds that the relay may take to say that nothing has happened."""
PAUSES = (0.2, 0.6, 1.8, 3.6)
"""Seconds before each further try: some ten in all where nothing answers at once."""


class HttpsTransport:
    """The way to one relay: a connection to ask by, and another to listen by."""

    pauses: Sequence[float] = PAUSES

    def __init__(self, relay: RelayIdentity) -> None:
        place = place_of(relay.address)
        self._asking = Line(place, relay.pins)
        self._listening = Line(place, relay.pins)

    def exchange(self, request: Signed) -> bytes:
        """The bytes of the relay's reply. Raises Unreachable, Busy, Tampered(E_PIN, E_SIZE)."""
        return self._asking.post("/v1/ask", encode(request), ANSWERING)

    def load(self, part: Load) -> bytes:
        """The bytes of its answer to a part of a team that is to go there."""
        return self._asking.post("/v1/arrive", encode(part), ANSWERING)

    def listen(self, request: Signed) -> bytes:
        """The same, once there are news."""
        return self._listening.post("/v1/news", encode(request), LISTENING + LATE)

    def hush(self) -> None:
        """Cut the connection under whoever listens."""
        self._listening.close()

    def close(self) -> None:
        """Cut both connections, also under whoever waits for an answer."""
        self._asking.close()
        self._listening.close()


class Line:
    """One connection, opened when it is needed and kept for the next request."""

    def __init__(self, place: Place, pins: Sequence[bytes]) -> None:
        self._place = place
        self._pins = pins
        self._lock = Lock()
        self._connection: Connection | None = None
        self._closed = False

    def post(self, path: str, body: bytes, seconds: float) -> bytes:
        """The body of the answer; a kept connection that has gone stale is opened anew."""
        with self._lock:
            try:
                return self._post(path, body, seconds)
            except Stale:
                return self._post(path, body, seconds)
            finally:
                if self._closed:
                    self._drop()

    def _post(self, path: str, body: bytes, seconds: float) -> bytes:
        if self._closed:
            raise Unreachable(Code.E_UNREACHED)
        connection = self._connection or Connection(self._place, self._pins)
        self._connection = connection
        try:
            answer = connection.post(self._place.prefix + path, body, seconds)
        except BaseException:
            self._drop()
            raise
        if not connection.lasts:
            self._drop()
        return answer

    def close(self) -> None:
        """Open nothing more, and end what is under way; whoever waits gets `Unreachable`."""
        self._closed = True
        connection = self._connection
        if connection is not None:
            connection.cut()
        if self._lock.acquire(blocking=False):
            self._drop()
            self._lock.release()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
