"""A team comes to another relay whole, counts there from an owner's word on, and not before."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from msgspec import structs

from keylease.errors import Code, Refused
from keylease.ledger.chain import NOWHERE, link
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.arrival import AnyAnswer, Load, Loaded
from keylease.model.base import Position
from keylease.relay.claim import Claim
from keylease.relay.desk import Desk
from keylease.relay.vault import Vault
from keylease.store.memory import MemoryStore
from keylease.wire.canonical import encode
from support.relay_harness import RelayHarness, expect
from support.terms import DAY, HOUR, MINUTE


@dataclass
class Move:
    """A team on its old relay, and the empty one that it is going to."""

    old: RelayHarness

    def __post_init__(self) -> None:
        self.vault = Vault.open(self.old.folder / "new")
        self.store = MemoryStore()
        claim = Claim(self.old.folder / "new")
        self.claim = claim.renew()
        self.desk = Desk(self.store, self.vault, lambda: self.old.now, claim=claim)
        self.owner = self.old.team.ana.id

    @property
    def identity(self) -> e.RelayIdentity:
        return e.RelayIdentity(key=self.vault.public, address="https://new.example", pins=())

    def load(self, **parts: object) -> AnyAnswer:
        part = Load(claim=self.claim, owner=self.owner, **parts)  # type: ignore[arg-type]
        return self.desk.load(encode(part), source="192.0.2.7")

    def there(self) -> Loaded:
        return loaded(self.load())

    def bring(self, most: int | None = None) -> int:
        """So many parts of what is still wanted, or all; how many there were."""
        empty = Load(claim=self.claim, owner=self.owner)
        parts = list(self.old.desk.parts(empty, self.there()))
        for part in itertools.islice(parts, most):
            loaded(self.desk.load(encode(part), source="192.0.2.7"))
        return len(parts)

    def leave(self) -> None:
        """The owner's word, to the old relay and to the new one, which is asked from now on."""
        moved = e.AccessSeal(last=self.old.desk.last_line())
        entry = self.old.team.act(self.old.team.ana, e.RelaySet(relay=self.identity, moved=moved))
        self.old.desk, self.old.vault, self.old.store = self.desk, self.vault, self.store
        expect(a.Appended, self.old.append(self.old.team.ana, entry))


def loaded(answer: AnyAnswer) -> Loaded:
    assert isinstance(answer, Loaded), answer
    return answer


@pytest.fixture
def move(any_relay: RelayHarness) -> Iterator[Move]:
    left = any_relay.store
    yield Move(any_relay)
    left.close()


def test_an_empty_relay_is_nowhere(move: Move) -> None:
    assert move.there() == Loaded(access=NOWHERE, ledger=None)


def test_what_was_lent_can_be_opened_there_and_history_goes_on(move: Move) -> None:
    relay, team = move.old, move.old.team
    bea = team.member("Bea")
    key = team.key()
    lent, over = team.grant(key, bea, max_uses=3), team.grant(key, team.ana)
    assert relay.open(bea, lent) == "released"
    team.revoke(over)
    move.bring()
    move.leave()
    assert relay.open(bea, lent) == "released"
    assert relay.open(bea, lent) == "released"
    assert relay.open(bea, lent) == "E_NO_USES"  # uses are counted on from the old one
    assert relay.open(team.ana, over) == "E_REVOKED"
    assert relay.outcomes() == ["released", "released", "released", "E_NO_USES", "E_REVOKED"]
    assert expect(a.Kept, relay.ask(team.ana, a.KeepCustody((a.WantedEnvelope(key, 1),)))).envelopes


def test_what_happens_meanwhile_comes_with_the_next_round(move: Move) -> None:
    relay, team = move.old, move.old.team
    first = team.grant(team.key(), team.ana)
    move.bring()
    assert relay.open(team.ana, first) == "released"
    second = team.grant(team.key(), team.ana)
    team.revoke(first)
    assert move.bring() > 0
    move.leave()
    assert relay.open(team.ana, second) == "released"
    assert relay.open(team.ana, first) == "E_REVOKED"


def test_it_may_be_cut_short_after_any_part(move: Move) -> None:
    team = move.old.team
    grants = [team.grant(team.key(), team.ana) for _ in range(3)]
    for grant in grants:
        assert move.old.open(team.ana, grant) == "released"
    count = move.bring(0)
    for most in range(1, count + 1):
        move.bring(most)
    move.leave()
    assert [move.old.open(team.ana, grant) for grant in grants] == ["released"] * 3


def test_before_the_owner_says_so_nothing_is_served_there(move: Move) -> None:
    relay, team = move.old, move.old.team
    grant = team.grant(team.key(), team.ana)
    move.bring()
    relay.desk, relay.vault, relay.store = move.desk, move.vault, move.store
    assert relay.open(team.ana, grant) == "E_ARRIVING"


def test_the_owners_word_may_come_late(move: Move) -> None:
    relay, team = move.old, move.old.team
    grant = team.grant(team.key(), team.ana, expires=relay.now + 30 * DAY)
    move.bring()
    moved = e.AccessSeal(last=relay.desk.last_line())
    entry = team.act(team.ana, e.RelaySet(relay=move.identity, moved=moved))
    relay.wait(5 * HOUR)
    move.desk.sweep()
    relay.desk, relay.vault, relay.store = move.desk, move.vault, move.store
    expect(a.Appended, relay.append(team.ana, entry))
    assert relay.open(team.ana, grant) == "released"


@pytest.mark.parametrize("about", ["an event", "a line"])
def test_what_the_owner_says_along_with_it_is_no_older_than_the_history(
    move: Move, about: str
) -> None:
    """Else whoever moves a team could say something as of last year."""
    relay, team = move.old, move.old.team
    grant = team.grant(team.key(), team.ana)
    said = relay.now
    if about == "a line":
        relay.wait(20 * MINUTE)
        assert relay.open(team.ana, grant) == "released"
    move.bring()
    moved = e.AccessSeal(last=relay.desk.last_line())
    newest = relay.now - (0 if about == "a line" else 5 * MINUTE)
    relay.wait(HOUR)
    relay.desk, relay.vault, relay.store = move.desk, move.vault, move.store
    for ts, code in ((said - DAY, "E_ARRIVAL"), (newest - 5 * MINUTE - 1, "E_ARRIVAL")):
        assert refusal(append_and_move(move, moved, ts)) == code
    expect(a.Appended, append_and_move(move, moved, newest - 5 * MINUTE))


def append_and_move(move: Move, moved: e.AccessSeal, ts: int) -> a.AnyReply:
    """An event of that time, and the owner's word behind it."""
    team = move.old.team
    first = team.draft(
        team.ana, e.AccessRequest(team.id("req"), next(iter(team.state.keys)), DAY), ts=ts
    )
    word = team.draft(
        team.ana,
        e.RelaySet(relay=move.identity, moved=moved),
        seq=team.state.head.seq + 2,
        prev=link(first),
    )
    return move.old.append(team.ana, first, word)


def refusal(reply: a.AnyReply) -> str:
    return expect(a.Refusal, reply).code


def test_where_a_line_comes_as_its_leaf_alone_no_uses_are_begun_anew(move: Move) -> None:
    """Whoever moves a team could leave out what was opened, and so how often."""
    relay, team = move.old, move.old.team
    key = team.key()
    counted = team.grant(key, team.ana, max_uses=1)
    endless = team.grant(key, team.ana)
    assert relay.open(team.ana, counted) == "released"
    parts = list(relay.desk.parts(Load(claim=move.claim, owner=move.owner), move.there()))
    for part in parts:
        leaves = tuple(structs.replace(line, entry=None) for line in part.lines)
        part = structs.replace(part, lines=leaves)
        loaded(move.desk.load(encode(part), source="192.0.2.7"))
    move.leave()
    assert relay.open(team.ana, counted) == "E_GONE"
    assert relay.open(team.ana, endless) == "released"


def test_a_move_that_was_given_up_leaves_no_release_key_there(move: Move) -> None:
    relay, team = move.old, move.old.team
    grant = team.grant(team.key(), team.ana, expires=relay.now + 30 * DAY)
    move.bring()
    end = relay.now + DAY + 1
    while relay.now < end:  # somebody sweeps whenever something is due, and no more often
        relay.wait(move.desk.next_due() - relay.now)
        move.desk.sweep()
    assert relay.now == end
    with move.store.read() as tx:
        assert tx.staged(move.owner, team.state.grants[grant].seals[0].envelope) is None
    move.leave()
    assert relay.open(team.ana, grant) == "E_GONE"


def test_who_has_arrived_takes_nobody_else_in(move: Move) -> None:
    move.bring()
    move.leave()
    assert expect(a.Refusal, move.load()).code == "E_TEAM_EXISTS"


def test_a_new_team_begins_there_by_its_first_event(move: Move) -> None:
    from support.team import TeamBuilder

    team = TeamBuilder(seed=7, relay=move.vault.public)
    team.found()
    assert loaded(move.load(events=tuple(team.log))).ledger == team.state.head


def test_history_that_does_not_hold_is_refused_whole(move: Move) -> None:
    move.old.team.member("Bea")
    log = move.old.team.log
    before = loaded(move.load(events=tuple(log[:2])))
    for events in ((log[2], log[2]), (log[0],), (log[3],)):
        assert isinstance(move.load(events=events), a.Refusal)
    assert move.there() == before == Loaded(access=NOWHERE, ledger=Position(1, before.ledger.hash))


def test_nobody_but_an_owner_has_things_waiting_there(move: Move) -> None:
    bea = move.old.team.member("Bea")
    move.bring()
    move.owner = bea.id
    item = a.StageItem(envelope=b"x", release=bytes(32))
    assert expect(a.Refusal, move.load(staged=(item,))).code == "E_ROLE"


def test_without_the_claim_nobody_comes_in(move: Move) -> None:
    good, move.claim = move.claim, bytes(16)
    for _ in range(60):
        assert expect(a.Refusal, move.load()).code == "E_CLAIM"
    assert expect(a.Refusal, move.load()).code == "E_RATE"  # not even with the right one, for now
    move.claim = good
    assert expect(a.Refusal, move.load()).code == "E_RATE"


@pytest.mark.attack("D04")
def test_without_the_claim_nothing_else_is_read(move: Move) -> None:
    """Anybody may send some megabytes: they are not taken apart before it is known from whom."""
    whole = encode(Load(claim=bytes(16), events=tuple(move.old.team.log)))
    for body in (whole, whole[: len(whole) // 2], whole[:36] + b"}}}}"):
        assert expect(a.Refusal, move.desk.load(body, source="192.0.2.7")).code == "E_CLAIM"
    mine = encode(Load(claim=move.claim))
    for body in (
        b"",
        b"{}",
        b"[" * 10**6,
        b" " + mine,
        mine[:30],
        whole.replace(b"claim", b"Claim"),
    ):
        assert expect(a.Refusal, move.desk.load(body, source="192.0.2.7")).code == "E_PARSE"
    assert expect(a.Refusal, move.desk.load(mine[:-1], source="192.0.2.7")).code == "E_PARSE"
    with_more = mine[:-1] + b',"more":1}'
    assert expect(a.Refusal, move.desk.load(with_more, source="192.0.2.7")).code == "E_FIELD"
    for _ in range(60):
        move.desk.load(b"{}", source="192.0.2.8")
    assert expect(a.Refusal, move.desk.load(mine, source="192.0.2.8")).code == "E_RATE"


def test_a_relay_that_gives_out_no_claim_takes_nobody_in(move: Move) -> None:
    answer = move.old.desk.load(encode(Load(claim=move.claim)), source="local")
    assert expect(a.Refusal, answer).code == "E_CLAIM"


def test_nothing_is_sent_to_a_relay_where_another_history_was_planted(move: Move) -> None:
    """Else the owner would sign, and the old relay destroy what the new one cannot go on with."""
    team = move.old.team
    move.bring()
    planted = team.draft(team.ana, e.SuiteSet(suite=2))
    loaded(move.load(events=(planted,)))
    team.member("Bea")
    with pytest.raises(Refused) as refused:
        move.bring()
    assert refused.value.code is Code.E_TEAM_EXISTS


def test_a_relay_that_a_team_has_left_takes_nobody_in(move: Move) -> None:
    old = move.old.desk
    move.bring()
    move.leave()
    assert not old.is_waiting()
    assert not move.desk.is_waiting()
