"""The folded state of what is in the store, kept between requests and caught up when others append.

At a start it begins from a snapshot in the store, if there is one that lies on the chain.
"""

import threading
from typing import Final

from keylease.crypto.hashing import tagged_hash
from keylease.errors import Code, KeyleaseError, StorageFailed
from keylease.ledger.fold import apply
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.store.base import ReadTransaction, Store
from keylease.store.rows import EventRow
from keylease.wire.state import read_state, write_state

SNAPSHOT: Final = "snapshot"
SNAPSHOT_EVERY: Final = 500
"""Events after which a new snapshot is worth writing."""
SIGNATURE_SIZE: Final = 64
_PAGE: Final = 1000


def entry_of(row: EventRow) -> Signed:
    """The event of a row, as it was signed."""
    sigs = row.sigs
    parts = range(0, len(sigs), SIGNATURE_SIZE)
    return Signed(body=row.body, sigs=tuple(sigs[at : at + SIGNATURE_SIZE] for at in parts))


def row_of(seq: int, link: bytes, entry: Signed) -> EventRow:
    """The row of an event."""
    return EventRow(seq=seq, hash=link, body=entry.body, sigs=b"".join(entry.sigs))


def fold_on(
    tx: ReadTransaction, state: State | None, *, until: int | None = None, verified: bool = False
) -> State | None:
    """The state after the events behind `state`, up to `until` or all.

    `verified` spares the signatures of what this process has folded before.
    Raises `StorageFailed(E_DAMAGED)` where the store holds what cannot have been accepted.
    """
    while True:
        after = -1 if state is None else state.head.seq
        size = _PAGE if until is None else min(_PAGE, until - after)
        rows = tx.events(after, size) if size > 0 else []
        for row in rows:
            state = _accepted(state, row, verified)
        if len(rows) < size or not rows:
            return state


def _accepted(state: State | None, row: EventRow, verified: bool) -> State:
    try:
        after = apply(state, entry_of(row), signatures_checked=verified)
    except KeyleaseError as error:
        raise StorageFailed(Code.E_DAMAGED, f"Event {row.seq} does not hold.") from error
    if (after.head.seq, after.head.hash) != (row.seq, row.hash):
        raise StorageFailed(Code.E_DAMAGED, f"Event {row.seq} is not where it was.")
    return after


class Folded:
    """The newest state this process knows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State | None = None
        self._kept_at = -1

    @property
    def newest(self) -> State | None:
        """The state as last folded, without a look at the store."""
        return self._state

    def at(self, tx: ReadTransaction) -> State | None:
        """The state at this moment of the store, or newer; None while there is no event.

        Raises E_DAMAGED as `fold_on`.
        """
        tip = tx.head()
        state = self._state
        if tip is None or (state is not None and state.head.seq >= tip.seq):
            return state
        with self._lock:
            state = self._state if self._state is not None else self._from_snapshot(tx)
            state = fold_on(tx, state)
            self._state = state
        return state

    def advance(self, state: State) -> None:
        """Take over a state whose events are committed."""
        with self._lock:
            if self._state is None or self._state.head.seq < state.head.seq:
                self._state = state

    def forget(self) -> None:
        """Fold anew at the next look, because the store was exchanged."""
        with self._lock:
            self._state = None

    def keep_snapshot(self, store: Store) -> bool:
        """Write a snapshot, if there is enough new in it; says whether."""
        state = self._state
        if state is None or state.head.seq < self._kept_at + SNAPSHOT_EVERY:
            return False
        document = write_state(state)
        with store.write() as tx:
            tx.put_fact(SNAPSHOT, _seal(document) + document)
        self._kept_at = state.head.seq
        return True

    def _from_snapshot(self, tx: ReadTransaction) -> State | None:
        """The state of the snapshot, unless it is damaged or not on our chain."""
        kept = tx.fact(SNAPSHOT)
        if kept is None or _seal(kept[32:]) != kept[:32]:
            return None
        try:
            state = read_state(kept[32:])
        except KeyleaseError:
            return None
        row = tx.event_at(state.head.seq)
        if row is None or row.hash != state.head.hash:
            return None
        self._kept_at = state.head.seq
        return state


def _seal(document: bytes) -> bytes:
    return tagged_hash("keylease/relay-snapshot/v1", document)
