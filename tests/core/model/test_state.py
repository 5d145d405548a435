from keylease.ledger.fold import apply
from support.cases.world import fresh_world


def test_the_epoch_in_force_is_the_last() -> None:
    state = fresh_world(1).state
    assert state.epoch == len(state.epochs) - 1 > 0


def test_states_share_what_did_not_change() -> None:
    world = fresh_world(1)
    *before, last = world.team.log
    state = None
    for entry in before:
        state = apply(state, entry)
    after = apply(state, last)
    assert after.grants is state.grants
    assert after.members is not state.members
