from keylease.insight.exposure import How, exposures
from keylease.insight.rotation import Due, Remedy, due, schedule, strictness, to_replace
from keylease.model import events as e
from keylease.store.rows import Opening
from support.team import TeamBuilder, found_team
from support.terms import DAY, Person


def entered(team: TeamBuilder, key: str, version: int = 1) -> int:
    return team.state.keys[key].versions[version - 1].entered


def opened(who: Person, key: str, version: int, at: int, purpose: str = "copy") -> Opening:
    return (1, who.id, key, version, None, purpose, at)


def test_a_key_without_a_period_is_never_due() -> None:
    team = found_team()
    key = team.key()
    assert due(team.state, key) is None


def test_the_environments_period_counts_from_the_value_in_use() -> None:
    team = found_team()
    key = team.key(environment=team.add_environment(rotate_every=30 * DAY))
    assert due(team.state, key) == Due(key, 1, entered(team, key) + 30 * DAY)
    team.wait(10 * DAY)
    team.version(key)
    assert due(team.state, key) == Due(key, 2, entered(team, key, 2) + 30 * DAY)


def test_the_keys_own_period_comes_first() -> None:
    team = found_team()
    environment = team.add_environment(rotate_every=30 * DAY)
    key = team.key(environment=environment)
    team.act(team.ana, e.KeyEdit(key=key, environment=environment, rotate_every=7 * DAY))
    assert due(team.state, key) == Due(key, 1, entered(team, key) + 7 * DAY)


def test_a_key_with_nothing_in_use_is_not_due() -> None:
    team = found_team()
    environment = team.add_environment(rotate_every=DAY)
    key = team.key(environment=environment, versions=0)
    team.version(key, activate=False)
    assert due(team.state, key) is None


def test_the_schedule_is_soonest_first() -> None:
    team = found_team()
    monthly, daily = (team.add_environment(rotate_every=span * DAY) for span in (30, 1))
    late, soon = team.key(environment=monthly), team.key(environment=daily)
    team.key()
    assert [date.key for date in schedule(team.state)] == [soon, late]
    assert [date.key for date in schedule(team.state, until=team.now + 2 * DAY)] == [soon]


def test_a_leavers_keys_come_worst_first() -> None:
    team = found_team()
    bob = team.member("Bob")
    strict = team.add_environment(second_approver=True, verified_only=True)
    brokered, lately, before, replaced = (team.key() for _ in range(4))
    production = team.key(environment=strict)
    team.version(replaced)
    record = [
        opened(bob, brokered, 1, team.now + 9, "brokered"),
        opened(bob, lately, 1, team.now + 5),
        opened(bob, before, 1, team.now + 1),
        opened(bob, production, 1, team.now),
        opened(bob, replaced, 1, team.now + 7),
    ]
    found = to_replace(team.state, exposures(team.state, record), bob.id, team.now)
    assert [one.key for one in found] == [production, lately, before, brokered, replaced]
    assert [one.remedy for one in found] == [Remedy.REPLACE] * 4 + [Remedy.PROVE]
    assert found[1].last == team.now + 5
    assert found[3].ways == (How.BROKERED,)


def test_what_is_dead_or_was_never_seen_needs_nothing() -> None:
    team = found_team()
    bob = team.member("Bob")
    dead, unseen = team.key(), team.key()
    team.grant(unseen, bob)
    team.version(dead)
    proof = e.Proof(kind=e.ProofKind.PROBE, at=team.now)
    team.act(team.ana, e.KeyState(dead, 1, e.VersionState.DESTROYED, proof))
    record = [opened(bob, dead, 1, team.now)]
    assert to_replace(team.state, exposures(team.state, record), bob.id, team.now) == []


def test_all_ways_of_one_version_are_one_thing_to_do() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    team.add_custodian(key, bob)
    record = [opened(bob, key, 1, team.now), opened(bob, key, 1, team.now, "brokered")]
    (one,) = to_replace(team.state, exposures(team.state, record), bob.id, team.now)
    assert one.ways == (How.CUSTODIAN, How.OPENED, How.BROKERED)
    assert one.holders == 2


def test_strictness_counts_rules() -> None:
    team = found_team()
    strict = team.add_environment(second_approver=True, rotate_every=DAY)
    environments = team.state.environments
    assert strictness(environments[team.environment].policy) == 0
    assert strictness(environments[strict].policy) == 2
