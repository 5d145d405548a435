from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError, Refused
from keylease.ledger.fold import apply, fold_page
from keylease.ledger.signatures import PageVerifier, check_second, read_page, signed_by
from keylease.model import events as e
from keylease.model.signed import Signed
from keylease.wire.events import read_event
from support.cases.world import World, fresh_world
from support.ledgers import bad_ledger, grow


@pytest.fixture
def verifier() -> Iterator[PageVerifier]:
    with ThreadPoolExecutor(2) as pool:
        yield PageVerifier(pool, 2)


def test_signed_by_nobody_else() -> None:
    w = fresh_world(1)
    entry = w.draft(w.mia, e.KeyFreeze(key=w.key))
    assert signed_by(w.mia.key.public, entry)
    assert not signed_by(w.max.key.public, entry)


def test_a_second_signature_only_where_it_belongs() -> None:
    w = fresh_world(1)
    entry = w.draft(w.mia, e.KeyFreeze(key=w.key))
    twice = w.team.second(SignatureType.EVENT, w.mia.key, entry)
    with pytest.raises(Refused) as refusal:
        check_second(w.state, read_event(twice.body), twice)
    assert refusal.value.code is Code.E_SIG


def test_a_page_is_verified_but_what_needs_a_look_of_its_own(verifier: PageVerifier) -> None:
    """Whole ledger in one page: its members' keys are all in the page itself."""
    log = fresh_world(1).team.log
    good = verifier.verified(None, log, read_page(log))
    kinds = [type(read_event(entry.body).data) for entry in log]
    own_look = {e.MemberJoin, e.AppAdd}
    assert good == [kind not in own_look for kind in kinds]


def test_keys_come_from_the_state_too(verifier: PageVerifier) -> None:
    w = fresh_world(1)
    page = [w.draft(w.mia, e.KeyFreeze(key=w.key)), w.draft(w.app, e.KeyFreeze(key=w.key))]
    assert verifier.verified(w.state, page, read_page(page)) == [True, True]
    assert verifier.verified(None, page, read_page(page)) == [False, False]


def test_what_cannot_be_read_is_left_to_the_fold(verifier: PageVerifier) -> None:
    page = [Signed(body=b"{}", sigs=(bytes(64),))]
    assert read_page(page) == [None]
    assert verifier.verified(None, page, read_page(page)) == [False]
    assert verifier.verified(None, [], []) == []


def verdict(log: list[Signed], pages: int | None) -> tuple[int, object, Code | None]:
    """How far a ledger folds, to which state, and why no further; by pages or one by one."""
    state, count = None, 0
    try:
        if pages is None:
            for entry in log:
                state, count = apply(state, entry), count + 1
        else:
            with ThreadPoolExecutor(2) as pool:
                verifier = PageVerifier(pool, 2)
                for start in range(0, len(log), pages):
                    for step in fold_page(state, log[start : start + pages], verifier):
                        state, count = step.state, count + 1
                        assert step.event == read_event(log[count - 1].body)
    except KeyleaseError as refusal:
        return count, state, refusal.code
    return count, state, None


@given(seed=st.integers(0, 10_000), pages=st.integers(1, 50), bad=st.booleans())
def test_pages_come_to_the_verdicts_of_one_by_one(seed: int, pages: int, bad: bool) -> None:
    log = bad_ledger(seed, 40) if bad else list(grow(seed, 40).log)
    assert verdict(log, pages) == verdict(log, None)


def test_a_false_signature_in_a_page_stops_it_there() -> None:
    w: World = fresh_world(1)
    log = list(w.team.log)
    log[20] = Signed(body=log[20].body, sigs=(log[21].sig,))
    assert verdict(log, 50)[::2] == (20, Code.E_SIG)
