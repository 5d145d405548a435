"""Attacks on a relay that is served: by raw sockets, over real TLS, against the real server."""

import contextlib
import socket
import ssl
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.model import access as a
from keylease.relay.gate import SECONDS_TO_RECEIVE
from keylease.relay.receiving import MOST_LARGE_OF_ONE, SMALL
from keylease.wire.canonical import encode
from keylease.wire.requests import LARGEST_MESSAGE
from support.relay_harness import expect
from support.relay_server import (
    HERE,
    JSON,
    PATIENCE,
    RelayProcess,
    ServedHarness,
    answer,
    ask,
)

HEAD = b"POST /v1/ask HTTP/1.1\r\nHost: relay\r\nContent-Type: application/json\r\n"
MEBIBYTE = 1024 * 1024
TURNED_AWAY = (ConnectionError, ssl.SSLError)


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[ServedHarness]:
    harness = ServedHarness(tmp_path)
    yield harness
    harness.close()


@pytest.fixture
def process(tmp_path: Path) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path) as running:
        yield running


def send_all(wire: socket.socket, parts: Iterator[bytes]) -> int:
    """Send until there is no more, or the other end will not have it; bytes sent."""
    sent = 0
    with contextlib.suppress(OSError):
        for part in parts:
            wire.sendall(part)
            sent += len(part)
    return sent


def enter(open_: contextlib.ExitStack, process: RelayProcess, source: str) -> None:
    """A connection from there, as soon as the relay has noticed that an earlier one has ended."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            open_.enter_context(process.raw(source))
            return
        except TURNED_AWAY:
            assert time.monotonic() < until
            time.sleep(0.02)


def first_answer(wires: list[ssl.SSLSocket]) -> bytes:
    """What the first of them that is answered hears, until it is closed."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        for wire in wires:
            wire.settimeout(0.05)
            with contextlib.suppress(TimeoutError):
                return wire.recv(65536) + answer(wire)
    raise TimeoutError


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
            assert sent > LARGEST_MESSAGE // 2  # and it had an end
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
        wires = [open_.enter_context(relay.served.raw()) for _ in range(MOST_LARGE_OF_ONE + 1)]
        for wire in wires:  # as much as takes a place, and nothing after it that may meet a close
            wire.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n" + bytes(SMALL + 1))
        said = first_answer(wires)
        assert said.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1\r\n" in said
        assert said.endswith(encode(a.Refusal(code="E_BUSY")))
        expect(a.News, relay.ask(relay.team.ana, a.Fetch(lines_after=0, limit=9)))


@pytest.mark.attack("D05")
def test_headers_without_end_are_no_request(relay: ServedHarness) -> None:
    with relay.served.raw() as wire:
        sent = send_all(wire, iter([HEAD, *[b"X-More: " + b"a" * 1000 + b"\r\n"] * 20_000]))
        assert sent < 16 * MEBIBYTE  # what is on the way may be some, where the relay is slow
        assert answer(wire).startswith((b"HTTP/1.1 400 ", b""))
    assert relay.served.get("/health").status == 200


# D06: slow senders, slow readers


@pytest.mark.attack("D06")
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
        assert p95(100) < SECONDS_TO_RECEIVE / 2
        dribbling = slow[-20:]
        while time.monotonic() < begun + SECONDS_TO_RECEIVE / 2:
            time.sleep(0.5)
            for wire in dribbling:
                with contextlib.suppress(OSError):
                    wire.sendall(b"a")
        for wire in slow:  # each within PATIENCE
            assert answer(wire)[:12] in (b"HTTP/1.1 408", b"")
        for wire in silent:
            assert answer(wire) == b""
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
        with pytest.raises(TURNED_AWAY):
            open_.enter_context(process.raw("127.0.0.3"))
        assert process.get("/health", "127.0.0.4").status == 200
        open_.close()
        for _ in range(5):
            enter(open_, process, "127.0.0.3")


@pytest.mark.attack("D06")
def test_all_connections_together_are_bounded(tmp_path: Path) -> None:
    with (
        RelayProcess(tmp_path, "--connections", "6") as process,
        contextlib.ExitStack() as open_,
    ):
        for at in range(6):
            enter(open_, process, f"127.0.0.{at + 10}")  # the start has asked, and hung up
        with pytest.raises(TURNED_AWAY):
            process.get("/health")
