"""One connection to a relay: opened, its certificate compared with the pins, and only then used.

Every failure becomes the one sentence that tells a person what stands in the way; none of them
repeats a word of what answered.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence

from keylease.client.address import Place
from keylease.client.transport import Busy
from keylease.crypto.pinning import is_pinned
from keylease.errors import Code, KeyleaseError, Tampered, Unreachable
from keylease.wire.requests import LARGEST_REPLY

CONNECTING = 5.0
"""Seconds until somebody has to have answered at all."""
LONGEST_WAIT = 5.0
"""Seconds that a busy relay may ask to wait for; what takes longer is a refusal like any other."""
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
CHUNK = 64 * 1024


class Stale(Unreachable):
    """A connection that was kept has ended meanwhile; the request can be sent on a new one."""


class Connection:
    """A connection to one place, opened at the first request. For one thread, but for `cut`."""

    def __init__(self, place: Place, pins: Sequence[bytes]) -> None:
        self._place = place
        self._pins = pins
        self._http: http.client.HTTPConnection | None = None
        self._wire: _Wire | None = None
        self._cut = False
        self.lasts = True
        """Whether it can be kept for another request."""

    def post(self, path: str, body: bytes, seconds: float) -> bytes:
        """The body that answers this one, within so many seconds.

        Raises Unreachable (Stale, Busy), Tampered(E_PIN) before a byte is sent, Tampered(E_SIZE).
        """
        kept = self._wire is not None
        try:
            link, wire = self._open()
            wire.until = time.monotonic() + seconds
            link.request("POST", path, body, HEADERS)
            answer = link.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError, ssl.SSLEOFError) as error:
            if kept and not self._cut:
                raise Stale(Code.E_UNREACHED) from error
            raise self._told(error) from error
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise self._told(error) from error
        return self._judge(answer)

    def _judge(self, answer: http.client.HTTPResponse) -> bytes:
        """The answer's body, if it is a relay's."""
        if 300 <= answer.status < 400:
            raise self._no_relay("It sends elsewhere, where Keylease does not follow.")
        if answer.headers.get_content_type() != "application/json":
            raise self._no_relay(f"It answered with status {answer.status}.")
        try:
            content = self._read(answer)
        except (OSError, http.client.HTTPException) as error:
            raise self._told(error) from error
        self.lasts = not answer.will_close
        wait = _seconds(answer.headers.get("Retry-After"))
        if answer.status in (429, 503) and wait is not None:
            raise Busy(content, wait)
        return content

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        parts, size = [], 0
        while part := answer.read(CHUNK):
            size += len(part)
            if size > LARGEST_REPLY:
                raise Tampered(Code.E_SIZE)
            parts.append(part)
        if answer.length:  # the header had promised more
            raise http.client.IncompleteRead(b"")
        return b"".join(parts)

    # Opening and closing

    def _open(self) -> tuple[http.client.HTTPConnection, "_Wire"]:
        if self._http is not None and self._wire is not None:
            return self._http, self._wire
        place = self._place
        plain = socket.create_connection((place.host, place.port), CONNECTING)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            wire = _Wire(self._secured(plain) if place.secure else plain)
        except BaseException:
            plain.close()
            raise
        self._wire = wire
        if self._cut:
            raise ConnectionAbortedError
        link = http.client.HTTPConnection(place.host, place.port)
        link.default_port = 443 if place.secure else 80
        link.sock = wire
        link.auto_open = 0
        self._http = link
        return link, wire

    def _secured(self, plain: socket.socket) -> ssl.SSLSocket:
        """TLS over it, once the one at the other end has proved to be who was pinned."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        if self._pins:  # the pin decides; who vouches for the certificate, and its end, do not
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        else:
            context.load_default_certs()
        secured = context.wrap_socket(plain, server_hostname=self._place.host)
        certificate = secured.getpeercert(binary_form=True)
        if self._pins and (certificate is None or not is_pinned(certificate, self._pins)):
            secured.close()
            raise Tampered(Code.E_PIN)
        return secured

    def cut(self) -> None:
        """End it under whoever waits for an answer in another thread."""
        self._cut = True
        wire = self._wire
        if wire is not None:
            wire.cut()

    def close(self) -> None:
        """Let go of the socket."""
        if self._wire is not None:
            self._wire.socket.close()
        self._http = self._wire = None

    # What a person is told

    def _no_relay(self, more: str) -> Unreachable:
        text = f"What answers at {self._place} is no Keylease relay, but something on the way: "
        return Unreachable(Code.E_UNREACHED, f"{text}{more[0].lower()}{more[1:]}")

    def _told(self, error: Exception) -> KeyleaseError:
        """What the failure means, for a person."""
        if isinstance(error, ssl.SSLCertVerificationError):
            return Tampered(Code.E_PIN, _untrusted(error, self._place))
        for kind, sentence in SENTENCES:
            if isinstance(error, kind):
                return Unreachable(Code.E_UNREACHED, sentence(self._place))
        return Unreachable(Code.E_UNREACHED)


SENTENCES: tuple[tuple[type[Exception], Callable[[Place], str]], ...] = (
    (UnicodeError, lambda place: f"No computer of the name {place.host} is known here."),
    (socket.gaierror, lambda place: f"No computer of the name {place.host} is known here."),
    (TimeoutError, lambda place: f"The relay at {place} did not answer in time."),
    (ConnectionRefusedError, lambda place: f"Nothing answers at {place}."),
    (ssl.SSLEOFError, lambda place: f"The connection to {place} was cut."),
    (ssl.SSLError, lambda place: f"No secure connection to {place}: it refuses TLS 1.3."),
    (ConnectionError, lambda place: f"The connection to {place} was cut."),
    (http.client.HTTPException, lambda place: f"What answers at {place} speaks no HTTP."),
    (OSError, lambda place: f"There is no way from here to {place}."),
)
"""From the more exact to the less; `RemoteDisconnected` is a ConnectionError too."""

_NOT_YET, _EXPIRED, _OTHER_NAME = 9, 10, (62, 64)
"""What OpenSSL says of a certificate (`X509_V_ERR_…`)."""


def _untrusted(error: ssl.SSLCertVerificationError, place: Place) -> str:
    """Why a certificate that no pin names is not believed."""
    if error.verify_code == _EXPIRED:
        return f"The certificate of {place} has expired."
    if error.verify_code == _NOT_YET:
        return f"The certificate of {place} is not valid yet, by this computer's clock."
    if error.verify_code in _OTHER_NAME:
        return f"The certificate at {place} is for another name."
    return f"Nobody whom this computer trusts vouches for the certificate of {place}."


def _seconds(text: str | None) -> float | None:
    """What a busy relay asks to wait for; None where that is nothing, or longer than we wait."""
    if text is None or not text.isdecimal() or len(text) > 9:
        return None
    return float(text) if float(text) <= LONGEST_WAIT else None


class _Wire:
    """A socket as `http.client` uses one, with one end in time for a whole exchange.

    Closing is left to the connection: the answer may still be read when http.client is done.
    """

    def __init__(self, over: socket.socket) -> None:
        self.socket = over
        self.until = 0.0

    def left(self) -> float:
        """Seconds left; TimeoutError if there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def sendall(self, data: bytes) -> None:
        """Send all of it in time."""
        self.socket.settimeout(self.left())
        self.socket.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What comes in, as a file."""
        return io.BufferedReader(_Incoming(self))

    def cut(self) -> None:
        """Both directions are over, for whoever waits too. TLS is not asked: it may be busy."""
        try:
            socket.socket.shutdown(self.socket, socket.SHUT_RDWR)
        except OSError:
            return  # it was over already

    def close(self) -> None:
        """Nothing yet."""


class _Incoming(io.RawIOBase):
    """Bytes as they come in, until the exchange's time is over."""

    def __init__(self, wire: _Wire) -> None:
        super().__init__()
        self._wire = wire

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """What there is, at least a byte; 0 at the end."""
        self._wire.socket.settimeout(self._wire.left())
        return self._wire.socket.recv_into(buffer)
