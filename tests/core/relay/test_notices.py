"""What is told, when, and that it is told once."""

from concurrent.futures import ThreadPoolExecutor

from msgspec import structs

from keylease.ledger.rules.reviews import tally
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.relay.notices import Matter
from support.relay_harness import RelayHarness
from support.terms import DAY, MINUTE, Person


def told(relay: RelayHarness) -> list[tuple[Matter, int]]:
    return [(one.matter, one.count) for one in relay.desk.take_notices()]


def pass_days(relay: RelayHarness, days: int) -> None:
    """A relay signs every day; it would not believe a clock that leaps."""
    for _ in range(days):
        relay.wait(DAY)
        relay.desk.sweep()


def asks(relay: RelayHarness) -> str:
    team = relay.team
    request = team.id("req")
    team.act(team.ana, e.AccessRequest(request=request, key=team.key(), span=DAY), "reason")
    return request


def test_an_incident_is_told_at_once_and_once(any_relay: RelayHarness) -> None:
    team = any_relay.team
    assert told(any_relay) == []
    team.act(team.ana, e.IncidentOpen(incident=team.id("inc"), keys=()), "note")
    assert told(any_relay) == [(Matter.INCIDENT, 1)]
    assert told(any_relay) == []
    any_relay.restart()
    assert told(any_relay) == []


def test_requests_within_a_quarter_of_an_hour_are_told_together(relay: RelayHarness) -> None:
    asks(relay)
    assert told(relay) == [(Matter.REQUEST, 1)]
    asks(relay)
    asks(relay)
    assert told(relay) == []
    relay.wait(15 * MINUTE)
    assert told(relay) == [(Matter.REQUEST, 2)]


def test_a_request_that_was_answered_meanwhile_is_not_told(relay: RelayHarness) -> None:
    asks(relay)
    told(relay)
    answered = asks(relay)
    relay.team.act(relay.team.ana, e.AccessDeny(request=answered), "reason")
    relay.wait(15 * MINUTE)
    assert told(relay) == []


def test_what_ends_within_a_day_is_told_once_a_day(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    for days in (1, 1, 3):
        team.grant(key, team.ana, expires=relay.now + days * DAY)
    revoked = team.grant(key, team.ana, expires=relay.now + DAY)
    team.revoke(revoked)
    assert told(relay) == [(Matter.ENDING, 2)]
    relay.wait(DAY)
    relay.desk.sweep()
    assert told(relay) == []
    relay.wait(DAY)
    relay.desk.sweep()
    assert told(relay) == [(Matter.ENDING, 1)]


def test_of_several_processes_one_tells(any_relay: RelayHarness) -> None:
    asks(any_relay)
    desks = [any_relay.new_desk() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda desk: desk.take_notices(), desks))
    assert sum(map(len, found)) == 1


def opens(relay: RelayHarness, *about: Person, days: int = 14) -> str:
    """A review of the offices of these, by Ana and Otto."""
    team, review = relay.team, relay.team.id("rev")
    team.act(team.ana, e.ReviewScope(review, 0, tuple(f"role:{one.id}" for one in about)))
    data = e.ReviewOpen(
        review=review,
        subjects=len(about),
        ledger=team.state.head,
        access=team.state.members[team.ana.id].seen,
        reviewers=tuple(id_ for id_, one in team.state.members.items() if one.role is Role.OWNER),
        due=relay.now + days * DAY,
        lapse=e.Lapse.END,
    )
    team.act(team.ana, data, "title")
    return review


def test_a_review_is_told_of_at_each_stage_once(any_relay: RelayHarness) -> None:
    otto = any_relay.team.member("Otto", Role.OWNER)
    opens(any_relay, otto)
    assert told(any_relay) == [(Matter.REVIEW_OPENED, 1)]
    pass_days(any_relay, 10)
    assert told(any_relay) == []
    pass_days(any_relay, 1)
    assert told(any_relay) == [(Matter.REVIEW_DUE, 1)]
    any_relay.restart()
    assert told(any_relay) == []
    pass_days(any_relay, 3)
    assert told(any_relay) == [(Matter.REVIEW_OVER, 1)]
    assert told(any_relay) == []


def test_nobody_is_hurried_where_nothing_can_be_decided_any_more(relay: RelayHarness) -> None:
    team = relay.team
    otto = team.member("Otto", Role.OWNER)
    review = opens(relay, otto)
    told(relay)
    team.act(team.ana, e.ReviewDecide(review, (e.Decision(f"role:{otto.id}", e.Verdict.KEEP),)))
    pass_days(relay, 11)
    assert told(relay) == []
    pass_days(relay, 3)
    assert told(relay) == [(Matter.REVIEW_OVER, 1)]


def test_what_was_not_told_in_time_is_told_as_it_is_now(relay: RelayHarness) -> None:
    otto = relay.team.member("Otto", Role.OWNER)
    opens(relay, otto, days=2)
    opens(relay, otto, days=2)
    assert told(relay) == [(Matter.REVIEW_DUE, 2)]


def test_the_next_review_is_told_of_a_week_before_the_policy_wants_it(relay: RelayHarness) -> None:
    team = relay.team
    team.act(team.ana, e.PolicySet(structs.replace(team.state.policy, review_every=90 * DAY)))
    team.key()
    pass_days(relay, 82)
    assert told(relay) == []
    pass_days(relay, 1)
    assert told(relay) == [(Matter.REVIEW_PLANNED, 1)]
    pass_days(relay, 10)
    assert told(relay) == []
    review = opens(relay, team.ana)
    assert told(relay) == [(Matter.REVIEW_OPENED, 1)]
    counted = tally(team.state, team.state.reviews[review])
    team.act(team.ana, e.ReviewClose(review, counted))
    assert told(relay) == []
    pass_days(relay, 83)
    assert told(relay) == [(Matter.REVIEW_PLANNED, 1)]
