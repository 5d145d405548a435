"""Attacks on a relay that is served: floods, guesses, whatever bytes, a failing disk, its log."""

import contextlib
import resource
import ssl
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keylease.errors import Code
from keylease.model import access as a
from keylease.model import events as e
from keylease.relay.limits import Limits
from keylease.store.sqlite.store import SqliteStore
from keylease.wire.canonical import encode
from keylease.wire.requests import REPLY
from support.logbook import Logbook
from support.relay_harness import RelayHarness, expect, opening
from support.relay_server import (
    JSON,
    PATIENCE,
    Got,
    RelayProcess,
    ServedHarness,
    answer,
    milliseconds,
)
from support.terms import MINUTE, Pass


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[ServedHarness]:
    harness = ServedHarness(tmp_path)
    yield harness
    harness.close()


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
    with contextlib.ExitStack() as open_:
        wires = [open_.enter_context(relay.served.raw()) for _ in words]
        for wire, word in zip(wires, words, strict=True):  # some are waited for, all together
            wire.sendall(word)
        for wire in wires:
            wire.settimeout(PATIENCE)
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


# C05: no line, no key


@pytest.mark.attack("C05")
def test_without_a_line_no_key_leaves_the_server(relay: ServedHarness, logbook: Logbook) -> None:
    logbook.expect("opened anew")
    team = relay.team
    grant = team.grant(team.key(), team.ana, max_uses=1)
    relay.block("INSERT", "lines")
    got = relay.send(relay.sign(team.ana, opening(grant)))
    assert (got.status, got.code) == (503, "E_AUDIT")
    assert relay.outcomes() == []
    relay.unblock("lines")
    until = time.monotonic() + 40
    while (outcome := relay.open(team.ana, grant)) == "E_BUSY":  # while the store is opened anew
        assert time.monotonic() < until
        time.sleep(0.05)
    assert outcome == "released"


# E06: what is logged


@pytest.mark.attack("E06")
def test_nothing_secret_reaches_the_log(tmp_path: Path) -> None:
    """Everything is asked once, well and badly, with canaries in all that is sent."""
    canary = "sk-proj-CANARY0123456789abcdefCANARY"
    harness = RelayHarness(tmp_path, sqlite=True, now=milliseconds())
    ana, team = harness.team.ana, harness.team
    grant = team.grant(team.key(), ana)
    invite = team.invite()
    harness.store.close()
    with RelayProcess(tmp_path) as process:
        released = b""
        for author, op in [
            (ana, opening(grant)),
            (ana, opening(team.id("grt"))),
            (ana, fetching()),
            (ana, a.Snapshot(until=9)),
            (ana, a.Stage(items=(a.StageItem(b"CANARY" * 60, b"CANARY" * 5 + b"12"),))),
            (invite, fetching()),
            (team.person(canary), fetching()),
        ]:
            request = harness.sign(author, op, ts=milliseconds(), client=canary)
            reply = REPLY.read(process.post("/v1/ask", encode(request)).body)
            released = reply.release if isinstance(reply, a.Released) else released
        assert released
        process.post("/v1/ask", canary.encode())
        for path in (
            f"/{canary}",
            f"/?{canary}",
            f"/v1/ask?token={canary}",
            f"/health/%23{canary}",
        ):
            process.get(path)
        process.post("/v1/ask", b"{}", {**JSON, "Authorization": canary, "Cookie": canary})
        with process.raw() as wire:
            wire.sendall(canary.encode() + b"\r\n\r\n")
            answer(wire)
        assert process.stop() == 0
        log = process.folder.parent.joinpath("relay.log").read_text()
        assert len(process.lines) > 10
    assert {line.get("author") for line in process.lines} == {None, ana.id, invite.id}
    for secret in ("CANARY", released.hex(), b64encode(released).decode(), "Traceback"):
        assert secret not in log
