"""The lies of `support.lies` are what they claim to be. Clients are tested with them."""

import pytest

from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, KeyleaseError
from keylease.ledger.chain import access_leaf, access_link, access_root
from keylease.ledger.fold import fold
from keylease.model import access as a
from keylease.model import events as e
from keylease.relay.desk import Desk
from keylease.wire.requests import ENTRY, HEAD, REPLY
from support.hostile_relay import HostileRelay
from support.lies import (
    AlwaysRefusing,
    Forked,
    Frozen,
    Garbage,
    LineDropped,
    OtherBoxKey,
    OtherEnvelope,
    OtherRelayKey,
    OtherRelease,
    OtherRequest,
    StillServing,
    Truncated,
    UnprovedJoin,
    branch_of,
)
from support.relay_harness import RelayHarness, expect, opening
from support.terms import HOUR, Person

FETCH = a.Fetch(lines_after=0, limit=1000)


@pytest.fixture
def hostile(relay: RelayHarness) -> HostileRelay:
    """A team with two openings on record, behind a relay that is honest so far."""
    team = relay.team
    grant = team.grant(team.key(), team.ana)
    for _ in range(2):
        assert relay.open(team.ana, grant) == "released"
    return HostileRelay(relay.desk, relay.store, relay.vault)


def ask(
    hostile: HostileRelay, relay: RelayHarness, op: a.AnyOperation, who: Person | None = None
) -> a.AnyReply:
    reply: a.AnyReply = REPLY.read(hostile.exchange(relay.sign(who or relay.team.ana, op)))
    return reply


def code_of_fold(news: a.News) -> Code | None:
    try:
        fold(news.events)
    except KeyleaseError as error:
        return error.code
    return None


def test_it_begins_honest(hostile: HostileRelay, relay: RelayHarness) -> None:
    news = expect(a.News, ask(hostile, relay, FETCH))
    assert [*news.events] == relay.team.log
    hostile.lie(Garbage())
    hostile.be_honest()
    expect(a.News, ask(hostile, relay, FETCH))


@pytest.mark.attack("B01")
@pytest.mark.attack("B02")
@pytest.mark.parametrize("lie", [Truncated(by=2), Truncated(at=4)])
def test_b01_a_history_cut_short_agrees_with_itself(
    hostile: HostileRelay, relay: RelayHarness, lie: Truncated
) -> None:
    hostile.lie(lie)
    news = expect(a.News, ask(hostile, relay, FETCH))
    end = 4 if lie.at is not None else relay.team.state.head.seq - 2
    state = fold(news.events)
    assert state.head == relay.head(news.head).ledger
    assert state.head.seq == end


@pytest.mark.attack("B03")
def test_b03_two_people_two_histories_both_well_formed(
    hostile: HostileRelay, relay: RelayHarness
) -> None:
    team = relay.team
    bea = team.member("Bea")
    branch = branch_of(relay.store)
    hostile.lie(Forked({bea.id}, Desk(branch, relay.vault, lambda: relay.now), branch))
    on_branch = team.draft(bea, e.MemberLeave())
    team.add_environment()
    expect(a.Appended, ask(hostile, relay, a.Append(events=(on_branch,)), bea))
    for_ana = expect(a.News, ask(hostile, relay, FETCH))
    with branch.read() as tx:
        rows = tx.events()
    assert fold(for_ana.events).head == team.state.head
    assert len(rows) == len(team.log)
    assert rows[-1].hash != team.state.head.hash
    # whoever tells the other desk what they have seen is told of the fork
    other = relay.sign(bea, FETCH, head=team.state.head)
    assert expect(a.Refusal, REPLY.read(hostile.exchange(other))).code in (
        "E_FORK",
        "E_AUTHOR_INACTIVE",
    )


@pytest.mark.attack("B04")
def test_b04_time_stands_still(hostile: HostileRelay, relay: RelayHarness) -> None:
    hostile.lie(Frozen())
    first = expect(a.News, ask(hostile, relay, FETCH))
    relay.wait(HOUR)
    relay.team.revoke(next(iter(relay.team.state.grants)))
    later = expect(a.News, ask(hostile, relay, FETCH))
    assert (later.head, later.events, later.lines) == (first.head, first.events, first.lines)


@pytest.mark.attack("B08")
def test_b08_a_line_is_gone_and_the_chain_is_none_the_wiser(
    hostile: HostileRelay, relay: RelayHarness
) -> None:
    hostile.lie(LineDropped(1))
    news = expect(a.News, ask(hostile, relay, FETCH))
    chain = access_root(relay.team.state.team)
    for number, line in enumerate(news.lines, 1):
        assert line.entry is not None
        assert relay.entry(line.entry).seq == number
        assert access_leaf(line.entry) == line.leaf
        chain = access_link(chain, line.leaf)
    assert len(news.lines) == 1
    assert relay.head(news.head).access.hash == chain


@pytest.mark.attack("B11")
@pytest.mark.attack("B12")
def test_b11_other_blobs_and_b12_serving_on(hostile: HostileRelay, relay: RelayHarness) -> None:
    team = relay.team
    grant = next(iter(team.state.grants))
    honest = expect(a.Released, ask(hostile, relay, opening(grant)))
    hostile.lie(OtherEnvelope())
    assert expect(a.Released, ask(hostile, relay, opening(grant))).envelope != honest.envelope
    hostile.be_honest()
    hostile.lie(OtherEnvelope(keep=10), OtherRelease())
    both = expect(a.Released, ask(hostile, relay, opening(grant)))
    assert (both.envelope, both.release) == (honest.envelope[:10], bytes(32))
    hostile.be_honest()
    hostile.lie(OtherRequest())
    other = expect(a.Released, ask(hostile, relay, opening(grant)))
    assert relay.entry(other.entry).seq == 1
    hostile.be_honest()
    team.revoke(grant)
    assert isinstance(ask(hostile, relay, opening(grant)), a.Refusal)
    hostile.lie(StillServing())
    served = expect(a.Released, ask(hostile, relay, opening(grant)))
    assert (served.envelope, served.release) == (honest.envelope, honest.release)
    assert relay.entry(served.entry).outcome == "released"


@pytest.mark.attack("B15")
def test_b15_errors_of_its_own_making(hostile: HostileRelay, relay: RelayHarness) -> None:
    hostile.lie(AlwaysRefusing(Code.E_ROLE, (a.Fetch,)))
    assert expect(a.Refusal, ask(hostile, relay, FETCH)).code == "E_ROLE"
    expect(a.Kept, ask(hostile, relay, a.KeepCustody((a.WantedEnvelope(relay.team.id("key"), 1),))))
    hostile.lie(Garbage())
    request = relay.sign(relay.team.ana, a.KeepCustody((a.WantedEnvelope("key_" + "a" * 26, 1),)))
    assert hostile.exchange(request).startswith(b"<html>")


@pytest.mark.attack("A02")
@pytest.mark.attack("A03")
def test_a02_and_a03_joins_that_the_fold_refuses(
    hostile: HostileRelay, relay: RelayHarness
) -> None:
    team = relay.team
    team.member("Bea")
    hostile.lie(UnprovedJoin())
    assert code_of_fold(expect(a.News, ask(hostile, relay, FETCH))) is Code.E_SIG_INVITE
    hostile.be_honest()
    hostile.lie(OtherBoxKey())
    assert code_of_fold(expect(a.News, ask(hostile, relay, FETCH))) is Code.E_SIG
    hostile.be_honest()
    ghost = team.draft_join(team.invite(), team.person("Ghost"))
    hostile.lie(UnprovedJoin(ghost=type(ghost)(ghost.body, ghost.sigs[:1])))
    news = expect(a.News, ask(hostile, relay, FETCH))
    assert code_of_fold(news) is Code.E_SIG_INVITE
    assert relay.head(news.head).ledger.seq == len(team.log)


def test_another_key_signs(hostile: HostileRelay, relay: RelayHarness) -> None:
    lie = OtherRelayKey()
    hostile.lie(lie)
    grant = next(iter(relay.team.state.grants))
    reply = expect(a.Released, ask(hostile, relay, opening(grant)))
    for kind, signed in ((SignatureType.HEAD, reply.head), (SignatureType.ENTRY, reply.entry)):
        assert not verify(relay.vault.public, kind, signed.body, signed.sig)
        assert verify(lie.key.public, kind, signed.body, signed.sig)
    HEAD.read(reply.head.body)
    ENTRY.read(reply.entry.body)
