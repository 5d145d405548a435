"""What the HTTP layer says by itself: every refusal is one that a program can read."""

import contextlib
import hashlib
import http.client
import re
from base64 import b64encode
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest

from keylease.model import access as a
from keylease.relay.app import STRAYS_PER_MINUTE
from keylease.relay.gate import Door
from keylease.relay.landing import PAGE, POLICY
from keylease.relay.settings import read_settings
from keylease.wire.canonical import encode
from keylease.wire.requests import REPLY
from support.relay_harness import RelayHarness, expect, opening
from support.relay_server import HERE, JSON, RelayThread, ServedHarness, ask
from support.terms import MINUTE


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[ServedHarness]:
    harness = ServedHarness(tmp_path)
    yield harness
    harness.close()


def test_what_is_not_ours_is_refused_as_a_program_reads_it(relay: ServedHarness) -> None:
    for method, path, headers, wanted in [
        ("GET", "/v2/ask", {}, (404, "E_UNKNOWN")),
        ("GET", "/health/", {}, (404, "E_UNKNOWN")),
        ("GET", "/v1/ask", {}, (405, "E_USAGE")),
        ("POST", "/health", JSON, (405, "E_USAGE")),
        ("POST", "/v1/ask", {}, (415, "E_PARSE")),
        ("POST", "/v1/ask", {"Content-Type": "text/plain"}, (415, "E_PARSE")),
        ("POST", "/v1/ask", {**JSON, "Content-Encoding": "gzip"}, (415, "E_PARSE")),
        ("POST", "/v1/ask", {**JSON, "Content-Encoding": "identity"}, (415, "E_PARSE")),
        ("POST", "/v1/ask", JSON, (400, "E_PARSE")),
        ("POST", "/v1/news", JSON, (400, "E_PARSE")),
    ]:
        with relay.served.connection() as link:
            got = ask(link, method, path, b"{" if method == "POST" else None, headers)
        assert (got.status, got.code) == wanted, (method, path, headers)
        assert got.headers["content-type"] == "application/json"


def test_every_answer_is_kept_by_nobody_and_names_no_software(relay: ServedHarness) -> None:
    refused = relay.send(relay.sign(relay.team.ana, opening(relay.team.id("grt"))))
    answers = [relay.served.get(path) for path in ("/", "/health", "/ready", "/nothing")]
    for got in [refused, *answers]:
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "server" not in got.headers
        assert "location" not in got.headers


def test_the_page_runs_no_script_and_its_policy_allows_none(relay: ServedHarness) -> None:
    got = relay.served.get("/")
    (style,) = re.findall(r"<style>(.*?)</style>", got.body.decode(), re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert got.headers["content-security-policy"] == POLICY
    assert f"style-src 'sha256-{digest}'" in POLICY
    assert POLICY.startswith("default-src 'none';")
    assert not re.search(r"<script|javascript:|\son\w+=|<link|<img|https?://|url\(", PAGE)
    assert "prefers-color-scheme: dark" in PAGE


def test_strays_are_counted_by_address_and_the_desk_goes_on(relay: ServedHarness) -> None:
    with relay.served.connection("127.0.0.8") as link:
        for _ in range(STRAYS_PER_MINUTE):
            assert ask(link, "GET", "/health").status == 200
        refused = ask(link, "GET", "/health")
    assert (refused.status, refused.code) == (429, "E_RATE")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert relay.served.get("/health", "127.0.0.9").status == 200
    relay.wait(MINUTE)
    assert relay.served.get("/health", "127.0.0.8").status == 200


def test_behind_a_proxy_only_the_named_one_says_who_asks(tmp_path: Path) -> None:
    harness = RelayHarness(tmp_path, sqlite=True)
    grant = harness.team.grant(harness.team.key(), harness.team.ana)
    given: dict[str, str | None] = {
        "database": f"sqlite:///{harness.database}",
        "listen": f"{HERE}:0",
        "behind_proxy": "127.0.0.20",
        "address": "https://relay.example.org",
    }
    served = RelayThread(read_settings(given, {}), lambda: harness.now)
    cases = [
        ("127.0.0.20", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.20", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.20", "203.0.113.9, 198.51.100.7, 127.0.0.20", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7", "127.0.0.1"),
    ]
    with contextlib.closing(harness.store), contextlib.closing(served):
        assert served.identity.address == "https://relay.example.org"
        assert served.identity.pins == ()
        for source, forwarded, wanted in cases:
            request = encode(harness.sign(harness.team.ana, opening(grant)))
            link = http.client.HTTPConnection(
                HERE, served.port, timeout=30, source_address=(source, 0)
            )
            with contextlib.closing(link):
                got = ask(link, "POST", "/v1/ask", request, {**JSON, "X-Forwarded-For": forwarded})
            reply = REPLY.read(got.body)
            assert harness.entry(expect(a.Released, reply).entry).source == wanted


def test_behind_a_proxy_nobody_else_is_let_in() -> None:
    door = Door(10, 1, None, ip_network("10.0.0.0/24"))
    let_in = ["10.0.0.7", "10.0.0.7", "127.0.0.1", "::1"]  # one for each of its clients
    assert [door.enter(source) for source in [*let_in, "10.0.1.7", "2001:db8::1", ""]] == [
        *[True] * 4,
        *[False] * 3,
    ]
