"""Appending events: fold first, then everything in one transaction (core/PROTOCOL.md, "Append")."""

import logging
from collections.abc import Sequence

from keylease.errors import Code, KeyleaseError, Refused, StorageFailed
from keylease.ledger.chain import link
from keylease.ledger.fold import apply
from keylease.ledger.standing import active_version
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import LARGEST_INTEGER, GrantId, Position, Time
from keylease.model.events import Event
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.relay.arriving import settle
from keylease.relay.callers import Ask, Caller, Kind, admit, arrival_time
from keylease.relay.equipment import Equipment
from keylease.relay.folded import row_of
from keylease.relay.heads import position, require_access_prefix, sign_head
from keylease.relay.moment import Moment
from keylease.relay.quota import charge
from keylease.relay.shred import due_here, schedule, shred, touched
from keylease.relay.staging import promote
from keylease.relay.starting import keep_document
from keylease.store.base import Conflict, ReadTransaction, WriteTransaction
from keylease.store.rows import EventRow, Tip
from keylease.wire.events import read_event
from keylease.wire.requests import LARGEST_OFFSET

log = logging.getLogger(__name__)


def append(relay: Equipment, ask: Ask, op: a.Append) -> a.AnyReply:
    """Append the events, all or none, or say that the head has moved.

    What is there already, with the same hashes, is success again, whoever the author has become
    by it: somebody who left may ask whether they did.
    """
    if _sets_floor(op.events):
        shred(relay)  # by the time before, so that what has ended stays ended
    with relay.writing() as moment:
        head = sign_head(relay.vault, moment.tx, moment.state.team, moment.now)
        if _is_there(moment.tx, op.events):
            return a.Appended(head=head)
        caller = admit(relay, moment, ask)
        if _is_elsewhere(op.events[0], moment.state.head):
            return a.Conflict(head=head)
        batch = Batch(relay, moment, ask, caller)
        batch.append(op.events)
    relay.folded.advance(batch.state)
    if batch.at_once:
        _shred_now(relay)
    return a.Appended(head=relay.head())


def found(relay: Equipment, entries: Sequence[Signed]) -> State:
    """The first events of a new team, into an empty store.

    E_TEAM_EXISTS where there is one, E_BEHIND where the vault remembers one that the store has
    lost, E_RELAY_KEY where the team names another relay, E_ARRIVAL where they are not of now, and
    whatever the fold says.
    """
    now = relay.time.clock()
    if relay.vault.newest() is not None:
        with relay.reading():
            raise Refused(Code.E_TEAM_EXISTS)
    with relay.store.write() as tx:
        if tx.head() is not None:
            raise Refused(Code.E_TEAM_EXISTS)
        state: State | None = None
        rows = []
        for entry in entries:
            state = apply(state, entry)
            if abs(read_event(entry.body).ts - now) > LARGEST_OFFSET:
                raise Refused(Code.E_ARRIVAL)
            rows.append(row_of(state.head.seq, state.head.hash, entry))
        if state is None:
            raise Refused(Code.E_CHAIN)
        if not relay.in_charge(state):
            raise Refused(Code.E_RELAY_KEY)
        tx.append_events(None, rows)
    relay.folded.advance(state)
    return state


def _sets_floor(entries: Sequence[Signed]) -> bool:
    data = _data_of(entries[0])
    return isinstance(data, e.RelaySet) and data.floor is not None


def _data_of(entry: Signed) -> e.Data | None:
    try:
        return read_event(entry.body).data
    except KeyleaseError:
        return None


def _is_there(tx: ReadTransaction, entries: Sequence[Signed]) -> bool:
    """Whether exactly these events stand in the ledger already, in this order."""
    try:
        first = read_event(entries[0].body).seq
    except KeyleaseError:
        return False
    rows = [tx.event_at(seq) for seq in range(first, first + len(entries))]
    return [None if row is None else row.hash for row in rows] == [link(entry) for entry in entries]


def _is_elsewhere(entry: Signed, head: Position) -> bool:
    """Whether a readable event builds on another head than ours; the fold judges the rest."""
    try:
        event = read_event(entry.body)
    except KeyleaseError:
        return False
    return (event.seq, event.prev) != (head.seq + 1, head.hash)


def _shred_now(relay: Equipment) -> None:
    """Destroy what the events just committed have ended; a failing disk leaves it to the sweep."""
    try:
        shred(relay)
    except StorageFailed as failure:
        log.warning("release keys that are due are not destroyed yet: %s", failure.code.name)


class Batch:
    """One append within its transaction; `state` and `at_once` (shred now) are its results."""

    def __init__(
        self, relay: Equipment, moment: Moment[WriteTransaction], ask: Ask, caller: Caller
    ) -> None:
        self.state = moment.state
        self.at_once = False
        self._relay = relay
        self._tx = moment.tx
        self._now = moment.now
        self._arrival = arrival_time(relay, moment, ask)
        self._comes = not relay.in_charge(moment.state)
        self._caller = caller
        self._rows: list[EventRow] = []
        self._touched: set[GrantId] = set()

    def append(self, entries: Sequence[Signed]) -> None:
        """Fold, check, promote, write, and set anew what has to be shredded when."""
        size = sum(len(entry.body) for entry in entries)
        charge(
            self._tx, self._caller.id, self._now, self._relay.limits, events=len(entries), size=size
        )
        before = Tip(self.state.head.seq, self.state.head.hash)
        for entry in entries:
            self._take(entry)
        if isinstance(self._tx.append_events(before, self._rows), Conflict):
            raise Refused(Code.E_CONFLICT)
        if schedule(self._relay, self._tx, self.state, self._touched, self._now):
            self.at_once = True

    def _take(self, entry: Signed) -> None:
        """One event: the law, then what only the relay can check, then what it brings along."""
        before, after = self.state, apply(self.state, entry)
        event = read_event(entry.body)
        self._check_author(event)
        self._check_time(before, event)
        require_access_prefix(self._tx, event.seen, Code.E_SEEN)
        self._check_relay(before, after, event)
        self._check_places(event)
        if promote(self._relay, self._tx, after, self._caller.id, event.data, self._now):
            self.at_once = True
        self._check_not_gone(before, event)
        if isinstance(event.data, e.LedgerCheckpoint):
            keep_document(self._tx, before)
        self._touched.update(touched(before, after, event))
        self._rows.append(row_of(after.head.seq, after.head.hash, entry))
        self.state = after

    def _check_author(self, event: Event) -> None:
        """Everybody sends their own events; an invite sends the one join that it proves."""
        if self._caller.kind is Kind.INVITED:
            joins = isinstance(event.data, e.MemberJoin) and event.data.invite == self._caller.id
            if not joins:
                raise Refused(Code.E_ROLE)
        elif event.author != self._caller.id:
            raise Refused(Code.E_ROLE)

    def _check_time(self, before: State, event: Event) -> None:
        """Of now; but a team may be a while on its way from the relay that took these events."""
        earliest = self._left_at(before) if self._comes else self._arrival
        if not earliest - LARGEST_OFFSET <= event.ts <= self._arrival + LARGEST_OFFSET:
            raise Refused(Code.E_ARRIVAL)

    def _left_at(self, before: State) -> Time:
        """When, by all that has come from there, the relay that took these events still ran.

        Its clock was within the offset of the event before, and signed the last line; which says
        nothing where that clock has been set back since.
        """
        (row,) = self._rows[-1:] or (self._tx.event_at(before.head.seq),)
        assert row is not None
        tip = self._tx.access_head()
        line = None if tip is None or before.floor else self._tx.line_at(tip.seq)
        signed = 0 if line is None or line.at is None else line.at
        return max(read_event(row.body).ts - LARGEST_OFFSET, signed)

    def _check_relay(self, before: State, after: State, event: Event) -> None:
        """Nothing comes after a move; a move names our own last line, and is sealed with it."""
        if not self._comes and not self._relay.in_charge(before):
            raise Refused(Code.E_MOVED)
        if not isinstance(event.data, e.RelaySet):
            return
        if event.data.moved is not None:
            last = position(self._tx.access_head())
            if event.data.moved.last != last:
                raise Refused(Code.E_CONFLICT)
            if self._relay.in_charge(after):
                settle(self._relay, self._tx, after, self._caller.id, self._now)
        if event.data.floor is not None:
            self._tx.drop_stages(LARGEST_INTEGER)  # their times are of the clock before

    def _check_places(self, event: Event) -> None:
        """A review names places in ledger and log; the fold knows their numbers alone."""
        if isinstance(event.data, e.ReviewOpen):
            self._require_place(event.data.ledger)
            require_access_prefix(self._tx, event.data.access, Code.E_SEEN)

    def _require_place(self, place: Position) -> None:
        first = self._rows[0].seq if self._rows else place.seq + 1
        row = self._rows[place.seq - first] if place.seq >= first else self._tx.event_at(place.seq)
        if row is None or row.hash != place.hash:
            raise Refused(Code.E_CHAIN)

    def _check_not_gone(self, before: State, event: Event) -> None:
        """E_GONE for a later end to a grant whose release key is destroyed, or has to be by now."""
        data = event.data
        renews = isinstance(data, e.GrantRenew)
        if not isinstance(data, e.GrantRenew | e.GrantApprove):
            return
        grant = before.grants[data.grant]
        if not renews and grant.renewal is None:
            return
        version = active_version(before.keys[grant.key])
        if version is None:
            return
        row = self._tx.release(data.grant, version)
        if row is None or due_here(self._relay, self._tx, before, row, self._now) <= self._now:
            raise Refused(Code.E_GONE)
