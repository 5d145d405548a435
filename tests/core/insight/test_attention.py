import pytest

from keylease.insight.attention import SOON, Item, Matter, attention
from keylease.insight.exposure import exposures
from keylease.ledger.chain import NOWHERE
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.store.rows import Opening
from support.team import TeamBuilder, found_team
from support.terms import DAY, HOUR, Person


@pytest.fixture
def team() -> TeamBuilder:
    """Two owners, so that only what a test is about calls for attention."""
    made = found_team()
    made.member("Otto", Role.OWNER)
    return made


def kept_by_two(team: TeamBuilder, **terms: int) -> str:
    environment = team.add_environment(rotate_every=terms.get("rotate_every"))
    key = team.key(environment=environment)
    second = team.member("Kim")
    team.add_custodian(key, second)
    return key


def look(
    team: TeamBuilder, *openings: Opening, me: Person | None = None, later: int = 0
) -> list[Item]:
    seen = exposures(team.state, openings)
    return attention(team.state, seen, team.now + later, None if me is None else me.id)


def matters(items: list[Item]) -> list[Matter]:
    return [item.matter for item in items]


def test_a_team_in_order_needs_nothing(team: TeamBuilder) -> None:
    kept_by_two(team)
    assert look(team) == []


def test_one_owner_and_one_custodian_are_spoken_of() -> None:
    team = found_team()
    key = team.key()
    assert look(team) == [Item(Matter.ONE_OWNER, 0), Item(Matter.ONE_CUSTODIAN, 0, key=key)]


def test_a_newcomer_waits_to_be_let_in(team: TeamBuilder) -> None:
    bob = team.join(team.invite(), team.person("Bob"))
    assert look(team) == [Item(Matter.NEWCOMER, 0, subject=bob.id)]


def test_a_request_waits_until_it_is_answered(team: TeamBuilder) -> None:
    key = kept_by_two(team)
    bob = team.member("Bob")
    request = team.id("req")
    team.act(bob, e.AccessRequest(request=request, key=key, span=DAY), "reason")
    asked = team.state.requests[request].asked
    assert look(team) == [Item(Matter.REQUEST, asked, key=key, subject=request)]
    team.act(team.ana, e.AccessDeny(request=request), "reason")
    assert look(team) == []


def test_a_second_approver_is_waited_for(team: TeamBuilder) -> None:
    key = team.key(environment=team.add_environment(second_approver=True))
    team.add_custodian(key, team.member("Kim"))
    grant = team.grant(key, team.member("Bob"), expires=team.now + 30 * DAY)
    assert [(i.matter, i.subject) for i in look(team)] == [(Matter.APPROVAL, grant)]


def test_access_that_ends_soon_is_spoken_of(team: TeamBuilder) -> None:
    key = kept_by_two(team)
    bob = team.member("Bob")
    end = team.now + 30 * DAY
    grant = team.grant(key, bob, expires=end)
    assert look(team, later=30 * DAY - SOON - 1) == []
    item = Item(Matter.ENDING, end, key=key, member=bob.id, subject=grant)
    assert look(team, later=30 * DAY - SOON) == [item]
    assert look(team, later=30 * DAY) == []
    team.revoke(grant)
    assert look(team, later=29 * DAY) == []


def test_a_token_that_ends_soon_concerns_its_maker(team: TeamBuilder) -> None:
    app = team.app("CI", days=3)
    (item,) = look(team)
    assert (item.matter, item.member, item.subject) == (Matter.APP_ENDING, team.ana.id, app.id)


def test_a_rotation_is_due_and_then_overdue(team: TeamBuilder) -> None:
    key = kept_by_two(team, rotate_every=30 * DAY)
    at = team.state.keys[key].versions[0].entered + 30 * DAY
    assert look(team) == []
    assert look(team, later=25 * DAY) == [Item(Matter.DUE, at, key=key, version=1)]
    assert look(team, later=31 * DAY) == [Item(Matter.OVERDUE, at, key=key, version=1)]


def test_a_replaced_value_that_others_have_seen_has_to_be_proved_dead(team: TeamBuilder) -> None:
    key = kept_by_two(team)
    bob = team.member("Bob")
    opening: Opening = (1, bob.id, key, 1, None, "copy", team.now)
    team.version(key)
    assert look(team) == []
    changed = team.state.keys[key].versions[0].changed
    assert look(team, opening) == [Item(Matter.UNPROVED, changed, key=key, version=1)]
    proof = e.Proof(kind=e.ProofKind.HAND, at=team.now)
    team.act(team.ana, e.KeyState(key, 1, e.VersionState.DESTROYED, proof))
    assert look(team, opening) == []


def test_what_a_leaver_has_seen_is_spoken_of_until_it_is_replaced(team: TeamBuilder) -> None:
    key = kept_by_two(team)
    bob = team.member("Bob")
    opening: Opening = (1, bob.id, key, 1, None, "copy", team.now)
    assert look(team, opening) == []
    team.remove(bob)
    left = Item(Matter.LEAVER, 0, key=key, version=1, subject=bob.id)
    assert look(team, opening) == [left]
    assert look(team) == []
    team.version(key)
    assert matters(look(team, opening)) == [Matter.UNPROVED]


def test_a_new_value_not_yet_in_use_is_unfinished(team: TeamBuilder) -> None:
    key = kept_by_two(team)
    team.version(key, activate=False)
    assert [(i.matter, i.version) for i in look(team)] == [(Matter.UNFINISHED, 2)]


def test_an_orphaned_and_a_frozen_key_are_spoken_of(team: TeamBuilder) -> None:
    bob = team.member("Bob")
    team.act(team.ana, e.PolicySet(e.Policy(e.Lapse.KEEP, (Role.MEMBER,))))
    key = team.key(by=bob)
    team.act(team.ana, e.KeyFreeze(key=key))
    team.remove(bob)
    assert matters(look(team)) == [Matter.LEAVER, Matter.FROZEN, Matter.ORPHANED]


def test_an_incident_comes_first(team: TeamBuilder) -> None:
    key = kept_by_two(team)
    incident = team.id("inc")
    team.act(team.ana, e.IncidentOpen(incident=incident, keys=(key,)), "note")
    assert matters(look(team)) == [Matter.INCIDENT, Matter.FROZEN]


def test_names_that_a_leaver_could_read_have_to_be_locked_anew(team: TeamBuilder) -> None:
    bob = team.member("Bob")
    team.act(team.ana, e.MemberRemove(member=bob.id))
    assert matters(look(team)) == [Matter.STALE_EPOCH]


def test_a_review_is_due_by_policy_and_then_by_its_date(team: TeamBuilder) -> None:
    kept_by_two(team)
    team.act(team.ana, e.PolicySet(e.Policy(e.Lapse.KEEP, (), review_every=90 * DAY)))
    assert look(team, later=80 * DAY) == []
    assert matters(look(team, later=84 * DAY)) == [Matter.REVIEW]
    bob = team.member("Bob", Role.AUDITOR)
    review, subject = team.id("rev"), f"role:{bob.id}"
    team.act(bob, e.ReviewScope(review=review, chunk=0, subjects=(subject,)))
    due = team.now + 14 * DAY
    opening = e.ReviewOpen(
        review=review,
        subjects=1,
        ledger=team.state.head,
        access=NOWHERE,
        reviewers=(team.ana.id,),
        due=due,
        lapse=e.Lapse.KEEP,
    )
    team.act(bob, opening, "title")
    item = Item(Matter.REVIEW, due, subject=review)
    assert look(team) == [item]
    assert look(team, me=bob) == [item]


def test_only_what_concerns_somebody_is_shown_to_them(team: TeamBuilder) -> None:
    bob, cy = team.member("Bob"), team.member("Cy")
    team.act(team.ana, e.PolicySet(e.Policy(e.Lapse.KEEP, (Role.MEMBER,))))
    key = team.key(by=cy)
    grant = team.grant(key, bob, by=cy, expires=team.now + 2 * HOUR)
    assert [i.subject for i in look(team, me=bob)] == [grant]
    assert matters(look(team, me=cy)) == [Matter.ENDING, Matter.ONE_CUSTODIAN]
    assert matters(look(team, me=team.ana)) == [Matter.ENDING, Matter.ONE_CUSTODIAN]
    assert look(team, me=team.member("Dan")) == []
