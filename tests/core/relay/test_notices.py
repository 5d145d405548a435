"""What is told, when, and that it is told once."""

from concurrent.futures import ThreadPoolExecutor

from keylease.model import events as e
from keylease.relay.notices import Matter
from support.relay_harness import RelayHarness
from support.terms import DAY, MINUTE


def told(relay: RelayHarness) -> list[tuple[Matter, int]]:
    return [(one.matter, one.count) for one in relay.desk.take_notices()]


def asks(relay: RelayHarness) -> str:
    team = relay.team
    request = team.id("req")
    key = next(iter(team.state.keys), None) or team.key()
    team.act(team.ana, e.AccessRequest(request=request, key=key, span=DAY), "reason")
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
