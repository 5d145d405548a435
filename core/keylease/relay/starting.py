"""Where an app, a guest or a newcomer starts: at a checkpoint (core/PROTOCOL.md, "The relay")."""

from typing import Final

from keylease.errors import Code, Refused, StorageFailed
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.events import LedgerCheckpoint
from keylease.model.state import State
from keylease.relay.callers import Ask, Caller, Kind, admit
from keylease.relay.equipment import Equipment
from keylease.relay.folded import entry_of, fold_on
from keylease.relay.heads import sign_head
from keylease.relay.paging import Page
from keylease.store.base import ReadTransaction, WriteTransaction
from keylease.store.rows import EventRow
from keylease.wire.events import read_event
from keylease.wire.state import write_state

KEPT_DOCUMENTS: Final = 3
"""Documents of the newest checkpoints that are kept; older ones are folded when asked for."""
KEPT_FOLDED: Final = 8
"""Documents of older checkpoints that are kept once folded; the next one takes the place of the
one that has been kept longest. Apps start at theirs again and again."""
_FOLDED: Final = "states folded"
"""Which these are: their numbers, by comma, the one kept longest first."""


def keep_document(tx: WriteTransaction, before: State) -> None:
    """Keep the state that the checkpoint about to be appended commits to."""
    tx.put_fact(_name(before.head.seq + 1), write_state(before))
    oldest = before.checkpoint
    for _ in range(KEPT_DOCUMENTS - 1):
        oldest = None if oldest is None else _before(tx, oldest)
    if oldest is not None:
        tx.put_fact(_name(oldest.seq), None)


def snapshot(relay: Equipment, ask: Ask, op: a.Snapshot) -> a.AnyReply:
    """The document at the last checkpoint not after `until`, and what came after.

    An app or a guest cannot go back behind where it came in (E_ROLE). E_UNKNOWN where there is
    no checkpoint yet.
    """
    with relay.reading() as moment:
        tx, state = moment.tx, moment.state
        caller = admit(relay, moment, ask)
        if comes_in_late(caller) and op.until < joined(caller):
            raise Refused(Code.E_ROLE)
        place = last_checkpoint(tx, state, op.until)
        if place is None:
            raise Refused(Code.E_UNKNOWN, "There is no checkpoint yet.")
        checkpoint = _event_at(tx, place.seq)
        kept = tx.fact(_name(place.seq))
        document = _folded_document(tx, place.seq) if kept is None else kept
        page = Page(relay.limits)
        events = page.events(tx, after=place.seq)
        reply = a.Start(
            document=document,
            checkpoint=entry_of(checkpoint),
            events=tuple(events),
            head=sign_head(relay.vault, tx, state.team, moment.now),
        )
    if kept is None:
        with relay.store.write() as writing:
            _keep_folded(writing, place.seq, document)
    return reply


def _keep_folded(tx: WriteTransaction, checkpoint: int, document: bytes) -> None:
    listed = (tx.fact(_FOLDED) or b"").decode().split(",")
    kept = [number for number in listed if number and number != str(checkpoint)]
    kept.append(str(checkpoint))
    for number in kept[:-KEPT_FOLDED]:
        tx.put_fact(_name(int(number)), None)
    tx.put_fact(_name(checkpoint), document)
    tx.put_fact(_FOLDED, ",".join(kept[-KEPT_FOLDED:]).encode())


def comes_in_late(caller: Caller) -> bool:
    """Whether somebody sees the ledger only from the last checkpoint on."""
    return caller.kind in (Kind.APP, Kind.GUEST)


def joined(caller: Caller) -> int:
    """Where in the ledger a member came in."""
    return 0 if caller.member is None else caller.member.joined


def last_checkpoint(tx: ReadTransaction, state: State, until: int) -> Position | None:
    """The newest checkpoint not after `until`."""
    place = state.checkpoint
    while place is not None and place.seq > until:
        place = _before(tx, place)
    return place


def _before(tx: ReadTransaction, place: Position) -> Position | None:
    row = tx.event_at(place.seq)
    if row is None:
        return None
    data = read_event(row.body).data
    return data.previous if isinstance(data, LedgerCheckpoint) else None


def _event_at(tx: ReadTransaction, seq: int) -> EventRow:
    row = tx.event_at(seq)
    if row is None:
        raise StorageFailed(Code.E_DAMAGED, f"Event {seq} is missing.")
    return row


def _folded_document(tx: ReadTransaction, checkpoint: int) -> bytes:
    state = fold_on(tx, None, until=checkpoint - 1, verified=True)
    if state is None:
        raise StorageFailed(Code.E_DAMAGED, "The ledger begins with a checkpoint.")
    return write_state(state)


def _name(checkpoint: int) -> str:
    return f"state:{checkpoint}"
