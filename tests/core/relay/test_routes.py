"""What is asked over TLS is what the desk answers, and news come when there are any."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import Position
from keylease.relay import routes
from keylease.relay.landing import PAGE
from keylease.relay.recording import entry_of
from keylease.wire.canonical import encode
from keylease.wire.requests import REPLY
from support.relay_harness import expect, opening
from support.relay_server import HERE, PATIENCE, Got, ServedHarness, ask
from support.terms import DAY, Person


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[ServedHarness]:
    harness = ServedHarness(tmp_path)
    yield harness
    harness.close()


def fetching(relay: ServedHarness, *, lines_after: int | None = None) -> a.Fetch:
    """A fetch of what comes after everything that is there."""
    after = len(relay.outcomes()) if lines_after is None else lines_after
    return a.Fetch(lines_after=after, limit=1000)


class Listening:
    """A request for news, sent; the answer and when it came."""

    def __init__(
        self,
        relay: ServedHarness,
        op: a.AnyOperation,
        *,
        author: Person | None = None,
        head: Position | None = None,
    ) -> None:
        self.answer: Got | None = None
        self._body = encode(relay.sign(author or relay.team.ana, op, head=head))
        self._relay = relay
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with self._relay.served.connection() as link:
            self.answer = ask(link, "POST", "/v1/news", self._body)

    def is_waiting(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return self._thread.is_alive()

    def reply(self) -> a.AnyReply:
        assert not self.is_waiting(PATIENCE)
        assert self.answer is not None
        reply: a.AnyReply = REPLY.read(self.answer.body)
        return reply


def test_an_answer_over_tls_is_the_desks_own(relay: ServedHarness) -> None:
    op = a.Fetch(lines_after=0, limit=1000)
    request = relay.sign(relay.team.ana, op)
    got = relay.send(request)
    assert got.status == 200
    assert got.headers["content-type"] == "application/json"
    here = relay.desk.handle(request, source=HERE)
    assert expect(a.News, REPLY.read(got.body)).events == expect(a.News, here).events


def test_a_refusal_has_its_codes_status(relay: ServedHarness) -> None:
    stranger = relay.team.person("Stranger")
    unknown = relay.send(relay.sign(stranger, fetching(relay)))
    assert (unknown.status, unknown.code) == (401, "E_SIG")
    none = relay.send(relay.sign(relay.team.ana, opening(relay.team.id("grt"))))
    assert (none.status, none.code) == (403, "E_NO_GRANT")
    late = relay.send(relay.sign(relay.team.ana, fetching(relay), ts=relay.now - DAY))
    assert (late.status, late.code) == (409, "E_CLOCK")


def test_the_source_is_the_address_that_asks(relay: ServedHarness) -> None:
    key = relay.team.key()
    grant = relay.team.grant(key, relay.team.ana, networks=("127.0.0.4/30",))
    outside = relay.ask(relay.team.ana, opening(grant), source="127.0.0.9")
    assert expect(a.Refusal, outside).code == "E_NET"
    expect(a.Released, relay.ask(relay.team.ana, opening(grant), source="127.0.0.5"))
    with relay.store.read() as tx:
        sources = [relay.entry(entry_of(row)).source for row in tx.lines()[-2:]]
    assert sources == ["127.0.0.9", "127.0.0.5"]


def test_news_that_are_there_come_at_once(relay: ServedHarness) -> None:
    begun = time.monotonic()
    listening = Listening(relay, fetching(relay, lines_after=0))
    assert expect(a.News, listening.reply()).events
    assert time.monotonic() - begun < routes.SECONDS_OF_NEWS / 2


def test_who_has_all_waits_for_the_next_event(relay: ServedHarness) -> None:
    listening = Listening(relay, fetching(relay), head=relay.team.state.head)
    assert listening.is_waiting(0.6)
    entry = relay.team.act(relay.team.ana, e.PolicySet(policy=relay.team.state.policy))
    assert expect(a.News, listening.reply()).events == (entry,)


def test_and_for_the_next_line(relay: ServedHarness) -> None:
    key = relay.team.key()
    grant = relay.team.grant(key, relay.team.ana)
    listening = Listening(relay, fetching(relay), head=relay.team.state.head)
    assert listening.is_waiting(0.6)
    assert relay.open(relay.team.ana, grant) == "released"
    assert len(expect(a.News, listening.reply()).lines) == 1


def test_what_another_process_writes_is_news_too(relay: ServedHarness) -> None:
    listening = Listening(relay, fetching(relay), head=relay.team.state.head)
    assert listening.is_waiting(0.6)
    entry = relay.team.draft(relay.team.ana, e.PolicySet(policy=relay.team.state.policy))
    request = relay.sign(relay.team.ana, a.Append(events=(entry,)))
    expect(a.Appended, relay.desk.handle(request, source="local"))  # the harness's own desk
    assert expect(a.News, listening.reply()).events == (entry,)
    relay.team.take(entry)


def test_who_sees_nothing_new_is_not_answered_again_and_again(relay: ServedHarness) -> None:
    """Somebody pending sees up to their join: the head is beyond it from then on."""
    pending = relay.team.join(relay.team.invite(), relay.team.person("Pen"))
    joined = relay.team.state.head
    relay.team.act(relay.team.ana, e.PolicySet(policy=relay.team.state.policy))
    listening = Listening(relay, fetching(relay), author=pending, head=joined)
    assert listening.is_waiting(0.6)
    relay.team.admit(pending)
    assert expect(a.News, listening.reply()).events


def test_only_a_fetch_waits_and_only_somebody_known(relay: ServedHarness) -> None:
    other = relay.send(relay.sign(relay.team.ana, a.Snapshot(until=0)), path="/v1/news")
    assert (other.status, other.code) == (400, "E_FIELD")
    stranger = relay.team.person("Stranger")
    unknown = relay.send(relay.sign(stranger, fetching(relay)), path="/v1/news")
    assert (unknown.status, unknown.code) == (401, "E_SIG")


def test_one_member_waits_so_many_times_and_no_more(relay: ServedHarness) -> None:
    head = relay.team.state.head
    listening = [
        Listening(relay, fetching(relay), head=head) for _ in range(routes.MOST_WAITING + 1)
    ]
    until = time.monotonic() + PATIENCE
    while all(one.is_waiting(0.01) for one in listening) and time.monotonic() < until:
        continue
    refused = [one for one in listening if not one.is_waiting(0)]
    assert [(one.answer.status, one.answer.code) for one in refused if one.answer] == [
        (429, "E_RATE")
    ]
    relay.team.act(relay.team.ana, e.PolicySet(policy=relay.team.state.policy))
    assert {type(one.reply()) for one in listening if one not in refused} == {a.News}


def until_they_are(relay: ServedHarness, count: int) -> None:
    """Wait until the relay counts so many requests of Ana's that wait for news."""
    server = relay.served.server._server
    assert server is not None
    until = time.monotonic() + PATIENCE
    while server.routes._listening[relay.team.ana.id] != count:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_who_hangs_up_makes_room(relay: ServedHarness) -> None:
    body = encode(relay.sign(relay.team.ana, fetching(relay), head=relay.team.state.head))
    for _ in range(2):
        with contextlib.ExitStack() as hanging_up:
            for _ in range(routes.MOST_WAITING):
                link = hanging_up.enter_context(relay.served.connection())
                link.request("POST", "/v1/news", body, {"Content-Type": "application/json"})
            until_they_are(relay, routes.MOST_WAITING)
        until_they_are(relay, 0)
    listening = Listening(relay, fetching(relay), head=relay.team.state.head)
    assert listening.is_waiting(0.5)
    relay.team.act(relay.team.ana, e.PolicySet(policy=relay.team.state.policy))
    assert expect(a.News, listening.reply()).events


def test_the_page_is_the_same_to_everybody(relay: ServedHarness) -> None:
    got = relay.served.get("/")
    assert (got.status, got.body.decode()) == (200, PAGE)
    assert got.headers["content-type"] == "text/html; charset=utf-8"


def test_ready(relay: ServedHarness) -> None:
    assert relay.served.get("/ready").body == b'{"ready":true}'
