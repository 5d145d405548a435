"""Who is reminded of what, and by a name that says whether it is still the same."""

from collections.abc import Mapping

from msgspec import structs

from keylease.insight.attention import attention
from keylease.insight.reminders import Reminder, reminders
from keylease.ledger.rules.reviews import tally
from keylease.model import events as e
from keylease.model.roles import Role
from support.team import TeamBuilder, found_team
from support.terms import DAY, Person


def named(team: TeamBuilder, who: Person, after: int = 0) -> Mapping[str, Reminder]:
    t = team.now + after
    return reminders(team.state, attention(team.state, (), t, who.id), who.id, t)


def of(team: TeamBuilder, who: Person, after: int = 0) -> set[Reminder]:
    return set(named(team, who, after).values())


def opened(team: TeamBuilder, about: Person, *reviewers: Person) -> str:
    """A review of one office, due in ten days."""
    review = team.id("rev")
    team.act(team.ana, e.ReviewScope(review, 0, (f"role:{about.id}",)))
    data = e.ReviewOpen(
        review=review,
        subjects=1,
        ledger=team.state.head,
        access=team.state.members[team.ana.id].seen,
        reviewers=tuple(one.id for one in reviewers),
        due=team.now + 10 * DAY,
        lapse=e.Lapse.END,
    )
    team.act(team.ana, data, "title")
    return review


def test_reviewers_are_reminded_of_what_is_left_to_them() -> None:
    team = found_team()
    otto, bob = team.member("Otto", Role.OWNER), team.member("Bob")
    review = opened(team, otto, team.ana, otto, bob)
    assert of(team, otto) == set()  # it is about himself
    for who in (team.ana, bob):
        assert of(team, who) == {Reminder.REVIEW_WAITS}
        assert of(team, who, 7 * DAY) == {Reminder.REVIEW_DUE}
    keep = (e.Decision(f"role:{otto.id}", e.Verdict.KEEP),)
    team.act(bob, e.ReviewDecide(review, keep))
    assert of(team, team.ana) == of(team, bob, 7 * DAY) == set()


def test_who_can_close_a_review_is_reminded_once_its_time_is_over() -> None:
    team = found_team()
    otto, bob = team.member("Otto", Role.OWNER), team.member("Bob")
    review = opened(team, otto, bob)
    assert of(team, team.ana) == set()
    assert of(team, team.ana, 10 * DAY) == {Reminder.REVIEW_OVER}
    assert of(team, bob, 10 * DAY) == set()
    team.wait(10 * DAY)
    team.act(team.ana, e.ReviewClose(review, tally(team.state, team.state.reviews[review])))
    assert of(team, team.ana) == set()


def test_the_next_review_is_spoken_of_when_it_is_near() -> None:
    team = found_team()
    bob = team.member("Bob")
    team.act(team.ana, e.PolicySet(structs.replace(team.state.policy, review_every=90 * DAY)))
    team.key()
    assert of(team, team.ana, 82 * DAY) == set()
    assert of(team, team.ana, 84 * DAY) == {Reminder.REVIEW_PLANNED}
    assert of(team, bob, 84 * DAY) == set()


def test_people_hear_of_what_ends_for_themselves_and_leaders_of_what_waits() -> None:
    team = found_team()
    bob, key = team.member("Bob"), team.key()
    team.grant(key, bob, expires=team.now + 2 * DAY)
    assert of(team, bob) == set()
    assert of(team, bob, DAY) == {Reminder.ENDING}
    assert of(team, team.ana, DAY) == set()
    team.act(bob, e.AccessRequest(request=team.id("req"), key=key, span=DAY), "reason")
    team.act(team.ana, e.IncidentOpen(incident=team.id("inc"), keys=()), "note")
    assert of(team, team.ana) == {Reminder.REQUEST, Reminder.INCIDENT}


def test_its_name_stays_while_it_holds_and_differs_by_thing_and_stage() -> None:
    team = found_team()
    otto = team.member("Otto", Role.OWNER)
    one, other = opened(team, otto, team.ana), opened(team, otto, team.ana)
    first = named(team, team.ana)
    assert set(first) == {f"review_waits:{one}", f"review_waits:{other}"}
    assert set(named(team, team.ana, DAY)) == set(first)
    assert not set(named(team, team.ana, 7 * DAY)) & set(first)
