"""Who may call what, exactly (core/PROTOCOL.md, "The relay"), and what a request has to be."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from keylease.crypto.signing import SignatureType, SigningKey
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import Position
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.wire.canonical import encode
from support.relay_harness import RelayHarness, expect, opening
from support.relay_server import ServedHarness
from support.terms import DAY, MINUTE, Pass, Person

OUT = "E_AUTHOR_INACTIVE"
NO = "E_ROLE"
YES = "yes"
OPERATIONS = [
    "open",
    "note",
    "report",
    "fetch",
    "append",
    "stage",
    "custody",
    "seen",
    "snapshot",
]
# rows: who; columns: OPERATIONS
TABLE = {
    "invited": [OUT, OUT, OUT, YES, YES, OUT, OUT, OUT, OUT],
    "pending": [OUT, OUT, OUT, YES, OUT, OUT, OUT, OUT, OUT],
    "owner": [YES, YES, YES, YES, YES, YES, YES, YES, YES],
    "admin": [YES, YES, YES, YES, YES, YES, YES, YES, YES],
    "auditor": [YES, YES, YES, YES, YES, YES, YES, YES, YES],
    "member": [YES, YES, YES, YES, YES, YES, YES, YES, YES],
    "guest": [YES, NO, YES, YES, YES, NO, NO, NO, YES],
    "app": [YES, NO, YES, YES, NO, NO, NO, NO, YES],
    "suspended": [OUT] * 9,
    "removed": [OUT] * 9,
    "left": [OUT] * 9,
}
CASES = [
    (who, operation, wanted)
    for who, row in TABLE.items()
    for operation, wanted in zip(OPERATIONS, row, strict=True)
]


@dataclass
class Cast:
    """A team with somebody of every standing, each person with a key to open."""

    relay: RelayHarness
    who: dict[str, Person | Pass]
    key: str
    grants: dict[str, str]
    joiner: Person

    def operation(self, name: str, who: str) -> a.AnyOperation:
        """An operation that its caller could ask for, were it allowed at all."""
        grant = self.grants.get(who, self.grants["member"])
        match name:
            case "open":
                return opening(grant)
            case "note":
                return a.Note(key=self.key, version=1, purpose=a.Purpose.SHOW)
            case "report":
                now = self.relay.now
                return a.Report(grant=grant, version=1, purpose=a.Purpose.RUN, used=now)
            case "fetch":
                return a.Fetch(lines_after=0, limit=1000)
            case "append":
                return a.Append(events=(self.event(who),))
            case "stage":
                return a.Stage(items=(a.StageItem(b"\x02" + bytes(400)),))
            case "custody":
                return a.KeepCustody(wanted=(a.WantedEnvelope(self.key, 1),))
            case "seen":
                return a.LeaveSeen(statement=self.statement(who))
            case _:
                return a.Snapshot(until=self.relay.team.state.head.seq)

    def event(self, who: str) -> Signed:
        """An event that the caller may write; for those who may write none, any."""
        author, team = self.who[who], self.relay.team
        if isinstance(author, Pass):
            return team.draft_join(author, self.joiner)
        if who == "guest":
            return team.draft(author, e.GrantRevoke(grants=(self.grants["guest"],)))
        request = e.AccessRequest(request=team.id("req"), key=self.key, span=DAY)
        return team.draft(author, request)

    def statement(self, who: str) -> Signed:
        """The caller's own seen statement."""
        author, team = self.who[who], self.relay.team
        access = Position(seq=0, hash=bytes(32))
        seen = a.Seen(
            v=1,
            team=team.state.team,
            author=author.id if author.id.startswith("mem") else team.ana.id,
            ledger=team.state.head,
            access=access,
            at=self.relay.now,
        )
        body = encode(seen)
        return Signed(body=body, sigs=(author.key.sign(SignatureType.SEEN, body),))


def make_cast(relay: RelayHarness) -> Cast:
    team = relay.team
    team.checkpoint()
    key = team.key()
    who: dict[str, Person | Pass] = {
        "owner": team.member("Olga", Role.OWNER),
        "admin": team.member("Adam", Role.ADMIN),
        "auditor": team.member("Aud", Role.AUDITOR),
        "member": team.member("Mem"),
        "guest": team.member("Gus", Role.GUEST),
        "app": team.app("ci"),
        "suspended": team.member("Sus"),
        "removed": team.member("Rem"),
        "left": team.member("Leo"),
    }
    grants: dict[str, str] = {}
    for name, person in who.items():
        assert isinstance(person, Person)
        grants[name] = team.grant(key, person)
        assert relay.open(person, grants[name]) == "released"
        if name not in ("guest", "app"):
            team.add_custodian(key, person)
    for name in ("suspended", "removed"):
        person = who[name]
        assert isinstance(person, Person)
        team.suspend(person) if name == "suspended" else team.remove(person)
    left = who["left"]
    assert isinstance(left, Person)
    team.act(left, e.MemberLeave())
    team.rotate_epoch()
    who["pending"] = team.join(team.invite(), team.person("Pen"))
    who["invited"] = team.invite()
    team.checkpoint()
    return Cast(relay, who, key, grants, team.person("Joy"))


@pytest.mark.attack("C12")
@pytest.mark.attack("A07")
@pytest.mark.parametrize(("who", "name", "wanted"), CASES)
def test_c12_each_may_call_exactly_what_the_table_says(
    relay: RelayHarness, who: str, name: str, wanted: str
) -> None:
    cast = make_cast(relay)
    before = relay.outcomes()
    head = relay.team.state.head if who in ("guest", "app") else None
    reply = relay.ask(cast.who[who], cast.operation(name, who), head=head)
    if wanted == YES:
        assert not isinstance(reply, a.Refusal), reply
        return
    assert expect(a.Refusal, reply).code == wanted
    # those who once were members are refused on record, all others without a trace
    on_record = who in ("suspended", "removed", "left") and name in ("open", "note", "report")
    assert relay.outcomes() == before + [wanted] * on_record
    assert relay.team.state.head.seq + 1 == len(relay.team.log)


@pytest.mark.attack("C12")
def test_c12_the_table_holds_over_https(tmp_path: Path) -> None:
    relay = ServedHarness(tmp_path)
    with contextlib.closing(relay):
        cast = make_cast(relay)
        # an append that is taken changes who may do what, so it comes last
        for who, name, wanted in sorted(CASES, key=lambda case: case[1] == "append"):
            head = relay.team.state.head if who in ("guest", "app") else None
            got = relay.send(relay.sign(cast.who[who], cast.operation(name, who), head=head))
            assert (got.status == 200) == (wanted == YES), (who, name, got)
            if wanted != YES:
                assert (got.status, got.code) == (403, wanted), (who, name)


@pytest.mark.attack("C12")
def test_c12_the_invited_see_up_to_their_invite_and_the_pending_up_to_their_join(
    relay: RelayHarness,
) -> None:
    team = relay.team
    invite = team.invite()
    other = team.invite()
    team.add_environment()
    fetch = a.Fetch(lines_after=0, limit=1000)
    news = expect(a.News, relay.ask(invite, fetch))
    assert [*news.events] == team.log[: team.state.invites[invite.id].seq + 1]
    assert relay.head(news.head).ledger == team.state.head
    assert (news.lines, news.seen, news.more) == ((), (), False)
    pen = team.join(other, team.person("Pen"))
    team.add_environment()
    news = expect(a.News, relay.ask(pen, fetch))
    assert [*news.events] == team.log[: team.state.members[pen.id].joined + 1]


@pytest.mark.attack("C12")
def test_c12_an_app_cannot_look_behind_where_it_came_in(relay: RelayHarness) -> None:
    team = relay.team
    early = team.state.head
    first = team.checkpoint()
    team.add_environment()
    app = team.app("ci")
    joined = team.state.head
    team.checkpoint()
    fetch = a.Fetch(lines_after=0, limit=1000)
    assert relay.refused(app, fetch) == "E_ROLE"
    assert relay.refused(app, fetch, head=early) == "E_ROLE"
    assert relay.refused(app, a.Snapshot(until=joined.seq - 1)) == "E_ROLE"
    news = expect(a.News, relay.ask(app, fetch, head=first))
    assert [*news.events] == team.log[first.seq + 1 :]


@pytest.mark.attack("C12")
def test_c12_an_invite_brings_one_join_and_nothing_else(relay: RelayHarness) -> None:
    team = relay.team
    invite, other = team.invite(), team.invite()
    foreign = team.draft_join(other, team.person("Eve"))
    assert relay.refused(invite, a.Append(events=(foreign,))) == "E_ROLE"
    by_ana = team.draft(team.ana, e.InviteCancel(invite=other.id))
    assert relay.refused(invite, a.Append(events=(by_ana,))) == "E_ROLE"


def test_nobody_sends_events_of_others(relay: RelayHarness) -> None:
    bea = relay.team.member("Bea", Role.ADMIN)
    draft = relay.team.draft(relay.team.ana, e.MemberSuspend(member=bea.id))
    assert relay.refused(bea, a.Append(events=(draft,))) == "E_ROLE"


@pytest.mark.attack("A07")
@pytest.mark.attack("C11")
def test_a07_an_invite_that_is_over_opens_nothing(relay: RelayHarness) -> None:
    team = relay.team
    used, cancelled, ended = team.invite(), team.invite(), team.invite(days=1)
    team.join(used, team.person("Pen"))
    team.act(team.ana, e.InviteCancel(invite=cancelled.id))
    fetch = a.Fetch(lines_after=0, limit=10)
    assert relay.refused(used, fetch) == "E_INVITE_USED"
    assert relay.refused(cancelled, fetch) == "E_INVITE_USED"
    second = team.draft_join(used, team.person("Eve"))
    assert relay.refused(used, a.Append(events=(second,))) == "E_INVITE_USED"
    relay.wait(DAY - 1)
    assert isinstance(relay.ask(ended, fetch), a.News)
    relay.wait(1)
    assert relay.refused(ended, fetch) == "E_INVITE_EXPIRED"


@pytest.mark.attack("B07")
@pytest.mark.parametrize("offset", [DAY, -DAY, 5 * MINUTE + 1, -5 * MINUTE - 1])
def test_b07_a_client_with_another_time_is_told_ours(relay: RelayHarness, offset: int) -> None:
    grant = relay.team.grant(relay.team.key(), relay.team.ana, max_uses=1)
    reply = relay.ask(relay.team.ana, opening(grant), ts=relay.now + offset)
    refusal = expect(a.Refusal, reply)
    assert (refusal.code, refusal.at) == ("E_CLOCK", relay.now)
    assert relay.outcomes() == []
    assert relay.open(relay.team.ana, grant, ts=relay.now + 5 * MINUTE) == "released"


def test_a_request_is_meant_for_one_team_and_one_relay(relay: RelayHarness) -> None:
    fetch = a.Fetch(lines_after=0, limit=10)
    ana = relay.team.ana
    assert relay.refused(ana, fetch, team=bytes(32)) == "E_TEAM"
    assert relay.refused(ana, fetch, relay=SigningKey.generate().public) == "E_RELAY_KEY"


@pytest.mark.attack("B03")
def test_b03_a_request_that_knows_another_history_is_a_fork(relay: RelayHarness) -> None:
    fetch = a.Fetch(lines_after=0, limit=10)
    ana, head = relay.team.ana, relay.team.state.head
    elsewhere = Position(seq=head.seq, hash=bytes(32))
    ahead = Position(seq=head.seq + 1, hash=head.hash)
    assert relay.refused(ana, fetch, head=elsewhere) == "E_FORK"
    assert relay.refused(ana, fetch, head=ahead) == "E_FORK"
    assert relay.refused(ana, fetch, mine=Position(seq=1, hash=bytes(32))) == "E_FORK"
    assert isinstance(relay.ask(ana, fetch, head=head), a.News)


@pytest.mark.attack("A12")
@pytest.mark.parametrize("kind", [kind for kind in SignatureType if kind != SignatureType.REQUEST])
def test_a12_a_signature_for_another_purpose_is_none(
    relay: RelayHarness, kind: SignatureType
) -> None:
    request = relay.sign(relay.team.ana, a.Fetch(lines_after=0, limit=10))
    other = Signed(body=request.body, sigs=(relay.team.ana.key.sign(kind, request.body),))
    assert expect(a.Refusal, relay.hand_in(other)).code == "E_SIG"
