"""Where ledger and access log stand, said and compared (core/PROTOCOL.md, "The relay")."""

from keylease.crypto.signing import SignatureType
from keylease.errors import Code, Refused
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Head
from keylease.model.base import Position, Time
from keylease.model.signed import Signed
from keylease.relay.vault import Vault
from keylease.store.base import ReadTransaction
from keylease.store.rows import Tip
from keylease.wire.canonical import encode


def position(tip: Tip | None) -> Position:
    """A store's tip as the protocol writes it."""
    return NOWHERE if tip is None else Position(seq=tip.seq, hash=tip.hash)


def sign_head(vault: Vault, tx: ReadTransaction, team: bytes, now: Time) -> Signed:
    """The relay's word on where things stand in this moment of the store.

    Where the moment is still being written, nobody is to have it before the commit.
    """
    head = Head(
        v=1,
        team=team,
        ledger=position(tx.head()),
        access=position(tx.access_head()),
        at=now,
    )
    return vault.sign(SignatureType.HEAD, encode(head))


def require_prefix(tx: ReadTransaction, known: Position) -> None:
    """E_FORK unless our ledger goes through that place."""
    row = tx.event_at(known.seq)
    if row is None or row.hash != known.hash:
        raise Refused(Code.E_FORK)


def require_access_prefix(tx: ReadTransaction, known: Position, code: Code) -> None:
    """Refuse with `code` unless our access log goes through that place."""
    if known == NOWHERE:
        return
    row = None if known.seq == 0 else tx.line_at(known.seq)
    if row is None or row.hash != known.hash:
        raise Refused(code)
