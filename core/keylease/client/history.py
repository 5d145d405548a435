"""Nobody can be shown another history: pins, receipts, seen statements.

Each check names the lie it catches; what proves it is kept as evidence and the team is frozen
here, read-only, until an owner has compared head words (core/PROTOCOL.md, "Nobody can be
shown another history").
"""

from collections.abc import Sequence

from keylease.client.replica import Evidence, Receipt, Replica, read_head
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, Tampered
from keylease.model.access import Head, Seen
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.store.rows import LineRow
from keylease.wire.requests import SEEN

FRESH = 15 * 60 * 1000
"""A head older than this (milliseconds) is too old to issue anything on."""


def check_head(state_team: bytes, relay_keys: Sequence[bytes], signed: Signed) -> Head:
    """The head, or Tampered(E_RELAY_KEY) if this team's relay did not sign it."""
    if not any(verify(k, SignatureType.HEAD, signed.body, signed.sig) for k in relay_keys):
        raise Tampered(Code.E_RELAY_KEY)
    head = read_head(signed)
    if head.team != state_team:
        raise Tampered(Code.E_TEAM)
    return head


def check_forward(replica: Replica, served: Signed) -> None:
    """Freeze with E_ROLLBACK or E_FORK if a verified head is behind or beside what is held."""
    head = read_head(served)
    ledger, access = replica.tips()
    if ledger is None:
        return
    code = _contradiction(head.ledger, ledger) or _contradiction(head.access, access)
    pinned = replica.pinned()
    if code is None and pinned is not None:
        before = read_head(pinned)
        code = _contradiction(head.ledger, before.ledger)
        code = code or _contradiction(head.access, before.access)
    if code is not None:
        freeze(replica, code, served)


def _contradiction(served: Position, held: Position) -> Code | None:
    if served.seq < held.seq:
        return Code.E_ROLLBACK
    if served.seq == held.seq and served.hash != held.hash:
        return Code.E_FORK
    return None


def freeze(replica: Replica, code: Code, served: Signed | None) -> None:
    """Keep the evidence, make the team read-only here, and say so."""
    at = 0 if served is None else read_head(served).at
    replica.freeze(Evidence(code=code.name, pinned=replica.pinned(), served=served, at=at))
    raise Tampered(code)


def check_receipts(replica: Replica, rows: Sequence[LineRow], served: Signed) -> None:
    """Own lines that the relay promised must stand where it said, else E_RECEIPT_MISSING."""
    promised = replica.receipts()
    if not promised or not rows:
        return
    shown = {row.seq: row.leaf for row in rows}
    last = rows[-1].seq
    for receipt in promised:
        if receipt.seq <= last and shown.get(receipt.seq, receipt.leaf) != receipt.leaf:
            freeze(replica, Code.E_RECEIPT_MISSING, served)


def settle_receipts(replica: Replica, access_seq: int) -> None:
    """Forget promises that the log has kept."""
    promised = replica.receipts()
    left = [receipt for receipt in promised if receipt.seq > access_seq]
    if len(left) != len(promised):
        replica.keep_receipts(left)


def remember_receipt(replica: Replica, seq: int, leaf: bytes) -> None:
    """Hold the relay to a line it has just signed."""
    replica.keep_receipts((*replica.receipts(), Receipt(seq=seq, leaf=leaf)))


def check_seen(replica: Replica, state: State, statement: Signed) -> Seen | None:
    """A member's seen statement if it is genuine, and on one's own chain.

    Not genuine: None, since a relay can add noise but gains nothing by it. Genuine, and beside
    our chain or ahead of all we were shown: Tampered with E_FORK or E_ROLLBACK.
    """
    seen = SEEN.read(statement.body)
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
