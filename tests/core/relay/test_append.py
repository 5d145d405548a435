"""Appending: the law first, all or nothing, and nothing without what it commits to."""

import pytest

from keylease.ledger.chain import NOWHERE
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import Position
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.limits import Limits
from keylease.relay.vault import Vault
from keylease.store.memory import MemoryStore
from support.relay_harness import NewRelay, RelayHarness, expect
from support.team import TeamBuilder
from support.terms import DAY, HOUR, MINUTE


def request_of(relay: RelayHarness, key: str, **other: int) -> Signed:
    """A harmless event of Ana's, not folded."""
    data = e.AccessRequest(request=relay.team.id("req"), key=key, span=DAY)
    return relay.team.draft(relay.team.ana, data, **other)  # type: ignore[arg-type]


def test_the_ledger_is_what_was_appended(any_relay: RelayHarness) -> None:
    team = any_relay.team
    key = team.key()
    entry = request_of(any_relay, key)
    reply = expect(a.Appended, any_relay.append(team.ana, entry))
    team.take(entry)
    assert any_relay.head(reply.head).ledger == team.state.head
    news = expect(a.News, any_relay.ask(team.ana, a.Fetch(lines_after=0, limit=1000)))
    assert [*news.events] == team.log


def test_the_same_again_is_success_again(any_relay: RelayHarness) -> None:
    team = any_relay.team
    bea = team.member("Bea")
    entry = team.draft(bea, e.MemberLeave())
    expect(a.Appended, any_relay.append(bea, entry))
    # Bea has left by it, and may still ask whether she did
    expect(a.Appended, any_relay.append(bea, entry))
    assert any_relay.refused(bea, a.Fetch(lines_after=0, limit=1)) == "E_AUTHOR_INACTIVE"


def test_another_head_is_a_conflict_and_changes_nothing(any_relay: RelayHarness) -> None:
    team = any_relay.team
    key = team.key()
    late = request_of(any_relay, key)
    head = team.state.head
    team.add_environment()
    reply = expect(a.Conflict, any_relay.append(team.ana, late))
    assert any_relay.head(reply.head).ledger == team.state.head != head


def test_a_batch_is_all_or_nothing(any_relay: RelayHarness) -> None:
    team = any_relay.team
    bea = team.member("Bea")
    head = team.state.head
    first = team.draft(bea, e.MemberLeave())
    behind = Position(seq=head.seq + 1, hash=bytes(32))
    second = team.draft(bea, e.MemberLeave(), seq=behind.seq + 1, prev=behind.hash)
    assert any_relay.refused(bea, a.Append(events=(first, second))) == "E_AUTHOR_INACTIVE"
    with any_relay.store.read() as tx:
        tip = tx.head()
    assert tip is not None
    assert (tip.seq, tip.hash) == (head.seq, head.hash)


def test_the_fold_refuses_with_its_code(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea")
    draft = team.draft(bea, e.MemberRole(member=bea.id, role=Role.OWNER, epoch=0))
    assert relay.refused(bea, a.Append(events=(draft,))) == "E_ROLE"
    forged = team.draft(team.ana, e.MemberSuspend(member=bea.id), by=bea.key)
    assert relay.refused(team.ana, a.Append(events=(forged,))) == "E_SIG"
    broken = Signed(body=b"{}", sigs=(bytes(64),))
    assert relay.refused(team.ana, a.Append(events=(broken,))) in (
        "E_PARSE",
        "E_FIELD",
        "E_UPGRADE",
    )


@pytest.mark.parametrize("offset", [5 * MINUTE + 1, -5 * MINUTE - 1, DAY])
def test_an_author_lives_in_our_time(relay: RelayHarness, offset: int) -> None:
    entry = request_of(relay, relay.team.key(), ts=relay.now + offset)
    reply = expect(a.Refusal, relay.append(relay.team.ana, entry))
    assert (reply.code, reply.at) == ("E_ARRIVAL", relay.now)


def test_what_an_author_has_seen_has_to_be_in_our_log(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    grant = team.grant(key, team.ana)
    reply = expect(a.Released, relay.ask(team.ana, a.Open(grant, 1, a.Purpose.COPY)))
    head = relay.head(reply.head).access
    for seen in (Position(seq=1, hash=bytes(32)), Position(seq=2, hash=head.hash)):
        data = e.AccessRequest(request=team.id("req"), key=key, span=DAY)
        draft = team.draft(team.ana, data, seen=seen)
        assert relay.refused(team.ana, a.Append(events=(draft,))) == "E_SEEN"
    team.seen = head
    team.add_environment()
    assert team.state.members[team.ana.id].seen == head


def test_a_review_names_places_that_are_there(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea", Role.ADMIN)
    review = team.id("rev")
    team.act(team.ana, e.ReviewScope(review=review, chunk=0, subjects=(f"role:{bea.id}",)))
    opened = e.ReviewOpen(
        review=review,
        subjects=1,
        ledger=Position(seq=1, hash=bytes(32)),
        access=NOWHERE,
        reviewers=(team.ana.id,),
        due=relay.now + 2 * DAY,
        lapse=e.Lapse.KEEP,
    )
    draft = team.draft(team.ana, opened, "title")
    assert relay.refused(team.ana, a.Append(events=(draft,))) == "E_CHAIN"


@pytest.mark.attack("D08")
def test_d08_bytes_and_events_have_a_quota_a_day(new_relay: NewRelay) -> None:
    relay = new_relay(limits=Limits(events_per_day=12))
    key = relay.team.key()  # with the founding three more have been counted
    codes = []
    for _ in range(20):
        entry = request_of(relay, key)
        reply = relay.append(relay.team.ana, entry)
        codes.append(reply.code if isinstance(reply, a.Refusal) else "ok")
        if isinstance(reply, a.Appended):
            relay.team.take(entry)
    first = codes.index("E_QUOTA")
    assert set(codes[:first]) == {"ok"}
    assert set(codes[first:]) == {"E_QUOTA"}
    relay.wait(DAY)
    expect(a.Appended, relay.append(relay.team.ana, request_of(relay, key)))


@pytest.mark.attack("D08")
def test_d08_others_are_not_held_to_somebody_elses_quota(new_relay: NewRelay) -> None:
    relay = new_relay(limits=Limits(bytes_per_day=40_000))
    team = relay.team
    bea = team.member("Bea")
    blob = a.Stage(items=(a.StageItem(b"\x02" + bytes(30_000)),))
    expect(a.Done, relay.ask(bea, blob))
    assert relay.refused(bea, blob) == "E_QUOTA"
    expect(a.Done, relay.ask(team.ana, a.Stage(items=(a.StageItem(b"\x02" + bytes(400)),))))


def test_a_later_end_needs_the_release_key(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    used_up = team.grant(key, team.ana, max_uses=1, expires=relay.now + 2 * DAY)
    idle = team.grant(key, team.ana, idle=HOUR, expires=relay.now + 2 * DAY)
    fine = team.grant(key, team.ana, expires=relay.now + 2 * DAY)
    assert relay.open(team.ana, used_up) == "released"
    relay.wait(HOUR)
    for grant in (used_up, idle):  # swept or not makes no difference
        draft = team.draft(team.ana, e.GrantRenew(grant=grant, expires=relay.now + 5 * DAY))
        assert relay.refused(team.ana, a.Append(events=(draft,))) == "E_GONE"
    relay.desk.sweep()
    draft = team.draft(team.ana, e.GrantRenew(grant=idle, expires=relay.now + 5 * DAY))
    assert relay.refused(team.ana, a.Append(events=(draft,))) == "E_GONE"
    team.act(team.ana, e.GrantRenew(grant=fine, expires=relay.now + 5 * DAY))


def test_an_approval_of_a_later_end_needs_the_release_key_too(relay: RelayHarness) -> None:
    team = relay.team
    environment = team.add_environment(second_approver=True)
    key = team.key(environment=environment)
    bea, cem = team.member("Bea", Role.ADMIN), team.member("Cem")
    grant = team.grant(key, cem, max_uses=1, expires=relay.now + 2 * DAY)
    assert relay.open(cem, grant) == "E_APPROVAL"
    team.act(bea, e.GrantApprove(grant=grant))
    assert relay.open(cem, grant) == "released"
    team.act(team.ana, e.GrantRenew(grant=grant, expires=relay.now + 5 * DAY))
    relay.wait(HOUR)
    draft = team.draft(bea, e.GrantApprove(grant=grant))
    assert relay.refused(bea, a.Append(events=(draft,))) == "E_GONE"


# Founding and moving


def test_a_team_is_founded_once(relay: RelayHarness) -> None:
    reply = relay.desk.found(relay.team.log)
    assert expect(a.Refusal, reply).code == "E_TEAM_EXISTS"


def test_a_team_is_founded_at_its_own_relay_and_now(relay: RelayHarness) -> None:
    vault = Vault.open(relay.folder / "other")
    empty = Desk(MemoryStore(), vault, lambda: relay.now)
    assert expect(a.Refusal, empty.found(relay.team.log[:2])).code == "E_RELAY_KEY"
    other = TeamBuilder(relay=vault.public)
    other.found()
    late = Desk(MemoryStore(), vault, lambda: relay.now + HOUR)
    assert expect(a.Refusal, late.found(other.log)).code == "E_ARRIVAL"
    request = relay.sign(relay.team.ana, a.Fetch(lines_after=0, limit=1))
    assert expect(a.Refusal, empty.handle(request, source="local")).code == "E_NO_TEAM"
    assert expect(a.Refusal, empty.found(())).code == "E_CHAIN"
    expect(a.Appended, empty.found(other.log))


def test_a_team_that_moves_seals_its_old_relay(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana)
    reply = expect(a.Released, relay.ask(team.ana, a.Open(grant, 1, a.Purpose.COPY)))
    last = relay.head(reply.head).access
    there = Vault.open(relay.folder / "other")
    identity = e.RelayIdentity(key=there.public, address="https://there.example", pins=())
    stale = e.RelaySet(relay=identity, moved=e.AccessSeal(last=NOWHERE))
    draft = team.draft(team.ana, stale)
    assert relay.refused(team.ana, a.Append(events=(draft,))) == "E_CONFLICT"
    team.act(team.ana, e.RelaySet(relay=identity, moved=e.AccessSeal(last=last)))
    assert relay.open(team.ana, grant) == "E_MOVED"
    assert not relay.has_release(grant)
    freeze = team.draft(team.ana, e.KeyFreeze(key=team.state.grants[grant].key))
    assert relay.refused(team.ana, a.Append(events=(freeze,))) == "E_MOVED"
    news = expect(a.News, relay.ask(team.ana, a.Fetch(lines_after=0, limit=1000)))
    # the new one is filled from a client's copy, and goes on where the old one sealed itself
    store = MemoryStore()
    desk = Desk(store, there, lambda: relay.now)
    desk.restore_missing(news.events, news.lines)
    relay.desk, relay.vault = desk, there
    assert relay.open(team.ana, grant) == "E_GONE"
    with store.read() as tx:
        assert [line.outcome for line in tx.lines()] == ["released", "E_GONE"]
