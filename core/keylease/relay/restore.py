"""Bringing back what a relay's store has lost, verbatim (core/PROTOCOL.md, "Values and envelopes").

After an older copy of the database was put in place, the vault knows newer heads than the store
holds. An owner's client has the missing events and lines; each is checked as when it was written,
and together they have to reach what the vault remembers.

Of a line that nobody has kept only the leaf comes, and whoever brings it may have left out what it
says. So where there is one, nobody knows how often anything was opened, and a grant of so many uses
opens nothing more until its custodian has sealed it anew.
"""

from collections.abc import Sequence
from typing import Final

from keylease.crypto.envelope import envelope_hash
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, Refused, Tampered
from keylease.ledger.chain import access_leaf, access_link, access_root
from keylease.ledger.fold import apply
from keylease.model.access import Entry, Line
from keylease.model.signed import Signed
from keylease.model.state import Grant, State
from keylease.relay.callers import RECORDED
from keylease.relay.equipment import Equipment
from keylease.relay.folded import fold_on, row_of
from keylease.relay.recording import about
from keylease.store.base import Conflict, ReadTransaction, WriteTransaction
from keylease.store.rows import EnvelopeRow, LineRow, Tip
from keylease.wire.requests import ENTRY, REQUEST

_LEAVES: Final = "leaves alone"
"""That there are lines here of which only the leaf is known."""


def restore_missing(
    relay: Equipment,
    events: Sequence[Signed],
    lines: Sequence[Line],
    envelopes: Sequence[bytes] = (),
) -> State:
    """Append what is missing behind what is there, all or nothing.

    `events` and `lines` begin behind the store's own ends; custody `envelopes` are kept where the
    ledger commits to them. Raises the fold's codes, E_CHAIN and E_RELAY_KEY for lines that do not
    follow or were signed by no relay of the team, E_BEHIND where it does not reach far enough.
    """
    newest = relay.vault.newest()
    relay.folded.forget()
    with relay.store.write() as tx:
        state = take_events(tx, fold_on(tx, None), events)
        take_lines(tx, state, lines)
        take_envelopes(tx, state, envelopes)
        for row in tx.releases():
            grant = state.grants.get(row.grant)
            if grant is not None and is_past_counting(tx, grant):
                tx.drop_release(row.grant, row.version)
        if newest is not None:
            event, line = tx.event_at(newest.ledger.seq), tx.line_at(newest.access.seq)
            reached = event is not None and event.hash == newest.ledger.hash
            followed = line is not None and line.hash == newest.access.hash
            if not reached or not (followed or newest.access.seq == 0):
                raise Refused(Code.E_BEHIND)
    relay.folded.advance(state)
    return state


def take_events(tx: WriteTransaction, state: State | None, events: Sequence[Signed]) -> State:
    """Append these behind what `state` is of, each tried by the law; the state after them."""
    before = None if state is None else Tip(state.head.seq, state.head.hash)
    rows = []
    for entry in events:
        state = apply(state, entry)
        rows.append(row_of(state.head.seq, state.head.hash, entry))
    if state is None or (rows and isinstance(tx.append_events(before, rows), Conflict)):
        raise Refused(Code.E_CHAIN)
    return state


def take_lines(tx: WriteTransaction, state: State, lines: Sequence[Line]) -> None:
    """Append these lines, each in its place and signed by the relay of its range."""
    tip = tx.access_head()
    last, before = (0, access_root(state.team)) if tip is None else (tip.seq, tip.hash)
    rows = []
    rids: set[tuple[str, bytes]] = set()
    for seq, line in enumerate(lines, last + 1):
        before = access_link(before, line.leaf)
        rows.append(_row(tx, state, seq, before, line, rids))
    if rows and isinstance(tx.append_lines(tip, rows), Conflict):
        raise Refused(Code.E_CHAIN)
    if any(line.entry is None for line in lines):
        tx.put_fact(_LEAVES, b"")


def is_past_counting(tx: ReadTransaction, grant: Grant) -> bool:
    """Whether a grant is good for so many uses, and some may stand in lines not known here."""
    return grant.max_uses is not None and tx.fact(_LEAVES) is not None


def _row(
    tx: WriteTransaction,
    state: State,
    seq: int,
    link: bytes,
    line: Line,
    rids: set[tuple[str, bytes]],
) -> LineRow:
    """The line as it was written; only its hash where nobody has kept the entry."""
    if line.entry is None:
        return LineRow(seq=seq, hash=link, leaf=line.leaf)
    entry = _checked(state, seq, line, line.entry)
    request = REQUEST.read(entry.request.body)
    if not isinstance(request.op, RECORDED):
        raise Tampered(Code.E_FIELD)
    subject = about(state, request.op)
    name = (request.author, request.rid)
    known = name in rids or tx.line_by_rid(*name) is not None
    rids.add(name)
    return LineRow(
        seq=seq,
        hash=link,
        leaf=line.leaf,
        entry=line.entry.body,
        sig=line.entry.sig,
        author=request.author,
        grant=subject.grant,
        key=subject.key,
        version=subject.version,
        outcome=entry.outcome,
        at=entry.at,
        rid=None if known else request.rid,
        purpose=subject.purpose.value,
    )


def _checked(state: State, seq: int, line: Line, signed: Signed) -> Entry:
    """The entry, in its place, of this team, and signed by the relay of its range."""
    entry = ENTRY.read(signed.body)
    if access_leaf(signed) != line.leaf or (entry.seq, entry.team) != (seq, state.team):
        raise Tampered(Code.E_CHAIN)
    key = [known.key for known in state.relays if known.since < seq][-1]
    if not verify(key, SignatureType.ENTRY, signed.body, signed.sig):
        raise Tampered(Code.E_RELAY_KEY)
    return entry


def take_envelopes(tx: WriteTransaction, state: State, envelopes: Sequence[bytes]) -> None:
    """Keep the custody envelopes among these that the ledger commits to."""
    if not envelopes:
        return
    committed = {
        custody.envelope
        for key in state.keys.values()
        for version in key.versions
        for custody in version.custody
    }
    for envelope in envelopes:
        digest = envelope_hash(envelope)
        if digest in committed:
            tx.put_envelope(EnvelopeRow(digest, envelope))
