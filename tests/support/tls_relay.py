"""Something that answers over TLS where a relay should be: an honest one, a liar, or no relay.

relay = TlsRelay(hostile.exchange, certificate(), tmp_path)   # any transport's exchange
relay.identity(key)                                           # what a ledger says of it
relay.trick = lambda path, answer: Answer(502, b"<html>", kind="text/html")
relay.asked                                                   # the paths that were asked
relay.close()
"""

import http.server
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from keylease.errors import Code
from keylease.model.access import News, Refusal
from keylease.model.events import RelayIdentity
from keylease.model.signed import Signed
from keylease.wire.canonical import Reader
from keylease.wire.requests import LARGEST_REQUEST, REPLY
from support.certificates import Certificate

Ask = Callable[[Signed], bytes]
_REQUEST: Reader[Signed] = Reader(Signed, largest=2 * LARGEST_REQUEST)


@dataclass
class Answer:
    """What is sent back. With `cut` the connection ends in place of it."""

    status: int
    body: bytes
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class TlsRelay(http.server.ThreadingHTTPServer):
    """A server on a free port of this computer, until it is closed."""

    daemon_threads = True

    def __init__(
        self,
        ask: Ask,
        certificate: Certificate | None,
        folder: Path,
        *,
        version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
        port: int = 0,
        news_after: float = 25.0,
    ) -> None:
        self.context = None if certificate is None else certificate.context(folder, version)
        super().__init__(("127.0.0.1", port), _Handler)
        self.ask = ask
        self.certificate = certificate
        self.news_after = news_after
        self.trick: Callable[[str, Answer], Answer] | None = None
        self.asked: list[str] = []
        self.received = 0
        """Bytes of requests that arrived, whatever they were."""
        self.connections = 0
        self.closing = False
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.02}, name="tls relay"
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What a ledger says of where it is."""
        return f"{'http' if self.context is None else 'https'}://127.0.0.1:{self.port}"

    def identity(self, key: bytes, *pins: bytes) -> RelayIdentity:
        """The relay of that signing key at this place; pinned to its certificate by itself."""
        own = () if self.certificate is None else (self.certificate.pin,)
        return RelayIdentity(key=key, address=self.address, pins=pins or own)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """The next connection; its handshake is left to its own thread."""
        plain, address = super().get_request()
        self.connections += 1
        if self.context is None:
            made = plain
        else:
            made = self.context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        self._open.add(made)
        return made, address

    def shutdown_request(self, request: object) -> None:
        """Forget a connection that is over."""
        assert isinstance(request, socket.socket)
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away, or refuses us, is part of the tests."""

    def cut_all(self) -> None:
        """End every connection under whoever uses it."""
        for one in list(self._open):
            try:
                socket.socket.shutdown(one, socket.SHUT_RDWR)
            except OSError:
                continue

    def close(self) -> None:
        """Answer no more, and let go of everything."""
        if self.closing:
            return
        self.closing = True
        self.shutdown()
        self._thread.join()
        self.server_close()
        until = time.monotonic() + 5
        while self._open and time.monotonic() < until:
            self.cut_all()
            time.sleep(0.01)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: TlsRelay

    def setup(self) -> None:
        if isinstance(self.request, ssl.SSLSocket):
            self.request.settimeout(10)
            self.request.do_handshake()
            self.request.settimeout(None)
        super().setup()

    def parse_request(self) -> bool:
        self.server.received += len(self.raw_requestline)  # type: ignore[attr-defined]
        return super().parse_request()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received += len(body)
        self.server.asked.append(self.path)
        answer = self._answer(_REQUEST.read(body))
        if self.server.trick is not None:
            answer = self.server.trick(self.path, answer)
        if answer.cut:
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, text in answer.headers.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(answer.body)

    def _answer(self, request: Signed) -> Answer:
        content = self.server.ask(request)
        if self.path == "/v1/news":
            until = time.monotonic() + self.server.news_after
            while _is_quiet(content) and time.monotonic() < until and not self.server.closing:
                time.sleep(0.02)
                content = self.server.ask(request)
        return Answer(_status(content), content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what is worth knowing is in `asked`."""


def _is_quiet(content: bytes) -> bool:
    reply = REPLY.read(content)
    return isinstance(reply, News) and not (reply.events or reply.lines)


def _status(content: bytes) -> int:
    try:
        reply = REPLY.read(content)
    except Exception:  # noqa: BLE001  a liar may answer anything
        return 200
    return Code[reply.code].meaning.http_status if isinstance(reply, Refusal) else 200
