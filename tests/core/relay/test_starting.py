"""Starting at a checkpoint: the document it commits to, and what came after."""

import pytest

from keylease.ledger.fold import fold
from keylease.ledger.rules.team import state_hash
from keylease.model import access as a
from keylease.model.events import LedgerCheckpoint
from keylease.relay.starting import KEPT_DOCUMENTS, KEPT_FOLDED
from keylease.wire.events import read_event
from keylease.wire.state import read_state
from support.relay_harness import RelayHarness, expect


def check(start: a.Start, relay: RelayHarness) -> None:
    """As a client does: the hash of the document, then the fold from there."""
    state = read_state(start.document)
    data = read_event(start.checkpoint.body).data
    assert isinstance(data, LedgerCheckpoint)
    assert state_hash(state) == data.state
    assert fold([start.checkpoint, *start.events], state) == relay.team.state


@pytest.mark.parametrize("checkpoints", [1, 2, 6])
def test_a_newcomer_starts_at_any_checkpoint(any_relay: RelayHarness, checkpoints: int) -> None:
    """Of the newest ones the document is kept, older ones are folded anew."""
    team = any_relay.team
    app = team.app("ci")
    places = []
    for _ in range(checkpoints):
        team.add_environment()
        places.append(team.checkpoint())
        team.add_environment()
    for place in places:
        for until in (place.seq, place.seq + 1):
            start = expect(a.Start, any_relay.ask(app, a.Snapshot(until=until)))
            assert read_event(start.checkpoint.body).seq == place.seq
            check(start, any_relay)


def test_before_the_first_checkpoint_there_is_no_start(relay: RelayHarness) -> None:
    app = relay.team.app("ci")
    until = relay.team.state.head.seq
    assert relay.refused(app, a.Snapshot(until=until)) == "E_UNKNOWN"
    relay.team.checkpoint()
    assert relay.refused(app, a.Snapshot(until=until)) == "E_UNKNOWN"
    check(expect(a.Start, relay.ask(app, a.Snapshot(until=until + 1))), relay)


def test_what_was_folded_once_is_kept(relay: RelayHarness) -> None:
    place = relay.team.checkpoint()
    name = f"state:{place.seq}"
    with relay.store.write() as tx:
        tx.put_fact(name, None)
    check(expect(a.Start, relay.ask(relay.team.ana, a.Snapshot(until=place.seq))), relay)
    with relay.store.read() as tx:
        assert tx.fact(name) is not None


def test_no_more_documents_are_kept_than_so_many(any_relay: RelayHarness) -> None:
    """Whoever asks for every checkpoint there ever was does not fill the store."""
    team = any_relay.team
    team.app("ci")
    places = [team.checkpoint().seq for _ in range(KEPT_DOCUMENTS + KEPT_FOLDED + 3)]

    def kept() -> list[int]:
        with any_relay.store.read() as tx:
            return [place for place in places if tx.fact(f"state:{place}") is not None]

    newest, older = places[-KEPT_DOCUMENTS:], places[:-KEPT_DOCUMENTS]
    assert kept() == newest
    for place in older:
        check(expect(a.Start, any_relay.ask(team.ana, a.Snapshot(until=place))), any_relay)
    assert kept() == older[-KEPT_FOLDED:] + newest
    for place in (older[-1], older[0], older[-1]):
        check(expect(a.Start, any_relay.ask(team.ana, a.Snapshot(until=place))), any_relay)
    assert kept() == [older[0], *older[-KEPT_FOLDED + 1 :], *newest]
