"""Checks, then the line, then the commit, and only then the key (core/PROTOCOL.md, "The relay")."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from keylease.crypto.envelope import envelope_hash, release_key_hash
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.relay.desk import Desk
from keylease.relay.limits import Limits
from keylease.relay.vault import Vault
from support.relay_harness import NewRelay, RelayHarness, expect, opening
from support.terms import DAY, HOUR, MINUTE

RACERS = 50
UNLIMITED = Limits(
    source_per_minute=10**9,
    author_per_minute=10**9,
    refusals_per_day=10**9,
    events_per_day=10**9,
)
"""For a thousand rounds within one moment of a clock that stands still."""


class WatchedVault(Vault):
    """A vault that counts how often a release key is unwrapped."""

    unwrapped = 0

    def unwrap(self, name: str, wrapped: bytes, aad: bytes) -> Secret | None:
        self.unwrapped += 1
        return super().unwrap(name, wrapped, aad)


def test_what_is_handed_out_is_what_was_committed_to(any_relay: RelayHarness) -> None:
    team = any_relay.team
    grant = team.grant(team.key(), team.ana)
    request = any_relay.sign(team.ana, opening(grant))
    reply = expect(a.Released, any_relay.hand_in(request, "192.0.2.7"))
    seal = team.state.grants[grant].seals[0]
    assert envelope_hash(reply.envelope) == seal.envelope
    assert release_key_hash(reply.release) == seal.release
    entry = any_relay.entry(reply.entry)
    assert (entry.request, entry.outcome, entry.source) == (request, "released", "192.0.2.7")
    assert (entry.seq, entry.at) == (1, any_relay.now)
    assert any_relay.head(reply.head).access.seq == 1


@pytest.mark.attack("C01")
def test_c01_the_same_bytes_a_hundred_times_are_one_use(reached_relay: RelayHarness) -> None:
    team = reached_relay.team
    grant = team.grant(team.key(), team.ana, max_uses=1)
    request = reached_relay.sign(team.ana, opening(grant))
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: reached_relay.hand_in(request), range(100)))
    released = [expect(a.Released, reply) for reply in replies]
    assert len({(one.entry, one.envelope, one.release) for one in released}) == 1
    assert reached_relay.outcomes() == ["released"]
    assert reached_relay.open(team.ana, grant) == "E_NO_USES"
    team.revoke(grant)
    refusal = expect(a.Refusal, reached_relay.hand_in(request))
    assert (refusal.code, refusal.entry) == ("E_REVOKED", None)
    assert reached_relay.outcomes() == ["released", "E_NO_USES"]


@pytest.mark.attack("C01")
def test_c01_what_was_refused_once_stays_refused(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    grant = team.grant(key, team.ana)
    team.act(team.ana, e.KeyFreeze(key=key))
    request = relay.sign(team.ana, opening(grant))
    first = expect(a.Refusal, relay.hand_in(request))
    team.act(team.ana, e.KeyThaw(key=key))
    again = expect(a.Refusal, relay.hand_in(request))
    assert (first.code, first.entry) == (again.code, again.entry)
    assert relay.outcomes() == ["E_FROZEN"]
    assert relay.open(team.ana, grant) == "released"


@pytest.mark.attack("C01")
def test_c01_a_lost_answer_can_be_asked_for_ten_minutes_long(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana, max_uses=1)
    # a request stays fresh for five minutes, so it is dated as late as it may be
    early = relay.sign(team.ana, opening(grant), ts=relay.now + 5 * MINUTE)
    expect(a.Released, relay.hand_in(early))
    relay.wait(10 * MINUTE - 1)
    expect(a.Released, relay.hand_in(early))
    relay.wait(1)
    assert expect(a.Refusal, relay.hand_in(early)).code == "E_GONE"
    relay.desk.sweep()
    assert not relay.has_release(grant)


@pytest.mark.attack("C02")
def test_c02_one_rid_is_for_one_request(reached_relay: RelayHarness) -> None:
    team = reached_relay.team
    key = team.key()
    grant, other = team.grant(key, team.ana), team.grant(key, team.ana)
    rid = bytes(16)
    assert reached_relay.open(team.ana, grant, rid=rid) == "released"
    assert reached_relay.open(team.ana, other, rid=rid) == "E_REPLAY"
    assert reached_relay.open(team.ana, grant, rid=rid, client="other") == "E_REPLAY"
    note = a.Note(key=key, version=1, purpose=a.Purpose.SHOW)
    assert reached_relay.refused(team.ana, note, rid=rid) == "E_REPLAY"
    with reached_relay.store.read() as tx:
        assert (tx.uses(grant).released, tx.uses(other).released) == (1, 0)
    bea = team.member("Bea")
    assert reached_relay.open(bea, team.grant(key, bea), rid=rid) == "released"


@pytest.mark.attack("C04")
def test_c04_the_last_use_goes_to_one_of_fifty(reached_relay: RelayHarness) -> None:
    team = reached_relay.team
    grant = team.grant(team.key(), team.ana, max_uses=1)
    requests = [reached_relay.sign(team.ana, opening(grant)) for _ in range(RACERS)]
    start = threading.Barrier(RACERS)

    def race(number: int) -> a.AnyReply:
        start.wait()
        return reached_relay.hand_in(requests[number])

    with ThreadPoolExecutor(RACERS) as pool:
        replies = list(pool.map(race, range(RACERS)))
    assert sum(isinstance(reply, a.Released) for reply in replies) == 1
    assert Counter(reached_relay.outcomes()) == {"released": 1, "E_NO_USES": RACERS - 1}


@pytest.mark.attack("C05")
def test_c05_no_line_no_key(lasting_relay: RelayHarness) -> None:
    harness = lasting_relay
    team = harness.team
    grant = team.grant(team.key(), team.ana, max_uses=1)
    vault = WatchedVault.open(harness.folder / "relay" / "vault")
    harness.desk = Desk(harness.store, vault, lambda: harness.now)
    harness.block("INSERT", "lines")
    assert harness.open(team.ana, grant) == "E_AUDIT"
    assert harness.refused(team.ana, a.Note(team.state.grants[grant].key, 1, a.Purpose.SHOW)) == (
        "E_AUDIT"
    )
    assert (vault.unwrapped, harness.outcomes()) == (0, [])
    harness.unblock("lines")
    assert harness.open(team.ana, grant) == "released"
    assert vault.unwrapped == 1


@pytest.mark.attack("C05")
def test_c05_a_refused_opening_never_unwraps_the_key(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana)
    team.revoke(grant)
    vault = WatchedVault.open(relay.folder / "relay" / "vault")
    relay.desk = Desk(relay.store, vault, lambda: relay.now)
    assert relay.open(team.ana, grant) == "E_REVOKED"
    assert vault.unwrapped == 0


@pytest.mark.attack("C07")
@pytest.mark.parametrize(("https", "rounds"), [(False, 1000), (True, 100)])
def test_c07_nothing_is_released_after_a_committed_revoke(
    new_relay: NewRelay, https: bool, rounds: int
) -> None:
    harness = new_relay(limits=UNLIMITED, https=https)
    team = harness.team
    key = team.key()
    outcomes: Counter[str] = Counter()
    with ThreadPoolExecutor(2) as pool:
        for number in range(rounds):
            grant = team.grant(key, team.ana)
            revoke = team.draft(team.ana, e.GrantRevoke(grants=(grant,)))
            racing = [
                harness.sign(team.ana, opening(grant)),
                harness.sign(team.ana, a.Append(events=(revoke,))),
            ]
            if number % 2:
                racing.reverse()
            replies = [
                reply.result() for reply in [pool.submit(harness.hand_in, r) for r in racing]
            ]
            outcomes.update(type(reply).__name__ for reply in replies)
            team.take(revoke)
            # the revoke is committed: whoever asks now comes after it
            assert harness.open(team.ana, grant) == "E_REVOKED"
            assert not harness.has_release(grant)
    with harness.store.read() as tx:
        lines = tx.lines()
    over: set[str | None] = set()
    for line in lines:
        assert not (line.outcome == "released" and line.grant in over)
        over.update({line.grant} if line.outcome == "E_REVOKED" else ())
    assert outcomes["Appended"] == rounds
    assert outcomes["Released"] + outcomes["Refusal"] == rounds


@pytest.mark.attack("C08")
def test_c08_the_end_is_the_first_moment_without_access(reached_relay: RelayHarness) -> None:
    team = reached_relay.team
    grant = team.grant(
        team.key(), team.ana, not_before=reached_relay.now + HOUR, expires=reached_relay.now + DAY
    )
    reached_relay.wait(HOUR - 1)
    assert reached_relay.open(team.ana, grant) == "E_NOT_YET"
    reached_relay.wait(1)
    assert reached_relay.open(team.ana, grant) == "released"
    reached_relay.wait(DAY - HOUR - 1)
    assert reached_relay.open(team.ana, grant) == "released"
    reached_relay.wait(1)
    assert reached_relay.open(team.ana, grant) == "E_EXPIRED"
    reached_relay.wait(1)
    assert reached_relay.open(team.ana, grant) == "E_EXPIRED"


@pytest.mark.attack("C13")
def test_c13_an_app_opens_what_is_its_own_from_where_it_may_until_its_end(
    relay: RelayHarness,
) -> None:
    team = relay.team
    key = team.key()
    app = team.app("ci", days=2, networks=("192.0.2.0/24",))
    grant = team.grant(key, app, expires=relay.now + 30 * DAY)
    others = team.grant(key, team.ana)
    assert relay.open(app, others) == "E_SCOPE"
    far = relay.ask(app, opening(grant), source="198.51.100.1")
    assert expect(a.Refusal, far).code == "E_NET"
    assert relay.open(app, grant) == "released"
    relay.wait(2 * DAY)
    assert relay.open(app, grant) == "E_EXPIRED"
    assert relay.refused(app, a.Fetch(lines_after=0, limit=1)) == "E_EXPIRED"


@pytest.mark.attack("C09")
def test_c09_under_a_destroyed_outer_key_nothing_is_released_nor_said_to_be(
    relay: RelayHarness,
) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana)
    request = relay.sign(team.ana, opening(grant))
    expect(a.Released, relay.hand_in(request))
    relay.vault.destroy_outer(relay.vault.current(relay.now))
    assert relay.open(team.ana, grant) == "E_GONE"
    assert expect(a.Refusal, relay.hand_in(request)).code == "E_GONE"
    assert relay.outcomes() == ["released", "E_GONE"]


class ChangingVault(Vault):
    """Between commit and unwrapping another process changes and destroys the outer key."""

    meanwhile: Callable[[], None] | None = None

    def unwrap(self, name: str, wrapped: bytes, aad: bytes) -> Secret | None:
        act, self.meanwhile = self.meanwhile, None
        if act is not None:
            act()
        return super().unwrap(name, wrapped, aad)


@pytest.mark.attack("G14")
def test_g14_the_outer_key_may_change_between_commit_and_answer(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana, expires=relay.now + 60 * DAY)
    other = relay.new_desk()
    relay.wait(7 * DAY)
    other.confirm_date(relay.now)
    other.sweep()
    relay.wait(HOUR)

    def change() -> None:
        first, *_ = relay.vault.outers()
        relay.wait(7 * DAY)
        other.confirm_date(relay.now)
        other.sweep()
        relay.wait(2 * HOUR)
        other.sweep()
        assert not relay.vault.holds(first.name)

    vault = ChangingVault.open(relay.folder / "relay" / "vault")
    relay.desk = Desk(relay.store, vault, lambda: relay.now)
    vault.meanwhile = change
    assert relay.open(team.ana, grant) == "released"
    assert vault.meanwhile is None


def test_refusals_are_on_record_up_to_a_number_a_day(new_relay: NewRelay) -> None:
    harness = new_relay(limits=Limits(refusals_per_day=3))
    team = harness.team
    grant = team.grant(team.key(), team.ana)
    bea = team.member("Bea")
    assert [harness.open(bea, grant) for _ in range(5)] == ["E_NO_GRANT"] * 5
    assert harness.outcomes() == ["E_NO_GRANT"] * 3
    assert harness.open(team.ana, grant) == "released"
    harness.wait(DAY)
    assert harness.open(bea, grant) == "E_NO_GRANT"
    assert harness.outcomes()[-1] == "E_NO_GRANT"


def test_openings_have_a_quota(new_relay: NewRelay) -> None:
    harness = new_relay(limits=Limits(lines_per_day=2))
    grant = harness.team.grant(harness.team.key(), harness.team.ana)
    outcomes = [harness.open(harness.team.ana, grant) for _ in range(3)]
    assert outcomes == ["released", "released", "E_QUOTA"]


@pytest.mark.attack("A07")
def test_a07_whoever_was_a_member_is_refused_on_record(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea", Role.AUDITOR)
    grant = team.grant(team.key(), bea)
    team.suspend(bea)
    assert relay.open(bea, grant) == "E_AUTHOR_INACTIVE"
    assert relay.has_release(grant)
    team.remove(bea)
    assert relay.open(bea, grant) == "E_AUTHOR_INACTIVE"
    assert not relay.has_release(grant)
    assert relay.outcomes() == ["E_AUTHOR_INACTIVE"] * 2
    stale = relay.sign(bea, opening(grant))
    relay.wait(HOUR)
    assert expect(a.Refusal, relay.hand_in(stale)).code == "E_AUTHOR_INACTIVE"
    assert relay.outcomes() == ["E_AUTHOR_INACTIVE"] * 2
