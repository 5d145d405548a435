from keylease.insight.exposure import exposures
from keylease.insight.holders import Holder, has_access, holders, still_works, unaccounted
from keylease.model import events as e
from keylease.model.roles import Role
from support.team import found_team
from support.terms import DAY


def test_custodians_and_grants_that_are_not_over_hold_a_key() -> None:
    team = found_team()
    bob, cy = team.member("Bob"), team.member("Cy")
    key = team.key()
    grant = team.grant(key, bob)
    team.revoke(team.grant(key, cy))
    until = team.state.grants[grant].expires
    assert holders(team.state, key, team.now) == [
        Holder(team.ana.id, key),
        Holder(bob.id, key, grant, until),
    ]
    assert holders(team.state, key, until) == [Holder(team.ana.id, key)]
    assert has_access(team.state, bob.id, key, until - 1)
    assert not has_access(team.state, bob.id, key, until)
    assert not has_access(team.state, cy.id, key, team.now)


def test_who_was_removed_holds_nothing() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    team.add_custodian(key, bob)
    team.remove(bob)
    assert holders(team.state, key, team.now) == [Holder(team.ana.id, key)]
    assert not has_access(team.state, bob.id, key, team.now)


def test_a_live_value_without_a_live_grant_is_unaccounted_for() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    team.grant(key, bob)
    openings = [(1, bob.id, key, 1, None, "copy", team.now)]
    assert unaccounted(team.state, exposures(team.state, openings), team.now) == []
    later = team.now + 2 * DAY
    found = unaccounted(team.state, exposures(team.state, openings), later)
    assert [(one.member, one.version) for one in found] == [(bob.id, 1)]


def test_what_was_found_dead_is_no_matter_any_more() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    openings = [(1, bob.id, key, 1, None, "copy", team.now)]
    team.version(key)
    assert still_works(team.state, key, 1)
    proof = e.Proof(kind=e.ProofKind.HAND, at=team.now)
    team.act(team.ana, e.KeyState(key, 1, e.VersionState.DESTROYED, proof))
    assert not still_works(team.state, key, 1)
    assert unaccounted(team.state, exposures(team.state, openings), team.now) == []


def test_a_token_maker_is_accounted_for_while_the_app_has_access() -> None:
    team = found_team()
    bea = team.member("Bea", Role.ADMIN)
    app = team.app("CI", by=bea)
    key = team.key()
    grant = team.grant(key, app)
    found = exposures(team.state, [(1, app.id, key, 1, grant, "run", team.now)])
    assert unaccounted(team.state, found, team.now) == []
    team.revoke(grant)
    left = unaccounted(team.state, exposures(team.state, []) + found, team.now)
    assert {one.member for one in left} == {app.id, bea.id}
