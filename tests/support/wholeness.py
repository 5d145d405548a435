"""Whether a relay's store is whole: what every test asks that killed, cut or raced something."""

from collections import Counter

from keylease.ledger.chain import access_leaf, access_link, access_root
from keylease.ledger.fold import fold
from keylease.relay.folded import entry_of
from keylease.relay.recording import entry_of as line_entry
from keylease.store.base import ReadTransaction


def require_whole(tx: ReadTransaction) -> None:
    """Ledger and log verify from end to end, and uses are what the lines say."""
    rows, lines, tip = tx.events(), tx.lines(), tx.access_head()
    uses = {line.grant: tx.uses(line.grant).released for line in lines if line.grant}
    state = fold(entry_of(row) for row in rows)
    assert state.head.hash == rows[-1].hash
    chain = access_root(state.team)
    for line in lines:
        assert access_leaf(line_entry(line)) == line.leaf
        chain = access_link(chain, line.leaf)
        assert chain == line.hash
    assert tip is None or tip.hash == chain
    released = Counter(line.grant for line in lines if line.outcome == "released")
    assert {grant: released[grant] for grant in uses} == uses
