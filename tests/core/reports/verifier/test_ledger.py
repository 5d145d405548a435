"""The second verifier against the fold: the same verdicts, code for code, and the same state.

The two were written apart. Where they differ, one of them, or PROTOCOL.md, is wrong.
"""

import pickle
from itertools import groupby
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keylease.errors import KeyleaseError
from keylease.ledger.fold import apply
from keylease.ledger.rules.team import state_hash
from keylease.model.events import ReviewScope
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.reports.verifier.encoding import Wrong
from keylease.reports.verifier.ledger import Ledger
from keylease.reports.verifier.team import state_hash as second_hash
from support.cases import ORDER, RULES
from support.cases.world import Case, World, fresh_world
from support.ledgers import bad_ledger, grow
from support.rewrites import rewritten, spoilt

CASES = {
    kind: list(cases)
    for kind, cases in groupby(sorted((*RULES, *ORDER), key=lambda c: c.type), lambda c: c.type)
}


def by_fold(state: State | None, entry: Signed) -> str:
    """The hash of the state after the entry, or the code of the refusal."""
    try:
        return state_hash(apply(state, entry)).hex()
    except KeyleaseError as error:
        return error.code.name


def by_second(ledger: Ledger, entry: Signed) -> str:
    """The same by the second verifier."""
    try:
        ledger.take(entry.body, list(entry.sigs))
    except Wrong as wrong:
        return wrong.code
    assert ledger.state is not None
    return second_hash(ledger.state).hex()


class Pair:
    """Both programs on the same ledger."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ledger = Ledger()
        self.read = 0
        self.catch_up()

    def catch_up(self) -> None:
        """The second takes what the first has accepted meanwhile."""
        for entry in self.world.team.log[self.read :]:
            self.ledger.take(entry.body, list(entry.sigs))
        self.read = len(self.world.team.log)

    @property
    def state(self) -> State | None:
        """The first's state; None where a case plays before there is a team."""
        return self.world.team._state

    def judge(self, entry: Signed) -> tuple[str, str]:
        """Both verdicts; neither state is changed by them."""
        self.catch_up()
        copy = Ledger()
        if self.state is not None:
            copy.state = pickle.loads(pickle.dumps(self.ledger.state))
        return by_fold(self.state, entry), by_second(copy, entry)


@pytest.mark.parametrize("kind", CASES)
def test_every_case_of_the_law_has_the_same_verdict(kind: str) -> None:
    for case in CASES[kind]:
        world, entry = case.play()
        fold, second = Pair(world).judge(entry)
        assert second == fold, case.name


def test_a_review_may_have_65536_subjects_by_both_and_not_one_more() -> None:
    world = fresh_world(1)
    review, subjects = world.id("rev"), [f"role:{world.ana.id}"] * 512
    for chunk in range(128):
        world.act(world.aud, ReviewScope(review=review, chunk=chunk, subjects=tuple(subjects)))
    one_more = ReviewScope(review=review, chunk=128, subjects=(subjects[0],))
    fold, second = Pair(world).judge(world.draft(world.aud, one_more))
    assert (fold, second) == ("E_SIZE", "E_SIZE")
    (draft,) = world.state.review_drafts.values()
    assert len(draft.subjects) == 65_536


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**48), steps=st.integers(1, 40))
def test_ledgers_that_nobody_thought_of_have_the_same_verdicts(seed: int, steps: int) -> None:
    random = Random(seed)
    pair = Pair(fresh_world(seed))
    for _ in range(steps):
        entry = _next(random, pair.world)
        if entry is None:
            continue
        fold, second = pair.judge(entry)
        assert second == fold, entry.body
        if len(fold) == 64 and pair.world.state.suite == 1:
            pair.world.take(entry)


def _next(random: Random, world: World) -> Signed | None:
    """Something that somebody says next; None where it cannot be said in this team any more."""
    world.wait(random.choice((0, 1000, 3_600_000)))
    chance = random.random()
    if chance < 0.6:
        return rewritten(random, world)
    if chance < 0.7:
        return spoilt(random, random.choice(world.team.log))
    case: Case = random.choice((*RULES, *ORDER))
    team = world.team
    try:
        entry = case.write(world)
    except (AssertionError, KeyleaseError, LookupError):
        entry = None  # what it takes for granted is not so any more
    if world.team is not team:  # a case about the first event of another team
        world.team, entry = team, None
    return entry


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**48), size=st.integers(20, 120))
def test_random_ledgers_come_to_the_same_state_and_refusals(seed: int, size: int) -> None:
    grown = grow(seed, size)
    refused = dict(grown.refused)
    state: State | None = None
    ledger = Ledger()
    for place, entry in enumerate(grown.log):
        if place in refused:
            copy = pickle.loads(pickle.dumps(ledger))
            assert by_second(copy, refused[place]) == by_fold(state, refused[place])
        state = apply(state, entry)
        ledger.take(entry.body, list(entry.sigs))
    assert state is not None
    assert ledger.state is not None
    assert second_hash(ledger.state) == state_hash(state)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**48), size=st.integers(20, 60))
def test_bad_ledgers_are_refused_by_the_same_code(seed: int, size: int) -> None:
    *log, last = bad_ledger(seed, size)
    state: State | None = None
    ledger = Ledger()
    for entry in log:
        state = apply(state, entry)
        ledger.take(entry.body, list(entry.sigs))
    code = by_fold(state, last)
    assert code.startswith("E_")
    assert by_second(ledger, last) == code


def test_an_empty_ledger_has_no_state() -> None:
    assert Ledger().state is None


def test_a_ledger_does_not_begin_in_the_middle() -> None:
    log = fresh_world(1).team.log
    for entry in log[1:20]:
        assert by_second(Ledger(), entry) == by_fold(None, entry)
