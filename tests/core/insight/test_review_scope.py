"""Who and what a review is about: permissions that are live, and what was seen without one."""

from msgspec import structs

from keylease.insight.exposure import exposures
from keylease.insight.review_scope import EVERYTHING, Scope, subjects_in
from keylease.model.access import Purpose
from keylease.model.roles import Role
from keylease.store.rows import Opening
from support.team import TeamBuilder, found_team
from support.terms import DAY


def subjects(team: TeamBuilder, scope: Scope = EVERYTHING, *openings: Opening) -> list[str]:
    return list(subjects_in(team.state, exposures(team.state, openings), scope, team.now))


def opening(team: TeamBuilder, grant: str, *, at: int | None = None) -> Opening:
    record = team.state.grants[grant]
    when = team.now if at is None else at
    return (1, record.to, record.key, 1, grant, Purpose.COPY.value, when)


def test_live_grants_custodies_and_offices_are_in_it() -> None:
    team = found_team()
    bob, key = team.member("Bob"), team.key()
    live, over = team.grant(key, bob), team.grant(key, team.ana)
    team.revoke(over)
    assert subjects(team) == [
        f"grant:{live}",
        f"custody:{key}:{team.ana.id}",
        f"role:{team.ana.id}",
    ]


def test_who_has_seen_a_live_value_and_has_no_access_is_in_it() -> None:
    team = found_team()
    bob, key = team.member("Bob"), team.key()
    grant = team.grant(key, bob)
    seen = opening(team, grant)
    assert f"exposure:{key}:1:{bob.id}" not in subjects(team, EVERYTHING, seen)
    team.revoke(grant)
    assert f"exposure:{key}:1:{bob.id}" in subjects(team, EVERYTHING, seen, seen)
    assert f"exposure:{key}:1:{bob.id}" not in subjects(team)


def test_a_scope_leaves_out_other_keys_and_other_people() -> None:
    team = found_team()
    bob, eve = team.member("Bob"), team.member("Eve", Role.ADMIN)
    one, two = team.key(), team.key()
    of_bob, of_eve = team.grant(one, bob), team.grant(two, eve)
    assert subjects(team, Scope(keys=frozenset({one}))) == [
        f"grant:{of_bob}",
        f"custody:{one}:{team.ana.id}",
    ]
    of_hers = Scope(members=frozenset({eve.id}))
    assert subjects(team, of_hers) == [f"grant:{of_eve}", f"role:{eve.id}"]
    assert subjects(team, structs.replace(of_hers, keys=frozenset({one}))) == []


def test_idle_grants_alone() -> None:
    team = found_team()
    bob, key = team.member("Bob"), team.key()
    used = team.grant(key, bob, expires=team.now + 60 * DAY)
    idle = team.grant(key, team.ana, expires=team.now + 60 * DAY)
    begun = team.now
    team.wait(31 * DAY)
    fresh = opening(team, used)
    scope = Scope(idle_for=30 * DAY)
    assert subjects(team, scope, fresh) == [f"grant:{idle}"]
    assert subjects(team, scope, opening(team, used, at=begun)) == [
        f"grant:{used}",
        f"grant:{idle}",
    ]
