import pytest
from immutables import Map

from keylease.errors import Code, Refused
from keylease.ledger import draft
from support.cases.world import fresh_world


def refused(code: Code) -> pytest.RaisesExc:
    return pytest.RaisesExc(Refused, check=lambda error: error.code is code)


def test_what_is_required_is_refused_with_its_code() -> None:
    draft.require(True, Code.E_ROLE)
    with refused(Code.E_ROLE):
        draft.require(False, Code.E_ROLE)


def test_what_is_given_comes_back() -> None:
    assert draft.given(0, Code.E_ROLE) == 0
    with refused(Code.E_EPOCH):
        draft.given(None, Code.E_EPOCH)


def test_find_and_require_new_are_opposites() -> None:
    table = Map({"a": 1})
    assert draft.find(table, "a") == 1
    draft.require_new(table, "b")
    with refused(Code.E_UNKNOWN):
        draft.find(table, "b")
    with refused(Code.E_DUP_ID):
        draft.require_new(table, "a")


def test_who_is_active_and_who_is_gone() -> None:
    w = fresh_world(1)
    stands = {
        person.name: (draft.is_active(w.state, person.id), draft.is_gone(w.state, person.id))
        for person in (w.mia, w.pia, w.sue, w.ron, w.lea, w.team.person("Eve"))
    }
    assert stands == {
        "Mia": (True, False),
        "Pia": (False, False),
        "Sue": (False, False),
        "Ron": (False, True),
        "Lea": (False, True),
        "Eve": (False, True),
    }


def test_active_custodians_are_active_and_no_guests() -> None:
    w = fresh_world(1)
    key = w.state.keys[w.key]
    assert draft.active_custodians(w.state, key) == (w.ana.id, w.max.id)
    demoted = draft.change_member(w.state, w.max.id, role="guest")
    assert draft.active_custodians(demoted, key) == (w.ana.id,)


def test_versions_count_from_one() -> None:
    w = fresh_world(1)
    key = w.state.keys[w.key]
    value = draft.version_of(key, 1)
    assert draft.with_version(key, 1, value) == key.versions
    for number in (0, 2):
        with refused(Code.E_UNKNOWN):
            draft.version_of(key, number)


def test_a_change_leaves_the_state_before_alone() -> None:
    w = fresh_world(1)
    before = w.state
    after = draft.change_key(before, w.key, frozen=True)
    assert after.keys[w.key].frozen
    assert not before.keys[w.key].frozen
    assert after.keys[w.other] is before.keys[w.other]
