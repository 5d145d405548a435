import pytest

from keylease.crypto.metadata import epoch_commitment, unwrap_previous
from keylease.errors import Code
from keylease.ledger.propose import (
    Draft,
    chunks,
    grants_between,
    grants_to_open,
    rotate_epoch,
    standing_grants,
    unsealed_grants,
)
from keylease.ledger.rules.epochs import keepers
from keylease.ledger.standing import live
from keylease.model import events as e
from support.cases.world import World, fresh_world
from support.terms import DAY, HOUR


@pytest.fixture
def w() -> World:
    return fresh_world(1)


def test_chunks_hold_everything_in_order() -> None:
    assert list(chunks("abcde", 2)) == [("a", "b"), ("c", "d"), ("e",)]
    assert list(chunks("", 2)) == []


def test_a_draft_does_not_show_its_key() -> None:
    assert "key" not in repr(Draft(e.MemberLeave(), epoch_key=b"secret")).replace("epoch_key", "")


def test_a_new_epoch_is_sealed_to_exactly_the_active_people(w: World) -> None:
    """And holds in the fold; the key before it can be read with the new one."""
    current, new, aad = bytes(32), b"n" * 32, b"aad"
    drafts = rotate_epoch(w.state, current_key=current, new_key=new, aad=aad)
    epoch = w.state.epoch + 1
    seals = [seal for draft in drafts[:-1] for seal in draft.data.seals]
    assert {seal.to for seal in seals} == keepers(w.state)
    rotation = drafts[-1]
    assert rotation.epoch_key == new
    assert rotation.data.commitment == epoch_commitment(w.state.team, epoch, new)
    assert unwrap_previous(new, rotation.data.previous, aad) == current
    for draft in drafts:
        w.act(w.ana, draft.data)
    assert (w.state.epoch, w.state.stale) == (epoch, False)


def test_the_grants_that_open_a_key(w: World) -> None:
    """The live ones, the latest end first; where none is live, the newest says why not."""
    first = grants_to_open(w.state, w.key, w.mia.id, w.team.now)
    assert first == [w.to_mia]
    second = w.team.grant(w.key, w.mia, expires=w.team.now + 3 * DAY)
    assert grants_to_open(w.state, w.key, w.mia.id, w.team.now) == [second, w.to_mia]
    w.act(w.ana, e.GrantRevoke(grants=(second,)))
    assert grants_to_open(w.state, w.key, w.mia.id, w.team.now) == [w.to_mia]
    w.act(w.ana, e.GrantRevoke(grants=(w.to_mia,)))
    (over,) = grants_to_open(w.state, w.key, w.mia.id, w.team.now)
    assert over == second
    assert live(w.state, over, w.team.now) is Code.E_REVOKED
    assert grants_to_open(w.state, w.other, w.mia.id, w.team.now) == []


def test_a_new_version_has_to_reach_the_standing_grants(w: World) -> None:
    assert [id_ for id_, _ in standing_grants(w.state, w.key, w.team.now)] == [w.to_mia, w.to_app]
    w.team.version(w.key, activate=False)
    seals = (e.GrantReseal(w.to_mia, bytes(32), bytes(32)),)
    w.act(w.ana, e.GrantResealed(key=w.key, version=2, seals=seals))
    assert [id_ for id_, _ in unsealed_grants(w.state, w.key, 2, w.team.now)] == [w.to_app]
    later = w.team.now + 30 * DAY
    assert standing_grants(w.state, w.key, later) == []


def test_a_members_grants_of_a_key_that_are_wanted(w: World) -> None:
    ends_late = w.team.grant(w.key, w.mia, expires=w.team.now + 3 * DAY)
    soon = w.team.now + DAY + HOUR
    found = grants_between(w.state, w.key, w.mia.id, w.team.now, lambda g: g.expires > soon)
    assert found == [ends_late]
