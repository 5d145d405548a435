"""Attacks on a relay that is served: by raw sockets, over real TLS, against the real server."""

import contextlib
import resource
import socket
import ssl
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keylease.errors import Code
from keylease.model import access as a
from keylease.model import events as e
from keylease.relay.gate import SECONDS_TO_RECEIVE
from keylease.relay.limits import Limits
from keylease.relay.receiving import MOST_LARGE_OF_ONE
from keylease.store.sqlite.store import SqliteStore
from keylease.wire.canonical import encode
from keylease.wire.requests import LARGEST_MESSAGE, REPLY
from support.logbook import Logbook
from support.relay_harness import RelayHarness, expect, opening
from support.relay_server import (
    HERE,
    JSON,
    Got,
    RelayProcess,
    ServedHarness,
    ask,
    milliseconds,
)
from support.terms import MINUTE, Pass

HEAD = b"POST /v1/ask HTTP/1.1\r\nHost: relay\r\nContent-Type: application/json\r\n"
MEBIBYTE = 1024 * 1024


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[ServedHarness]:
    harness = ServedHarness(tmp_path)
    yield harness
    harness.close()


@pytest.fixture
def process(tmp_path: Path) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path) as running:
        yield running


def answer(wire: socket.socket) -> bytes:
    """All that comes until the other end closes."""
    wire.settimeout(30)
    parts = []
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while part := wire.recv(65536):
            parts.append(part)
    return b"".join(parts)


def send_all(wire: socket.socket, parts: Iterator[bytes]) -> int:
    """Send until there is no more, or the other end will not have it; bytes sent."""
    sent = 0
    with contextlib.suppress(OSError):
        for part in parts:
            wire.sendall(part)
            sent += len(part)
    return sent


def memory_of(process: RelayProcess) -> int:
    """The most that the process has held in memory, in bytes."""
    status = Path(f"/proc/{process.process.pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


# D05: bodies


@pytest.mark.attack("D05")
def test_a_body_is_bounded_by_its_bytes_and_memory_stays_flat(process: RelayProcess) -> None:
    before = memory_of(process)
    for told in (LARGEST_MESSAGE + 1, 2**30, 10**18):
        with process.raw() as wire:
            wire.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % told)
            said = answer(wire)
        assert said.startswith(b"HTTP/1.1 413 ")
        assert said.endswith(encode(a.Refusal(code="E_SIZE")))

    def endless() -> Iterator[bytes]:
        chunk = b"10000\r\n" + bytes(65536) + b"\r\n"
        while True:
            yield chunk

    for _ in range(3):
        with process.raw() as wire:
            wire.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
            sent = send_all(wire, endless())
            assert LARGEST_MESSAGE // 2 < sent < LARGEST_MESSAGE + 16 * MEBIBYTE
            assert b"413" in answer(wire)[:20]
    bomb = {**JSON, "Content-Encoding": "gzip"}
    assert process.post("/v1/ask", b"\x1f\x8b" + bytes(1000), bomb).status == 415
    assert memory_of(process) - before < 64 * MEBIBYTE
    assert process.get("/health").status == 200


@pytest.mark.attack("D05")
def test_a_length_that_is_no_number_or_two_is_no_request(relay: ServedHarness) -> None:
    for lengths in (b"Content-Length: x\r\n", b"Content-Length: 1\r\nContent-Length: 2\r\n"):
        with relay.served.raw() as wire:
            wire.sendall(HEAD + lengths + b"\r\n{}")
            said = answer(wire)
        assert said.startswith(b"HTTP/1.1 400 ")
        assert said.endswith(encode(a.Refusal(code="E_PARSE")))


@pytest.mark.attack("D05")
def test_few_large_bodies_at_a_time_and_small_ones_beside_them(relay: ServedHarness) -> None:
    with contextlib.ExitStack() as open_:
        for _ in range(MOST_LARGE_OF_ONE):
            wire = open_.enter_context(relay.served.raw())
            wire.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n" + bytes(200_000))
        time.sleep(0.5)
        wire = open_.enter_context(relay.served.raw())
        wire.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n" + bytes(200_000))
        said = answer(wire)
        assert said.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1\r\n" in said
        assert said.endswith(encode(a.Refusal(code="E_BUSY")))
        expect(a.News, relay.ask(relay.team.ana, a.Fetch(lines_after=0, limit=9)))


@pytest.mark.attack("D05")
def test_headers_without_end_are_no_request(relay: ServedHarness) -> None:
    with relay.served.raw() as wire:
        sent = send_all(wire, iter([HEAD, *[b"X-More: " + b"a" * 1000 + b"\r\n"] * 2000]))
        assert sent < MEBIBYTE
        assert answer(wire).startswith((b"HTTP/1.1 400 ", b""))
    assert relay.served.get("/health").status == 200


# D06: slow senders, slow readers


@pytest.mark.attack("D06")
@pytest.mark.timeout(300)
def test_five_hundred_slow_senders_are_cut_off_and_others_are_served(
    process: RelayProcess,
) -> None:
    def p95(count: int) -> float:
        took = []
        with process.connection("127.0.0.2") as link:
            for _ in range(count):
                begun = time.monotonic()
                assert ask(link, "GET", "/health").status == 200
                took.append(time.monotonic() - begun)
        return statistics.quantiles(took, n=20)[-1]

    p95(50)
    with contextlib.ExitStack() as open_:
        begun = time.monotonic()
        silent = [open_.enter_context(_plain(process)) for _ in range(200)]
        slow = []
        for at in range(300):
            wire = open_.enter_context(process.raw())
            wire.sendall(HEAD if at % 2 else HEAD + b"Content-Length: 100\r\n\r\n{")
            slow.append(wire)
        assert p95(100) < 2.0
        dribbling = slow[-20:]
        while time.monotonic() < begun + SECONDS_TO_RECEIVE / 2:
            time.sleep(0.5)
            for wire in dribbling:
                with contextlib.suppress(OSError):
                    wire.sendall(b"a")
        for wire in slow:
            assert answer(wire)[:12] in (b"HTTP/1.1 408", b"")
        for wire in silent:
            assert answer(wire) == b""
        took = time.monotonic() - begun
    assert took < 60, "they were not cut off by the deadline"
    assert process.get("/health").status == 200


def _plain(process: RelayProcess) -> socket.socket:
    return socket.create_connection((HERE, process.port), 30)


@pytest.mark.attack("D06")
def test_an_address_gets_so_many_connections_and_another_is_served(tmp_path: Path) -> None:
    with (
        RelayProcess(tmp_path, "--connections-per-address", "5") as process,
        contextlib.ExitStack() as open_,
    ):
        for _ in range(5):
            open_.enter_context(process.raw("127.0.0.3"))
        with pytest.raises((ConnectionError, ssl.SSLError)):
            open_.enter_context(process.raw("127.0.0.3"))
        assert process.get("/health", "127.0.0.4").status == 200
        open_.close()
        time.sleep(0.5)
        assert process.get("/health", "127.0.0.3").status == 200


@pytest.mark.attack("D06")
def test_all_connections_together_are_bounded(tmp_path: Path) -> None:
    with (
        RelayProcess(tmp_path, "--connections", "6") as process,
        contextlib.ExitStack() as open_,
    ):
        for at in range(6):
            open_.enter_context(process.raw(f"127.0.0.{at + 10}"))
        with pytest.raises((ConnectionError, ssl.SSLError)):
            process.get("/health")


# D07, D08: too much


@pytest.mark.attack("D07")
def test_a_flood_by_a_member_is_refused_and_others_go_on(tmp_path: Path) -> None:
    relay = ServedHarness(tmp_path, limits=Limits(author_per_minute=60))
    with contextlib.closing(relay):
        bea = relay.team.member("Bea")
        relay.wait(MINUTE)
        request = relay.sign(bea, a.Fetch(lines_after=0, limit=1))
        statuses = [relay.send(request).status for _ in range(70)]
        assert statuses == [200] * 60 + [429] * 10
        refused = relay.send(request)
        assert refused.code == "E_RATE"
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        expect(a.News, relay.ask(relay.team.ana, a.Fetch(lines_after=0, limit=1)))
        relay.wait(MINUTE)
        assert relay.send(relay.sign(bea, a.Fetch(lines_after=0, limit=1))).status == 200


@pytest.mark.attack("D07")
@pytest.mark.attack("C11")
def test_a_flood_by_strangers_writes_nothing_and_does_not_touch_others(
    relay: ServedHarness,
) -> None:
    before = (relay.team.state.head, relay.outcomes())
    guesses = [
        relay.sign(Pass(relay.team.id("inv"), relay.team.person("x").key), fetching())
        for _ in range(80)
    ]
    got = [relay.send(guess, "127.0.0.6") for guess in guesses]
    limit = Limits().failures_per_minute
    assert {(one.status, one.code) for one in got[:limit]} == {(401, "E_SIG")}
    assert {(one.status, one.code) for one in got[limit:]} == {(429, "E_RATE")}
    expect(a.News, relay.ask(relay.team.ana, fetching()))
    with relay.store.read() as tx:
        assert tx.head() is not None
        assert (relay.team.state.head, relay.outcomes()) == before


@pytest.mark.attack("C11")
def test_a_guessed_invite_a_wrong_key_and_a_stranger_look_the_same(relay: ServedHarness) -> None:
    invite = relay.team.invite()
    wrong = relay.team.person("x").key
    requests = [
        relay.sign(Pass(invite.id, wrong), fetching()),
        relay.sign(Pass(relay.team.id("inv"), wrong), fetching()),
        relay.sign(relay.team.person("y"), fetching()),
        relay.sign(relay.team.ana, fetching(), by=wrong),
    ]
    got = [relay.send(request) for request in requests]
    assert len({(one.status, one.body) for one in got}) == 1
    without_date = [{k: v for k, v in one.headers.items() if k != "date"} for one in got]
    assert all(headers == without_date[0] for headers in without_date)
    used = relay.team.invite()
    relay.team.join(used, relay.team.person("Joy"))
    again = relay.send(relay.sign(used, fetching()))
    assert (again.status, again.code) == (403, "E_INVITE_USED")


@pytest.mark.attack("D08")
def test_the_quota_of_a_day_holds_and_says_when_it_ends(tmp_path: Path) -> None:
    relay = ServedHarness(tmp_path, limits=Limits(events_per_day=30))
    with contextlib.closing(relay):
        bea = relay.team.member("Bea")
        key = relay.team.key()
        codes = []
        for _ in range(32):
            entry = relay.team.draft(
                bea, _request(relay, key), nonce=relay.team.chance(16), seen=relay.team.seen
            )
            got = relay.send(relay.sign(bea, a.Append(events=(entry,))))
            if got.status == 200:
                relay.team.take(entry, by=bea)
            else:
                codes.append((got.status, got.code))
                assert 1 <= int(got.headers["retry-after"]) <= 86_400
        assert set(codes) == {(429, "E_QUOTA")}
        assert len(codes) >= 2
        expect(a.News, relay.ask(relay.team.ana, fetching()))


def _request(relay: ServedHarness, key: str) -> e.AccessRequest:
    return e.AccessRequest(request=relay.team.id("req"), key=key, span=MINUTE)


def fetching() -> a.Fetch:
    return a.Fetch(lines_after=0, limit=1000)


# D04: whatever is sent, an answer with a code of the table


@pytest.mark.attack("D04")
def test_whatever_is_posted_gets_a_documented_answer(tmp_path: Path) -> None:
    relay = ServedHarness(tmp_path, limits=Limits(failures_per_minute=10**6))
    with contextlib.closing(relay):
        good = encode(relay.sign(relay.team.ana, opening(relay.team.id("grt"))))

        @settings(
            max_examples=150,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )
        @given(
            st.sampled_from(["/v1/ask", "/v1/news"]),
            st.one_of(
                st.binary(max_size=2000),
                st.builds(
                    lambda at, byte: good[:at] + bytes([byte]) + good[at + 1 :],
                    st.integers(0, len(good) - 1),
                    st.integers(0, 255),
                ),
                st.builds(lambda end: good[:end], st.integers(0, len(good) - 1)),
                st.just(b"[" * 100_000),
            ),
        )
        def post(path: str, body: bytes) -> None:
            begun = time.monotonic()
            got = relay.served.post(path, body)
            assert time.monotonic() - begun < 10
            reply = REPLY.read(got.body)
            assert isinstance(reply, a.Refusal)
            assert reply.code in Code.__members__
            relay.now += MINUTE // 4  # strays are counted by the minute

        post()
        expect(a.News, relay.ask(relay.team.ana, fetching()))


@pytest.mark.attack("D04")
def test_whatever_is_said_in_place_of_http_gets_an_answer_or_an_end(
    relay: ServedHarness, logbook: Logbook
) -> None:
    words = [
        b"\r\n\r\n",
        b"\x16\x03\x01",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://elsewhere/ HTTP/1.1\r\nHost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"GET /%00%ff%0a HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST /v1/ask HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        bytes(range(256)) * 100,
    ]
    for word in words:
        with relay.served.raw() as wire:
            wire.sendall(word)
            wire.settimeout(15)
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                assert wire.recv(12) in (b"", *(b"HTTP/1.1 %d" % n for n in range(200, 600)))
    assert relay.served.get("/health").status == 200


# G05: a disk that fails under the server


@pytest.mark.attack("G05")
@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="the fault is set from outside")
def test_a_store_that_could_not_write_is_opened_anew_and_goes_on(tmp_path: Path) -> None:
    harness = RelayHarness(tmp_path, sqlite=True, now=milliseconds())
    harness.store.close()
    with RelayProcess(tmp_path) as process:
        entry = harness.team.draft(harness.team.ana, e.PolicySet(harness.team.state.policy))

        def append() -> Got:
            op = a.Append(events=(entry,))
            request = harness.sign(harness.team.ana, op, ts=milliseconds())
            return process.post("/v1/ask", encode(request))

        pid, largest = process.process.pid, resource.RLIMIT_FSIZE
        before = resource.prlimit(pid, largest)
        resource.prlimit(pid, largest, (4096, before[1]))
        refused = append()
        assert (refused.status, refused.code) == (503, "E_STORAGE")
        assert append().status == 503
        resource.prlimit(pid, largest, before)
        until = time.monotonic() + 40
        while (got := append()).status != 200:
            assert got.status == 503
            assert time.monotonic() < until
            time.sleep(0.5)
        assert process.stop() == 0
        assert any("opened anew" in line["event"] for line in process.lines)
    with contextlib.closing(SqliteStore.open(harness.database)) as store, store.read() as tx:
        assert [row.body for row in tx.events()] == [
            *(one.body for one in harness.team.log),
            entry.body,
        ]
