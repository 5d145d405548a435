"""Nobody can be shown another history: pins, receipts, seen statements.

Each check names the lie it catches; what proves it is kept as evidence and the team is frozen
here, read-only, until an owner has compared head words (core/PROTOCOL.md, "Nobody can be
shown another history").
"""

from collections.abc import Sequence
from typing import NoReturn

from keylease.client.replica import Evidence, Held, Replica, read_head
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, Tampered
from keylease.ledger.chain import access_leaf
from keylease.model.access import Head, Seen
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.model.spans import MINUTE
from keylease.model.state import State
from keylease.store.rows import LineRow
from keylease.wire.requests import SEEN

FRESH = 15 * MINUTE
"""A head older than this (milliseconds) is too old to issue anything on."""


def check_head(state_team: bytes, relay_keys: Sequence[bytes], signed: Signed) -> Head:
    """The head, or Tampered(E_RELAY_KEY) if this team's relay did not sign it."""
    if not any(verify(k, SignatureType.HEAD, signed.body, signed.sig) for k in relay_keys):
        raise Tampered(Code.E_RELAY_KEY)
    head = read_head(signed)
    if head.team != state_team:
        raise Tampered(Code.E_TEAM)
    return head


def check_forward(replica: Replica, held: Held, served: Signed) -> None:
    """Freeze with E_ROLLBACK or E_FORK if a genuine head is behind or beside what was held.

    `held` is from before the relay was asked: what another program learned since may be ahead.
    """
    code = contradiction(held, read_head(served))
    if code is not None:
        freeze(replica, code, served)


def contradiction(held: Held, head: Head) -> Code | None:
    """How a head contradicts what is held and pinned, if it does."""
    places = [(head.ledger, held.ledger or head.ledger), (head.access, held.access)]
    if held.pinned is not None:
        before = read_head(held.pinned)
        places += [(head.ledger, before.ledger), (head.access, before.access)]
    found = (_contradiction(served, known) for served, known in places)
    return next((code for code in found if code is not None), None)


def _contradiction(served: Position, held: Position) -> Code | None:
    if served.seq < held.seq:
        return Code.E_ROLLBACK
    if served.seq == held.seq and served.hash != held.hash:
        return Code.E_FORK
    return None


def freeze(
    replica: Replica, code: Code, served: Signed, statement: Signed | None = None
) -> NoReturn:
    """Keep the evidence, make the team read-only here, and say so."""
    pinned, at = replica.pinned(), read_head(served).at
    replica.freeze(Evidence(code.name, pinned, served, at, statement))
    raise Tampered(code)


def check_receipts(replica: Replica, held: Held, rows: Sequence[LineRow], served: Signed) -> None:
    """Own lines that the relay had promised stand where it said, else E_RECEIPT_MISSING."""
    shown = {row.seq: row.leaf for row in rows}
    last = max(held.access.seq, rows[-1].seq if rows else 0)
    for receipt in held.promised:
        leaf = shown.get(receipt.seq)
        if leaf is None and receipt.seq <= held.access.seq:
            line = replica.line(receipt.seq)
            leaf = None if line is None else line.leaf
        due = receipt.seq <= last or receipt.seq > read_head(served).access.seq
        if due and leaf != access_leaf(receipt.entry):
            freeze(replica, Code.E_RECEIPT_MISSING, served, receipt.entry)


def check_seen(replica: Replica, state: State, statement: Signed) -> Seen | None:
    """A member's seen statement if it is genuine, and on one's own chain.

    Not genuine: None, since a relay can add noise but gains nothing by it. Genuine, and beside
    our chain or ahead of all we were shown: Tampered with E_FORK or E_ROLLBACK.
    """
    try:
        seen = SEEN.read(statement.body)
    except Tampered:
        return None
    member = state.members.get(seen.author)
    if member is None or seen.team != state.team:
        return None
    if not verify(member.sign, SignatureType.SEEN, statement.body, statement.sig):
        return None
    for hash_at, position in (
        (replica.event_hash, seen.ledger),
        (replica.access_hash, seen.access),
    ):
        own = hash_at(position.seq)
        if own is None:
            raise Tampered(Code.E_ROLLBACK, "A colleague has seen more than this relay shows.")
        if own != position.hash:
            raise Tampered(Code.E_FORK, "A colleague was shown another history.")
    return seen
