import pytest
from immutables import Map

from keylease.errors import Code, Refused
from keylease.ledger import moves
from support.cases.world import fresh_world


def refused(code: Code) -> pytest.RaisesExc:
    return pytest.RaisesExc(Refused, check=lambda error: error.code is code)


def test_what_is_required_is_refused_with_its_code() -> None:
    moves.require(True, Code.E_ROLE)
    with refused(Code.E_ROLE):
        moves.require(False, Code.E_ROLE)


def test_what_is_given_comes_back() -> None:
    assert moves.given(0, Code.E_ROLE) == 0
    with refused(Code.E_EPOCH):
        moves.given(None, Code.E_EPOCH)


def test_find_and_require_new_are_opposites() -> None:
    table = Map({"a": 1})
    assert moves.find(table, "a") == 1
    moves.require_new(table, "b")
    with refused(Code.E_UNKNOWN):
        moves.find(table, "b")
    with refused(Code.E_DUP_ID):
        moves.require_new(table, "a")


def test_versions_count_from_one() -> None:
    w = fresh_world(1)
    key = w.state.keys[w.key]
    value = moves.version_of(key, 1)
    assert moves.with_version(key, 1, value) == key.versions
    for number in (0, 2):
        with refused(Code.E_UNKNOWN):
            moves.version_of(key, number)


def test_a_change_leaves_the_state_before_alone() -> None:
    w = fresh_world(1)
    before = w.state
    after = moves.change_key(before, w.key, frozen=True)
    assert after.keys[w.key].frozen
    assert not before.keys[w.key].frozen
    assert after.keys[w.other] is before.keys[w.other]
