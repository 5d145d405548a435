"""`keylease verify` without an argument: is this computer's own copy whole and true?

Everything is checked anew from its bytes: nothing that was found good before is believed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from keylease.client.backup import own_custody
from keylease.client.history import check_head
from keylease.client.replica import Replica, line_row, read_head
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.client.sync import check_asked, relay_key_at, relay_keys
from keylease.client.values import custody_context
from keylease.client.wrong_keys import WrongKey, wrong_keys
from keylease.crypto.envelope import envelope_hash, open_custody
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, KeyleaseError, Tampered
from keylease.ledger import chain
from keylease.ledger.fold import apply
from keylease.ledger.rules.team import state_hash
from keylease.model.access import Line
from keylease.model.base import KeyId, Position
from keylease.model.signed import Signed
from keylease.model.state import Custody, State
from keylease.store.rows import LineRow
from keylease.wire.events import read_event
from keylease.wire.requests import ENTRY


@dataclass(frozen=True)
class ReplicaReport:
    """What was found good: events, access lines (so many readable here), values kept, colleagues
    whose word confirms this history. And what the law cannot see: metadata keys handed out that
    are not those announced; and how many lines the relay keeps from who may read them all.
    """

    events: int
    lines: int
    readable: int
    values: int
    seen: int
    wrong_keys: tuple[WrongKey, ...] = ()
    held_back: int = 0

    @property
    def sentence(self) -> str:
        """The report in words."""
        return (
            f"This computer's copy is whole and follows the law. Events: {self.events}. "
            f"Access lines: {self.lines}, readable here: {self.readable}. Values kept: "
            f"{self.values}. Members who have confirmed the same history: {self.seen}."
        )


def verify_replica(session: Session) -> ReplicaReport:
    """Check this member's own copy from its bytes: ledger, access log, pin, custody envelopes.

    Raises Tampered with the code and the place of the first thing that does not check out.
    """
    replica, now = session.connection.replica, session.snapshot
    state, views = _refold(replica)
    if state_hash(state) != state_hash(now.state):
        raise Tampered(Code.E_CHAIN, "The folded state kept here is not what the events say.")
    lines, readable = _check_lines(replica, state)
    for seq, seen in views:
        _check_view(replica, seq, seen)
    _check_pin(replica, state)
    values = sum(_check_envelope(session, now, *kept) for kept in own_custody(now))
    others = [seen for seen in now.seen if seen.author != now.me]
    wrong = tuple(wrong_keys(session))
    return ReplicaReport(
        events=state.head.seq + 1,
        lines=lines,
        readable=readable,
        values=values,
        seen=len(others),
        wrong_keys=wrong,
        held_back=session.held_back(),
    )


def _refold(replica: Replica) -> tuple[State, list[tuple[int, Position]]]:
    """The state by every event and signature, and what authors had seen of the access log."""
    state: State | None = None
    views: list[tuple[int, Position]] = []
    for seq, entry in enumerate(replica.events()):
        with _placed(f"Event {seq}"):
            state = apply(state, entry)
        if replica.event_hash(seq) != state.head.hash:
            raise Tampered(Code.E_CHAIN, f"Event {seq}:")
        event = read_event(entry.body)
        views.append((seq, event.seen))
        moved = getattr(event.data, "moved", None)
        if moved is not None:
            if moved.lost_from is not None:
                # what was seen beyond the last line kept cannot be found any more
                views = [(n, seen) for n, seen in views if seen.seq <= moved.last.seq]
            views.append((seq, moved.last))
    if state is None:
        raise Tampered(Code.E_CHAIN, "There is no history here.")
    return state, views


@contextmanager
def _placed(place: str) -> Iterator[None]:
    """Say where a check failed, whatever it raised."""
    try:
        yield
    except KeyleaseError as error:
        raise Tampered(Code.E_CHAIN, f"{place} does not hold ({error.code.name}).") from error


def _check_lines(replica: Replica, state: State) -> tuple[int, int]:
    """The access chain, and every line that can be read; how many there are, and can be read."""
    value, last, readable = chain.access_root(state.team), 0, 0
    while rows := replica.lines(after=last, limit=1000):
        for row in rows:
            value = chain.access_link(value, row.leaf)
            with _placed(f"Access line {row.seq}"):
                _check_line(state, last + 1, value, row)
            last, readable = row.seq, readable + (row.entry is not None)
    return last, readable


def _check_line(state: State, seq: int, value: bytes, row: LineRow) -> None:
    """A line in its place, and what it is filed under is what it says."""
    entry = None
    if row.entry is not None and row.sig is not None:
        entry = Signed(body=row.entry, sigs=(row.sig,))
        said = ENTRY.read(row.entry)
        if chain.access_leaf(entry) != row.leaf or (said.seq, said.team) != (seq, state.team):
            raise Tampered(Code.E_CHAIN)
        if not verify(relay_key_at(state, seq), SignatureType.ENTRY, row.entry, row.sig):
            raise Tampered(Code.E_RELAY_KEY)
        check_asked(state, said)

    def key_of(grant: str) -> str | None:
        return state.grants[grant].key if grant in state.grants else None

    if line_row(seq, value, Line(leaf=row.leaf, entry=entry), key_of) != row:
        raise Tampered(Code.E_CHAIN)


def _check_view(replica: Replica, seq: int, seen: Position) -> None:
    if replica.access_hash(seen.seq) != seen.hash:
        raise Tampered(Code.E_FORK, f"Event {seq} was written with another access log in view.")


def _check_pin(replica: Replica, state: State) -> None:
    """The head pinned was signed by the team's relay and is no further than what is held."""
    held = replica.held()
    if held.pinned is None:
        raise Tampered(Code.E_CHAIN, "No head of the relay is kept here.")
    head = check_head(state.team, relay_keys(state), held.pinned)
    if head.ledger != held.ledger or replica.access_hash(head.access.seq) != head.access.hash:
        raise Tampered(Code.E_CHAIN, "The newest head of the relay is of another history.")
    if read_head(held.pinned).access.seq != held.access.seq:
        raise Tampered(Code.E_CHAIN, "Access lines are missing here.")


def _check_envelope(
    session: Session, now: Snapshot, key: KeyId, number: int, custody: Custody
) -> bool:
    """Whether the envelope is here; then it opens to the value that was signed for."""
    envelope = session.connection.replica.envelope(custody.envelope)
    if envelope is None:
        return False
    commitment = now.state.keys[key].versions[number - 1].commitment
    if envelope_hash(envelope) != custody.envelope:
        place = f"The envelope of {now.names.of(key)}, version {number}, was changed."
        raise Tampered(Code.E_BLOB_HASH, place)
    ctx = custody_context(now, key, number, custody, commitment)
    open_custody(session.connection.identity, ctx, envelope, commitment)
    return True
