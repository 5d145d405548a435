"""Whatever can stand where a relay should, and what a person is told of it."""

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keylease.client.address import place_of
from keylease.client.https import HttpsTransport
from keylease.client.https_connection import Connection
from keylease.client.transport import Busy
from keylease.errors import Code, KeyleaseError, Tampered, Unreachable
from keylease.model.access import Refusal
from keylease.model.events import RelayIdentity
from keylease.model.signed import Signed
from keylease.wire.canonical import encode
from support.certificates import NOW, Certificate, certificate
from support.ports import free_port
from support.tls_relay import Answer, TlsRelay

REQUEST = Signed(body=b"{}", sigs=(bytes(64),))
ANSWER = b'{"reply":"done"}'
DAY = datetime.timedelta(days=1)

Serve = Callable[..., TlsRelay]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serves a certificate, or none at all; whoever asks gets `ANSWER`."""
    made: list[TlsRelay] = []

    def one(
        shown: Certificate | None, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    ) -> TlsRelay:
        folder = tmp_path / str(len(made))
        made.append(TlsRelay(lambda _: ANSWER, shown, folder, version=version))
        return made[-1]

    yield one
    for relay in made:
        relay.close()


def ask(relay: TlsRelay, *pins: bytes) -> bytes:
    """One request by somebody who knows these pins."""
    way = HttpsTransport(RelayIdentity(key=bytes(32), address=relay.address, pins=pins))
    try:
        return way.exchange(REQUEST)
    finally:
        way.close()


def refused(relay: TlsRelay, *pins: bytes) -> KeyleaseError:
    """How it is refused; not a byte of the request has left."""
    with pytest.raises(KeyleaseError) as refusal:
        ask(relay, *pins)
    assert relay.received == 0
    return refusal.value


@pytest.mark.attack("D10")
def test_d10_a_wrong_key_gets_no_byte(serve: Serve) -> None:
    relay = serve(certificate())
    error = refused(relay, certificate().pin)
    assert isinstance(error, Tampered)
    assert error.code is Code.E_PIN
    assert "Nothing was sent" in str(error)
    assert error.exit_status == 4


@pytest.mark.attack("D10")
def test_d10_a_trusted_authority_does_not_make_up_for_a_wrong_key(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = certificate(name="Authority", authority=True)
    relay = serve(certificate(by=authority))
    trusted, _ = authority.write(tmp_path / "trusted")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    assert ask(relay) == ANSWER, "without pins it is believed"
    relay.received = 0
    assert refused(relay, certificate().pin).code is Code.E_PIN


@pytest.mark.attack("D10")
def test_d10_an_expired_certificate_of_the_pinned_key_is_good(serve: Serve) -> None:
    expired = certificate(ends=NOW - 300 * DAY, name="another.example")
    assert ask(serve(expired), certificate().pin, expired.pin) == ANSWER


@pytest.mark.attack("D10")
@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (certificate(), "Nobody whom this computer trusts"),
        ("expired", "has expired"),
        ("early", "this computer's clock"),
        ("other", "another name"),
    ],
)
def test_d10_without_pins_the_certificate_has_to_be_good(
    serve: Serve,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shown: Certificate | str,
    words: str,
) -> None:
    authority = certificate(name="Authority", authority=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(tmp_path / "trusted")[0]))
    bad = {
        "expired": {"ends": NOW - 300 * DAY},
        "early": {"begins": datetime.datetime.now(datetime.UTC) + DAY},
        "other": {"name": "another.example"},
    }
    if isinstance(shown, str):
        shown = certificate(by=authority, **bad[shown])  # type: ignore[arg-type]
    error = refused(serve(shown))
    assert error.code is Code.E_PIN
    assert words in str(error)
    assert "Nothing was sent" in str(error)


@pytest.mark.attack("D10")
def test_d10_older_tls_is_not_spoken(serve: Serve) -> None:
    own = certificate()
    error = refused(serve(own, ssl.TLSVersion.TLSv1_2), own.pin)
    assert isinstance(error, Unreachable)
    assert "TLS 1.3" in str(error)


@pytest.mark.attack("D10")
def test_d10_what_speaks_no_tls_gets_nothing(serve: Serve) -> None:
    plain = serve(None)
    relay = RelayIdentity(
        key=bytes(32), address=plain.address.replace("http:", "https:"), pins=(bytes(32),)
    )
    with pytest.raises(Unreachable) as refusal:
        HttpsTransport(relay).exchange(REQUEST)
    assert "No secure connection" in str(refusal.value)
    assert plain.asked == []


@pytest.mark.attack("D10")
def test_d10_a_redirect_is_not_followed(serve: Serve) -> None:
    own = certificate()
    relay, other = serve(own), serve(own)
    for status in (301, 302, 303, 307, 308):
        relay.trick = lambda path, answer, status=status: Answer(  # type: ignore[misc]
            status, b"", headers={"Location": f"{other.address}{path}"}
        )
        with pytest.raises(Unreachable) as refusal:
            ask(relay, own.pin)
        assert "sends elsewhere" in str(refusal.value)
        assert other.address not in str(refusal.value)
    assert other.connections == 0


def test_plain_http_on_this_computer(serve: Serve) -> None:
    assert ask(serve(None)) == ANSWER


@pytest.mark.attack("B15")
@pytest.mark.parametrize("status", [200, 401, 403, 404, 500, 502])
def test_b15_an_error_page_is_no_answer(serve: Serve, status: int) -> None:
    own = certificate()
    relay = serve(own)
    relay.trick = lambda path, answer: Answer(
        status, b"<html>sk-canary Bad Gateway</html>", kind="text/html; charset=utf-8"
    )
    with pytest.raises(Unreachable) as refusal:
        ask(relay, own.pin)
    told = str(refusal.value)
    assert "no Keylease relay" in told
    assert str(status) in told
    assert "canary" not in told
    assert refusal.value.exit_status == 5


def test_whoever_is_busy_says_when_to_come_back(serve: Serve) -> None:
    own = certificate()
    relay = serve(own)
    said = encode(Refusal(Code.E_RATE.name))
    for status, after, wait in (
        (429, "2", 2.0),
        (503, "5", 5.0),
        (429, "6", None),
        (503, "99999999999", None),
    ):
        relay.trick = lambda path, answer, status=status, after=after: Answer(  # type: ignore[misc]
            status, said, headers={"Retry-After": after}
        )
        if wait is None:
            assert ask(relay, own.pin) == said
            continue
        with pytest.raises(Busy) as busy:
            ask(relay, own.pin)
        assert (busy.value.answer, busy.value.wait) == (said, wait)


def test_an_answer_cut_short_is_none(serve: Serve) -> None:
    own = certificate()
    relay = serve(own)
    relay.trick = lambda path, answer: Answer(200, b"", cut=True)
    with pytest.raises(Unreachable) as refusal:
        ask(relay, own.pin)
    assert "was cut" in str(refusal.value)


def test_nobody_there(serve: Serve) -> None:
    port = free_port()
    relay = RelayIdentity(key=bytes(32), address=f"https://127.0.0.1:{port}", pins=(bytes(32),))
    with pytest.raises(Unreachable) as refusal:
        HttpsTransport(relay).exchange(REQUEST)
    assert str(refusal.value).startswith(f"Nothing answers at 127.0.0.1:{port}. Nothing was")


@pytest.mark.parametrize("host", ["no-such-host.invalid", f"{'a' * 70}.invalid"])
def test_a_name_that_nobody_knows(host: str) -> None:
    relay = RelayIdentity(key=bytes(32), address=f"https://{host}", pins=(bytes(32),))
    with pytest.raises(Unreachable) as refusal:
        HttpsTransport(relay).exchange(REQUEST)
    assert host in str(refusal.value)


def test_an_answer_that_trickles_has_an_end() -> None:
    """Each byte comes in time, the whole of them does not."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def trickle() -> None:
            one, _ = server.accept()
            with one:
                while not over.wait(0.05):
                    try:
                        one.sendall(b"H")
                    except OSError:
                        return

        serving = threading.Thread(target=trickle)
        serving.start()
        connection = Connection(place_of(f"http://127.0.0.1:{server.getsockname()[1]}"), ())
        with pytest.raises(Unreachable) as refusal:
            connection.post("/v1/ask", b"{}", 0.4)
        over.set()
        connection.close()
        serving.join()
    assert "in time" in str(refusal.value)
