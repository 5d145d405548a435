"""The relay as a process: it starts on nothing, answers over TLS, and ends in good order."""

import contextlib
import json
import signal
import socket
import ssl
import stat
import threading
import time
import warnings
from pathlib import Path

import pytest

from keylease.crypto.pinning import pin_of
from keylease.errors import Code, Usage
from keylease.model import access as a
from keylease.model import events as e
from keylease.relay import posting, serving
from keylease.relay.serving import RelayServer
from keylease.relay.settings import read_settings
from keylease.wire.canonical import encode
from keylease.wire.relay_link import read_claim_link, read_relay_link
from keylease.wire.requests import REPLY
from support.hook import web
from support.logbook import Logbook
from support.relay_harness import RelayHarness, expect
from support.relay_server import HERE, PATIENCE, RelayProcess, ServedHarness, milliseconds
from support.terms import DAY, HOUR


def test_an_empty_store_is_served_and_waits_for_its_team(tmp_path: Path) -> None:
    with RelayProcess(tmp_path) as relay:
        assert relay.get("/health").body == b'{"alive":true}'
        ready = relay.get("/ready")
        assert (ready.status, ready.body) == (503, b'{"ready":false,"why":"empty"}')
        assert relay.identity.address == f"https://127.0.0.1:{relay.port}"
        with relay.raw() as secured:
            certificate = secured.getpeercert(binary_form=True)
            assert secured.version() == "TLSv1.3"
        assert certificate is not None
        assert relay.identity.pins == (pin_of(certificate),)
        _, claim = read_claim_link(relay.link)
        assert relay.stop() == 0
    private = [relay.folder, *relay.folder.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in private} == {0}
    kept = b"".join(path.read_bytes() for path in private if path.is_file())
    assert claim.reveal() not in kept
    events = [line["event"] for line in relay.lines]
    assert (events[0], events[-1]) == ("listening", "stopped")


def test_a_team_that_exists_is_served_with_the_same_key_and_pin_after_a_restart(
    tmp_path: Path,
) -> None:
    harness = RelayHarness(tmp_path, sqlite=True, now=milliseconds())
    harness.store.close()
    with RelayProcess(tmp_path) as relay:
        first = relay.identity
        assert read_relay_link(relay.link) == relay.identity  # no claim: there is a team
        assert relay.get("/ready").status == 200
        request = harness.sign(
            harness.team.ana, a.Fetch(lines_after=0, limit=100), ts=milliseconds()
        )
        got = relay.post("/v1/ask", encode(request))
        assert got.status == 200
        assert expect(a.News, REPLY.read(got.body)).events == tuple(harness.team.log)
        assert relay.stop(signal.SIGINT) == 0
    with RelayProcess(tmp_path) as again:
        assert (again.identity.key, again.identity.pins) == (first.key, first.pins)


def test_it_speaks_tls_1_3_and_nothing_older(tmp_path: Path) -> None:
    with RelayProcess(tmp_path) as relay:
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_1):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.set_ciphers("ALL:@SECLEVEL=0")
            with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
                context.minimum_version = context.maximum_version = version
            plain = socket.create_connection((HERE, relay.port), 10)
            with plain, pytest.raises(ssl.SSLError):
                context.wrap_socket(plain)
        with socket.create_connection((HERE, relay.port), 10) as plain:
            plain.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"alive" not in plain.recv(1000)


def test_what_is_under_way_ends_and_who_waits_is_answered_when_it_stops(tmp_path: Path) -> None:
    relay = ServedHarness(tmp_path)
    with contextlib.closing(relay):
        head = relay.team.state.head
        request = relay.sign(relay.team.ana, a.Fetch(lines_after=0, limit=9), head=head)
        with relay.served.connection() as waiting:
            waiting.request(
                "POST", "/v1/news", encode(request), {"Content-Type": "application/json"}
            )
            while not relay.served.server.listening:
                time.sleep(0.01)
            ending = threading.Thread(target=relay.served.close)
            ending.start()
            answer = waiting.getresponse()
            assert expect(a.News, REPLY.read(answer.read())).events == ()
        ending.join()


def test_who_only_holds_a_connection_does_not_hold_up_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "SECONDS_TO_END", 3600)
    relay = ServedHarness(tmp_path)
    with contextlib.closing(relay), relay.served.connection() as idle:
        idle.request("GET", "/health")
        assert idle.getresponse().read()
        relay.served.close()  # and waits no hour


def test_a_certificate_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.pem").write_text("no certificate")
    given: dict[str, str | None] = {
        "database": f"sqlite:///{tmp_path}/team.db",
        "listen": f"{HERE}:0",
        "certificate": str(tmp_path / "bad.pem"),
        "key": str(tmp_path / "bad.pem"),
    }
    with pytest.raises(Usage, match="as PEM") as refused:
        RelayServer(read_settings(given, {}), milliseconds)
    assert refused.value.code is Code.E_USAGE


def test_a_webhook_that_never_answers_keeps_no_release_key_alive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logbook: Logbook
) -> None:
    logbook.expect("a notice was not delivered")
    monkeypatch.setattr(serving, "SECONDS_BETWEEN_SWEEPS", 0.1)
    monkeypatch.setattr(posting, "PAUSES", ())
    monkeypatch.setattr(posting, "SECONDS", PATIENCE)
    with socket.create_server((HERE, 0)) as silent:
        silent.settimeout(PATIENCE)
        hook = f"http://{HERE}:{silent.getsockname()[1]}"
        relay = ServedHarness(tmp_path, webhook=hook)
        team = relay.team
        grant = team.grant(team.key(), team.ana, expires=relay.now + HOUR)
        team.act(team.ana, e.IncidentOpen(incident=team.id("inc"), keys=()), "note")
        waiting, _ = silent.accept()
        with waiting:
            relay.wait(HOUR)
            until = time.monotonic() + PATIENCE / 2
            while is_kept(relay, grant) and time.monotonic() < until:
                time.sleep(0.05)
            assert not is_kept(relay, grant)
    relay.close()


def test_a_review_that_is_opened_reaches_a_webhook_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "SECONDS_BETWEEN_SWEEPS", 0.1)
    with web() as server, contextlib.closing(ServedHarness(tmp_path, webhook=server.url)) as relay:
        team, review = relay.team, relay.team.id("rev")
        otto = team.member("Otto")
        team.act(team.ana, e.ReviewScope(review, 0, (f"role:{otto.id}",)))
        opened = e.ReviewOpen(
            review=review,
            subjects=1,
            ledger=team.state.head,
            access=team.state.members[team.ana.id].seen,
            reviewers=(team.ana.id,),
            due=relay.now + 14 * DAY,
            lapse=e.Lapse.KEEP,
        )
        team.act(team.ana, opened, "title")
        until = time.monotonic() + PATIENCE
        while not server.got and time.monotonic() < until:
            time.sleep(0.05)
    ((_, _, body),) = server.got
    told = json.loads(body)
    assert (told["matter"], told["count"]) == ("review_opened", 1)
    assert set(told) == {"v", "matter", "count", "at"}


def is_kept(relay: RelayHarness, grant: str) -> bool:
    with relay.store.read() as tx:
        return tx.release(grant, 1) is not None
