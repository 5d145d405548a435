"""Requests out, replies in: who is to blame for a no, and what is asked for again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from keylease.client.courier import RelayFailed, RelayRefusal
from keylease.client.session import Session
from keylease.errors import Code, Refused, Tampered, Unreachable
from keylease.model.access import Append, Fetch, Open, Purpose, Refusal
from keylease.wire.canonical import encode
from keylease.wire.requests import REQUEST
from support.members import Between, OverTls, World, code_of, hostile_relay, read
from support.terms import DAY, HOUR
from support.tls_relay import Answer, TlsRelay


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (Code.E_ROLE, RelayRefusal),
        (Code.E_REVOKED, RelayRefusal),
        (Code.E_UNREACHED, Unreachable),
        (Code.E_AUDIT, RelayFailed),
        (Code.E_BEHIND, RelayFailed),
        (Code.E_STORAGE, RelayFailed),
    ],
)
def test_a_refusal_says_whose_fault_it_is(code: Code, kind: type) -> None:
    error = RelayRefusal.of(Refusal(code.name), 0)
    assert type(error) is kind
    assert error.code is code


def test_a_reason_that_does_not_exist_is_a_lie() -> None:
    error = RelayRefusal.of(Refusal("E_MADE_UP"), 0)
    assert isinstance(error, Tampered)
    assert "MADE_UP" not in str(error)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (DAY + 10 * HOUR, "10 h 0 min ahead"),
        (DAY - 61 * 60_000, "1 h 1 min behind"),
        (DAY + 6 * 60_000, "6 min ahead"),
    ],
)
def test_how_far_the_clock_is_off(now: int, words: str) -> None:
    error = RelayRefusal.of(Refusal(Code.E_CLOCK.name, at=DAY), now)
    assert isinstance(error, Refused)
    assert words in str(error)


def test_what_goes_along_with_each_request(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    world.lend(ada, key, ada)
    ada.refresh()
    said = REQUEST.read(ada.connection.courier.request(Fetch(lines_after=0, limit=1)).body)
    assert said.head == ada.snapshot.state.head
    assert said.mine == ada.snapshot.access
    assert said.client == "test/1"
    assert (said.author, said.ts) == (ada.me, world.now)


def test_a_request_is_insisted_on_once(world: World) -> None:
    ada = world.found()
    for lose, code in ((1, None), (2, Code.E_UNREACHED)):
        Between(ada, kind=Append, lose=lose)
        before = len(ada.snapshot.state.environments)
        if code is None:
            world.environment(ada, "lab")
            assert len(ada.snapshot.state.environments) == before + 1
        else:
            assert code_of(lambda: world.environment(ada, "other")) is code


@pytest.fixture
def tls(tmp_path: Path) -> Iterator[World]:
    """A world whose relay stands behind TLS."""
    found = World(tmp_path, memory=True, tls=True)
    yield found
    found.close()


def server_of(session: Session) -> TlsRelay:
    transport = session.connection.courier.transport
    assert isinstance(transport, OverTls)
    return transport.server


class CutOff:
    """Ends the connection in place of the next so many answers; what was asked has been done."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, path: str, answer: Answer) -> Answer:
        self.left -= 1
        return replace(answer, cut=self.left >= 0)


@pytest.mark.attack("C01")
@pytest.mark.parametrize("times", [1, 2])
def test_c01_a_lost_answer_is_no_second_use(tls: World, times: int) -> None:
    """The relay has committed; the answer never arrives; the same bytes are sent again."""
    ada = tls.found()
    bob = tls.bring(ada, "Bob")
    key = tls.key(ada, "openai")
    grant = tls.lend(ada, key, bob, max_uses=1)
    bob.refresh()
    now = bob.snapshot
    server_of(bob).trick = CutOff(times)
    opened = bob.values.granted(now, grant, Purpose.COPY)
    assert opened.value == "sk-openai-1"
    relay = hostile_relay(ada)
    with relay.store.read() as tx:
        assert len(tx.lines_of(author=bob.me)) == 1
        assert tx.uses(grant).released == 1
    asked = [one for one in hostile_relay(bob).asked if isinstance(one.op, Open)]
    assert len(asked) == times + 1
    assert len({one.rid for one in asked}) == 1
    assert code_of(lambda: read(bob, key)) is Code.E_NO_USES


def test_a_lost_answer_is_no_second_event(tls: World) -> None:
    ada = tls.found()
    before = ada.snapshot.state.head.seq
    server_of(ada).trick = CutOff(2)
    tls.environment(ada, "lab")
    assert ada.refresh().state.head.seq == before + 1


def test_a_busy_relay_is_asked_again_when_it_says(tls: World) -> None:
    ada = tls.found()
    left = [2]

    def busy(path: str, answer: Answer) -> Answer:
        left[0] -= 1
        if left[0] < 0:
            return answer
        return Answer(503, encode(Refusal(Code.E_BUSY.name)), headers={"Retry-After": "0"})

    server_of(ada).trick = busy
    assert ada.refresh().frozen is None
    left[0] = 100
    assert code_of(lambda: ada.refresh(patient=False)) is Code.E_BUSY
