import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, KeyleaseError
from keylease.ledger.fold import RULES, apply, fold
from keylease.ledger.rules.team import state_hash
from keylease.model import events as e
from keylease.wire.events import EVENT_TYPES
from keylease.wire.state import read_state, write_state
from support.cases.judged import judge, name, of
from support.cases.world import Case, fresh_world
from support.ledgers import bad_ledger, grow, random_ledger

SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("case", of("order"), ids=name)
def test_order_of_checks(case: Case) -> None:
    judge(case)


def test_every_type_but_the_first_has_its_rule() -> None:
    tags = {kind.__struct_config__.tag for kind in RULES}
    assert tags | {"team.create"} == EVENT_TYPES
    assert e.TeamCreate not in RULES


def test_an_empty_ledger_is_refused() -> None:
    with pytest.raises(KeyleaseError) as refusal:
        fold([])
    assert refusal.value.code is Code.E_CHAIN


@given(SEEDS)
def test_a_fold_can_be_cut_anywhere(seed: int) -> None:
    log = random_ledger(seed, 40)
    whole = fold(log)
    cut = seed % len(log)
    assert fold(log[cut:], fold(log[:cut]) if cut else None) == whole


@given(SEEDS)
def test_a_state_survives_its_document(seed: int) -> None:
    """Index and all: who starts from a document knows what who folded knows."""
    state = fold(random_ledger(seed, 60))
    document = write_state(state)
    again = read_state(document)
    assert again == state
    assert again.index == state.index
    assert write_state(again) == document


@given(SEEDS)
def test_a_refusal_changes_nothing(seed: int) -> None:
    grown = grow(seed, 40)
    for place, entry in grown.refused[:10]:
        state = fold(grown.log[:place])
        before = write_state(state)
        with pytest.raises(KeyleaseError):
            apply(state, entry)
        assert write_state(state) == before


@given(SEEDS)
def test_a_bad_ledger_is_refused_at_its_last_entry(seed: int) -> None:
    *good, bad = bad_ledger(seed, 40)
    state = fold(good) if good else None
    with pytest.raises(KeyleaseError):
        apply(state, bad)


@given(SEEDS)
def test_what_holds_in_every_state(seed: int) -> None:
    state = None
    for entry in random_ledger(seed, 60):
        before, state = state, apply(state, entry)
        members = state.members.values()
        assert any(m.role == "owner" and m.status == "active" for m in members)
        assert before is None or state_hash(before) != state_hash(state)
        assert len(state.epochs) == state.epoch + 1
        for key in state.keys.values():
            states = [value.state for value in key.versions]
            assert states.count("active") <= 1
            assert states.count("pending") <= 1
        for member in members:
            keeps = member.status == "active" and member.role not in ("guest", "app")
            assert (member.metadata is not None) == keeps
            assert member.metadata is None or member.metadata.epoch == state.epoch


def test_the_same_entry_comes_to_the_same_state() -> None:
    first, second = fresh_world(1), fresh_world(1)
    assert fold(first.team.log) == fold(second.team.log) == first.state
