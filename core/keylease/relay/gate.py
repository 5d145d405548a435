"""Every connection from its first byte to its last: how many there may be, and for how long.

uvicorn speaks HTTP, but it lets a peer take for ever over a handshake, a request or the reading of
an answer, and it counts connections only behind the handshake. So a connection is counted here as
soon as it is accepted, and looked at once a second until it is closed (THREATS.md D05, D06).
"""

import asyncio
import socket
import ssl
import time
from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final, TypedDict, Unpack

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol
from uvicorn.server import ServerState

from keylease.errors import Code
from keylease.model.access import Refusal
from keylease.model.spans import MINUTE
from keylease.relay.limits import Window, counted_as
from keylease.relay.settings import Network, is_loopback
from keylease.wire.canonical import encode

SECONDS_TO_RECEIVE: Final = 10.0
"""From the first byte of a request to its last; for a new connection, from the handshake's end."""
SECONDS_TO_READ: Final = 30.0
"""How long an answer may wait for its reader to take a part of it."""
SECONDS_TO_CLOSE: Final = 5.0
SECONDS_BETWEEN_REQUESTS: Final = 75
CONNECTIONS_PER_MINUTE: Final = 3000
"""New ones from one address: a handshake costs far more than a request."""
LARGEST_HEADERS: Final = 16 * 1024


class Given(TypedDict):
    """What uvicorn gives every connection."""

    config: Config
    server_state: ServerState
    app_state: dict[str, Any]
    _loop: asyncio.AbstractEventLoop | None


@dataclass
class Turned:
    """How many connections were turned away, and how many cut off for being slow."""

    away: int = 0
    slow: int = 0


class Door:
    """Lets connections in as far as there is room; `proxy` is the one network let in, if given."""

    def __init__(
        self,
        most: int,
        most_of_one: int,
        tls: ssl.SSLContext | None,
        proxy: Network | None = None,
    ) -> None:
        self.tls = tls
        self.turned = Turned()
        self._most = most
        self._most_of_one = most_of_one
        self._proxy = proxy
        self._new = Window(MINUTE)
        self._inside: Counter[str] = Counter()
        self._total = 0
        self.speaking: set[Http] = set()

    def connection(self, **given: Unpack[Given]) -> asyncio.Protocol:
        """What uvicorn is to hand every accepted connection to, with what HTTP needs."""
        return Gate(self, given)

    def enter(self, source: str) -> bool:
        """Whether there is room for one more from there; then it counts until `leave`."""
        if self._total >= self._most or not self._is_expected(source) or self._is_full(source):
            self.turned.away += 1
            return False
        self._total += 1
        self._inside[counted_as(source)] += 1
        return True

    def leave(self, source: str) -> None:
        """One that had entered is gone."""
        place = counted_as(source)
        self._total -= 1
        self._inside[place] -= 1
        if self._inside[place] <= 0:
            del self._inside[place]

    def look(self, now: float) -> None:
        """Cut off whatever has taken too long; to be called about once a second."""
        for http in list(self.speaking):
            if http.is_late(now):
                self.turned.slow += 1
                http.cut_off()

    def _is_full(self, source: str) -> bool:
        """Whether that address has enough; a proxy is everybody."""
        if self._proxy is not None:
            return False
        place, now = counted_as(source), int(time.monotonic() * 1000)
        many = self._new.add(place, now) > CONNECTIONS_PER_MINUTE
        return many or self._inside[place] >= self._most_of_one

    def _is_expected(self, source: str) -> bool:
        if self._proxy is None or is_loopback(source):
            return True
        try:
            return ip_address(source) in self._proxy
        except ValueError:
            return False


class Gate(asyncio.Protocol):
    """A connection until HTTP speaks on it: counted, then behind TLS."""

    def __init__(self, door: Door, given: Given) -> None:
        self._door = door
        self._given = given
        self._early = b""
        self._handshake: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it, or close it without a word."""
        assert isinstance(transport, asyncio.Transport)
        source = _source(transport)
        # asyncio does this for sockets whose protocol number is set, and ours has none: without it
        # the second write of an answer waits 40 ms for the peer's word that it has the first
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not self._door.enter(source):
            transport.abort()
        elif self._door.tls is None:
            self._speak(transport, source, transport)
        else:
            transport.pause_reading()
            self._handshake = asyncio.create_task(self._secure(transport, source))

    def data_received(self, data: bytes) -> None:
        """What comes with the end of the handshake belongs to HTTP."""
        self._early += data

    async def _secure(self, transport: asyncio.Transport, source: str) -> None:
        loop, tls = asyncio.get_running_loop(), self._door.tls
        assert tls is not None
        try:
            secured = await loop.start_tls(
                transport,
                self,
                tls,
                server_side=True,
                ssl_handshake_timeout=SECONDS_TO_RECEIVE,
                ssl_shutdown_timeout=SECONDS_TO_CLOSE,
            )
        except (OSError, EOFError):
            secured = None
        except BaseException:
            self._door.leave(source)
            raise
        if secured is None or secured.is_closing():
            transport.abort()
            self._door.leave(source)
        else:
            self._speak(secured, source, transport)

    def _speak(self, transport: asyncio.Transport, source: str, wire: asyncio.Transport) -> None:
        http = Http(self._door, source, wire, self._given)
        transport.set_protocol(http)
        http.connection_made(transport)
        if self._early:
            http.data_received(self._early)


class Http(H11Protocol):
    """uvicorn's HTTP/1.1, with an end to everything a peer can draw out.

    `wire` is the connection itself, below TLS; it can be aborted whatever has become of it.
    """

    def __init__(self, door: Door, source: str, wire: asyncio.Transport, given: Given) -> None:
        super().__init__(**given)
        self._door = door
        self._source = source
        self._wire = wire
        self._receiving: float | None = None
        self._writing: float | None = None
        self._closing: float | None = None
        self._is_ending = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._door.speaking.add(self)
        self._receiving = self.loop.time()

    def connection_lost(self, exc: Exception | None) -> None:
        """Make room for another."""
        super().connection_lost(exc)
        self._door.speaking.discard(self)
        self._door.leave(self._source)

    def data_received(self, data: bytes) -> None:
        """The first bytes of a request begin its time."""
        if self._receiving is None:
            self._receiving = self.loop.time()
        super().data_received(data)
        self._note_receipt()

    def on_response_complete(self) -> None:
        """What came of the next request meanwhile begins its time now."""
        super().on_response_complete()
        self._receiving = self.loop.time() if self._is_part_received() else None
        self._note_receipt()
        self._end_unheard()

    def pause_writing(self) -> None:
        """The peer does not read."""
        super().pause_writing()
        self._writing = self.loop.time()

    def resume_writing(self) -> None:
        """It reads."""
        super().resume_writing()
        self._writing = None

    def is_late(self, now: float) -> bool:
        """Whether the peer has taken too long over what it is doing."""
        if self.transport.is_closing():
            self._closing = self._closing or now
            return now >= self._closing + SECONDS_TO_CLOSE
        if self._receiving is not None and now >= self._receiving + SECONDS_TO_RECEIVE:
            return True
        return self._writing is not None and now >= self._writing + SECONDS_TO_READ

    def shutdown(self) -> None:
        """The relay ends: what is under way is still answered."""
        self._is_ending = True
        super().shutdown()
        self._end_unheard()

    def cut_off(self) -> None:
        """Tell a slow sender, and end it; a peer that does not even close is dropped."""
        if self._closing is not None or self._writing is not None:
            self._wire.abort()
            return
        answering = False
        if self.cycle is not None:  # there is none before the first request
            answering = self.cycle.response_started and not self.cycle.response_complete
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if answering:
            self._wire.abort()
        else:
            self._refuse(408, Code.E_UNREACHED)

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP gets an answer that programs read like any other."""
        self._refuse(400, Code.E_PARSE)

    def _refuse(self, status: int, code: Code) -> None:
        """Answer in place of the app, and close."""
        content = encode(Refusal(code=code.name))
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(content)).encode()),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        try:
            answer = h11.Response(
                status_code=status, headers=headers, reason=STATUS_PHRASES[status]
            )
            events = (answer, h11.Data(data=content), h11.EndOfMessage())
            for event in events:
                self.transport.write(self.conn.send(event) or b"")
        except h11.LocalProtocolError:
            self._wire.abort()
        else:
            self.transport.close()

    def _end_unheard(self) -> None:
        """When the relay ends, a peer is told so, and not waited for: one that does not look would
        hold the end up for seconds. An answer that is still on its way out gets there.
        """
        if (
            self._is_ending
            and self.transport.is_closing()
            and not self._wire.get_write_buffer_size()
        ):
            self._wire.abort()

    def _note_receipt(self) -> None:
        """The time ends with the last byte of the request."""
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._receiving = None

    def _is_part_received(self) -> bool:
        return self.conn.their_state is h11.SEND_BODY or bool(self.conn.trailing_data[0])


def _source(transport: asyncio.BaseTransport) -> str:
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) else ""
