"""The front: whatever arrives is answered with a documented code, and strangers learn nothing."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from keylease.crypto.signing import SigningKey
from keylease.errors import Code
from keylease.model import access as a
from keylease.model.events import EncryptedMeta
from keylease.model.signed import Signed
from keylease.relay.limits import Limits
from keylease.wire.canonical import encode
from keylease.wire.requests import LARGEST_RECORDED_REQUEST, LARGEST_REQUEST, REQUEST
from support.relay_harness import NewRelay, RelayHarness, expect, opening
from support.terms import MINUTE, Pass, Person

FETCH = a.Fetch(lines_after=0, limit=10)


def answer(relay: RelayHarness, request: Signed, source: str = "192.0.2.7") -> bytes:
    return encode(relay.desk.handle(request, source=source))


@pytest.mark.attack("C11")
def test_c11_strangers_cannot_tell_what_is_there(relay: RelayHarness) -> None:
    """Unknown invite, known invite and wrong key, unknown and known member: the same bytes."""
    team = relay.team
    invite = team.invite()
    wrong = SigningKey.generate()
    guesses: list[Person | Pass] = [
        Pass(team.id("inv"), wrong),
        Pass(invite.id, wrong),
        team.person("Nobody"),
        Person("Ana", team.ana.id, wrong, team.ana.box),
    ]
    answers = {answer(relay, relay.sign(guess, FETCH)) for guess in guesses}
    assert answers == {encode(a.Refusal(code="E_SIG"))}


@pytest.mark.attack("C11")
@pytest.mark.attack("D07")
def test_c11_guessing_is_slowed_down_and_leaves_no_trace(relay: RelayHarness) -> None:
    """10^5 guesses: a thousand of the invite's key, and then of what it would sign."""
    team = relay.team
    invite = team.invite()
    guesses = [relay.sign(Pass(invite.id, SigningKey.generate()), FETCH) for _ in range(1000)]
    body = guesses[-1].body
    guesses += [Signed(body=body, sigs=(team.chance(64),)) for _ in range(99_000)]
    codes = [expect(a.Refusal, relay.hand_in(guess, "203.0.113.5")).code for guess in guesses]
    assert codes == ["E_SIG"] * 60 + ["E_RATE"] * 99_940
    assert relay.outcomes() == []
    expect(a.News, relay.ask(invite, FETCH))  # from another address
    relay.wait(MINUTE)
    expect(a.News, relay.ask(invite, FETCH, source="203.0.113.5"))


@pytest.mark.attack("D07")
def test_d07_one_member_floods_and_others_do_not_notice(new_relay: NewRelay) -> None:
    relay = new_relay(limits=Limits(author_per_minute=20))
    bea = relay.team.member("Bea")
    codes = [type(relay.ask(bea, FETCH)).__name__ for _ in range(30)]
    assert codes == ["News"] * 20 + ["Refusal"] * 10
    assert relay.refused(bea, FETCH) == "E_RATE"
    expect(a.News, relay.ask(relay.team.ana, FETCH))


@pytest.mark.attack("D05")
def test_d05_what_is_too_large_is_not_read(relay: RelayHarness) -> None:
    ana = relay.team.ana
    huge = Signed(body=b" " * (LARGEST_REQUEST + 1), sigs=(bytes(64),))
    assert expect(a.Refusal, relay.hand_in(huge)).code == "E_SIZE"
    small = relay.sign(ana, opening(relay.team.id("grt")))
    meta = EncryptedMeta(epoch=0, box=bytes(LARGEST_RECORDED_REQUEST))
    body = encode(structs.replace(REQUEST.read(small.body), meta=meta))
    large = Signed(body=body, sigs=relay.sign_body(ana, body))
    assert expect(a.Refusal, relay.hand_in(large)).code == "E_SIZE"
    assert relay.outcomes() == []


def test_one_signature_no_more_no_less(relay: RelayHarness) -> None:
    request = relay.sign(relay.team.ana, FETCH)
    twice = Signed(body=request.body, sigs=(request.sig, request.sig))
    short = Signed(body=request.body, sigs=(request.sig[:63],))
    for other in (twice, short):
        assert expect(a.Refusal, relay.hand_in(other)).code == "E_SIG"


def test_every_answer_to_somebody_known_has_a_head(relay: RelayHarness) -> None:
    reply = expect(a.Refusal, relay.ask(relay.team.ana, opening(relay.team.id("grt"))))
    assert relay.head(reply.head).access.seq == 1
    assert reply.entry is not None
    stale = relay.ask(relay.team.ana, FETCH, team=bytes(32))
    assert relay.head(expect(a.Refusal, stale).head).ledger == relay.team.state.head


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> RelayHarness:
    """One relay for all examples, which may not change it."""
    limits = Limits(source_per_minute=10**9, failures_per_minute=10**9, author_per_minute=10**9)
    harness = RelayHarness(tmp_path_factory.mktemp("kept"), limits=limits)
    harness.team.checkpoint()
    harness.team.key()
    return harness


@pytest.mark.attack("D04")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), flips=st.integers(1, 4), signed=st.booleans())
def test_d04_broken_requests_get_documented_codes(
    kept: RelayHarness, seed: int, flips: int, signed: bool
) -> None:
    chance = random.Random(seed)
    ana = kept.team.ana
    key = next(iter(kept.team.state.keys))
    operations: list[a.AnyOperation] = [
        FETCH,
        opening(kept.team.id("grt")),
        a.Note(key=key, version=1, purpose=a.Purpose.SHOW),
        a.Append(events=(kept.team.log[-1],)),
        a.Snapshot(until=9),
        a.KeepCustody(wanted=(a.WantedEnvelope(key, 1),)),
    ]
    request = kept.sign(ana, chance.choice(operations))
    body = bytearray(request.body)
    for _ in range(flips):
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    broken = bytes(body)
    sigs = kept.sign_body(ana, broken) if signed else request.sigs
    reply = kept.hand_in(Signed(body=broken, sigs=sigs))
    if isinstance(reply, a.Refusal):
        assert reply.code in Code.__members__
