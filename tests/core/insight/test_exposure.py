from hypothesis import given
from hypothesis import strategies as st

from keylease.insight.exposure import Exposure, ExposureIndex, How, exposures
from keylease.model import events as e
from keylease.store.rows import Opening
from support.team import TeamBuilder, found_team
from support.terms import HOUR, START, Person


def opening(who: Person, key: str, version: int, at: int, purpose: str = "copy") -> Opening:
    return (1, who.id, key, version, None, purpose, at)


def ways(found: list[Exposure], who: Person) -> list[tuple[int, str]]:
    return [(one.version, one.how.value) for one in found if one.member == who.id]


def test_who_enters_a_value_keeps_it_too() -> None:
    team = found_team()
    key = team.key()
    entered = team.state.keys[key].versions[0].entered
    assert exposures(team.state, []) == [
        Exposure(team.ana.id, key, 1, How.CUSTODIAN, entered),
        Exposure(team.ana.id, key, 1, How.ENTERED, entered, entered),
    ]


def test_a_grant_that_was_never_opened_exposes_nobody() -> None:
    team = found_team()
    bob = team.member("Bob")
    team.grant(team.key(), bob)
    assert ways(exposures(team.state, []), bob) == []


def test_openings_are_counted_version_by_version() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    team.grant(key, bob)
    team.version(key)
    found = exposures(
        team.state,
        [
            opening(bob, key, 1, START + 3),
            opening(bob, key, 1, START + 1, "show"),
            opening(bob, key, 2, START + 2),
        ],
    )
    assert [one for one in found if one.member == bob.id] == [
        Exposure(bob.id, key, 1, How.OPENED, START + 1, START + 3, 2),
        Exposure(bob.id, key, 2, How.OPENED, START + 2, START + 2, 1),
    ]


def test_a_brokered_opening_is_a_class_of_its_own() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    found = exposures(team.state, [opening(bob, key, 1, START, "brokered")])
    assert ways(found, bob) == [(1, "brokered")]


def test_revoking_does_not_undo_an_exposure() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    grant = team.grant(key, bob)
    team.revoke(grant)
    team.remove(bob)
    assert ways(exposures(team.state, [opening(bob, key, 1, START)]), bob) == [(1, "opened")]


def test_a_later_custodian_keeps_what_was_sealed_to_them_only() -> None:
    team = found_team()
    eve = team.member("Eve")
    key = team.key()
    team.version(key)
    team.add_custodian(key, eve)
    assert ways(exposures(team.state, []), eve) == [(2, "custodian")]
    team.act(team.ana, e.KeyCustodian(key=key, member=eve.id, add=False, seals=()))
    assert ways(exposures(team.state, []), eve) == [(2, "custodian")]


def test_who_is_declared_to_know_it_is_exposed() -> None:
    team = found_team()
    bob = team.member("Bob")
    key = team.key()
    team.act(team.ana, e.ExposureDeclare(key=key, version=1, members=(bob.id,)))
    assert ways(exposures(team.state, []), bob) == [(1, "declared")]


def test_who_made_a_token_is_exposed_to_what_the_app_opens() -> None:
    team = found_team()
    app = team.app("CI")
    key = team.key()
    team.grant(key, app)
    found = exposures(team.state, [opening(app, key, 1, START)])
    through = [one for one in found if one.through is not None]
    assert [(one.member, one.how, one.through) for one in through] == [
        (team.ana.id, How.OPENED, app.id)
    ]
    assert ways(found, app) == [(1, "opened")]


def test_a_line_known_only_by_its_hash_tells_nothing() -> None:
    team = found_team()
    key = team.key()
    assert exposures(team.state, [(1, None, None, None, None, None, 0)]) == exposures(
        team.state, []
    )
    assert ExposureIndex().exposures(team.state, key=key) == exposures(team.state, [])


def test_one_key_or_one_member_can_be_asked_for() -> None:
    team = found_team()
    bob = team.member("Bob")
    one, two = team.key(), team.key()
    index = ExposureIndex()
    index.add([opening(bob, one, 1, START), opening(bob, two, 1, START)])
    assert {found.key for found in index.exposures(team.state, key=one)} == {one}
    assert {found.key for found in index.exposures(team.state, member=bob.id)} == {one, two}
    assert {found.member for found in index.exposures(team.state, member=bob.id)} == {bob.id}


def small_team() -> tuple[TeamBuilder, list[Person], list[str]]:
    team = found_team()
    people = [team.ana, team.member("Bob"), team.app("CI")]
    keys = [team.key(), team.key()]
    team.version(keys[0])
    return team, people, keys


TEAM, PEOPLE, KEYS = small_team()
OPENINGS = st.lists(
    st.builds(
        opening,
        st.sampled_from(PEOPLE),
        st.sampled_from(KEYS),
        st.integers(1, 2),
        st.integers(START, START + HOUR),
        st.sampled_from(["copy", "run", "brokered"]),
    ),
    max_size=20,
)


@given(OPENINGS, st.integers(0, 20))
def test_adding_bit_by_bit_is_as_good_as_all_at_once(found: list[Opening], cut: int) -> None:
    index = ExposureIndex()
    index.add(found[:cut])
    index.exposures(TEAM.state)
    index.add(found[cut:])
    assert index.exposures(TEAM.state) == exposures(TEAM.state, found)


def test_a_changed_state_is_seen_at_the_next_question() -> None:
    team = found_team()
    key = team.key()
    index = ExposureIndex()
    before = index.exposures(team.state)
    team.version(key)
    assert index.exposures(team.state) == exposures(team.state, [])
    assert len(index.exposures(team.state)) > len(before)
