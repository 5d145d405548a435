"""Seen statements: one's own, of this history, never going back, brought to the others."""

import pytest

from keylease.crypto.signing import SignatureType, SigningKey
from keylease.errors import Code, Refused
from keylease.ledger.chain import NOWHERE
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.relay.heads import position, require_access_prefix, require_prefix
from keylease.wire.canonical import encode
from support.relay_harness import RelayHarness, expect, opening
from support.terms import HOUR, Person


def statement(
    relay: RelayHarness,
    author: Person,
    *,
    ledger: Position | None = None,
    access: Position = NOWHERE,
    team: bytes | None = None,
    at: int | None = None,
    by: SigningKey | None = None,
) -> a.LeaveSeen:
    seen = a.Seen(
        v=1,
        team=relay.team.state.team if team is None else team,
        author=author.id,
        ledger=relay.team.state.head if ledger is None else ledger,
        access=access,
        at=relay.now if at is None else at,
    )
    body = encode(seen)
    return a.LeaveSeen(Signed(body, ((by or author.key).sign(SignatureType.SEEN, body),)))


def test_everybody_gets_everybodys_newest(any_relay: RelayHarness) -> None:
    team = any_relay.team
    bea = team.member("Bea")
    first = statement(any_relay, bea)
    expect(a.Done, any_relay.ask(bea, first))
    any_relay.wait(HOUR)
    team.add_environment()
    second, own = statement(any_relay, bea), statement(any_relay, team.ana)
    expect(a.Done, any_relay.ask(bea, second))
    expect(a.Done, any_relay.ask(team.ana, own))
    news = expect(a.News, any_relay.ask(team.ana, a.Fetch(lines_after=0, limit=1)))
    assert set(news.seen) == {second.statement, own.statement}


def test_what_is_refused(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea")
    head = team.state.head
    team.add_environment()
    expect(a.Done, relay.ask(bea, statement(relay, bea)))
    cases = {
        "E_ROLE": statement(relay, team.ana),
        "E_SIG": statement(relay, bea, by=team.ana.key),
        "E_TEAM": statement(relay, bea, team=bytes(32)),
        "E_ARRIVAL": statement(relay, bea, at=relay.now - HOUR),
        "E_FORK": statement(relay, bea, ledger=Position(seq=head.seq, hash=bytes(32))),
        "E_SEEN": statement(relay, bea, ledger=head),
        "E_PARSE": a.LeaveSeen(Signed(b"no", (bytes(64),))),
    }
    assert {code: relay.refused(bea, op) for code, op in cases.items()} == {c: c for c in cases}
    twice = statement(relay, bea).statement
    double = a.LeaveSeen(Signed(twice.body, (twice.sig, twice.sig)))
    assert relay.refused(bea, double) == "E_SIG"


def test_of_the_access_log_too(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana)
    reply = expect(a.Released, relay.ask(team.ana, opening(grant)))
    there = relay.head(reply.head).access
    expect(a.Done, relay.ask(team.ana, statement(relay, team.ana, access=there)))
    elsewhere = Position(seq=1, hash=bytes(32))
    assert relay.refused(team.ana, statement(relay, team.ana, access=elsewhere)) == "E_FORK"
    assert relay.refused(team.ana, statement(relay, team.ana)) == "E_SEEN"


def test_a_place_is_on_our_chain_or_not(relay: RelayHarness) -> None:
    head = relay.team.state.head
    with relay.store.read() as tx:
        assert position(tx.head()) == head
        assert position(tx.access_head()) == NOWHERE
        require_prefix(tx, head)
        require_access_prefix(tx, NOWHERE, Code.E_SEEN)
        for place in (Position(head.seq, bytes(32)), Position(head.seq + 1, head.hash)):
            with pytest.raises(Refused):
                require_prefix(tx, place)
        for place in (Position(0, bytes([1]) * 32), Position(1, bytes(32))):
            with pytest.raises(Refused) as refused:
                require_access_prefix(tx, place, Code.E_SEEN)
            assert refused.value.code is Code.E_SEEN
