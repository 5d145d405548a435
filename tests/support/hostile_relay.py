"""A relay that lies: a real desk behind the client's transport, and a lie between the two.

It holds all that a dishonest operator holds: the store, the vault with the relay's signing key, and
whatever passed through. It holds no member's key, so its lies are the ones an operator can tell.

    relay = HostileRelay(desk, store, vault)       # honest until told otherwise
    relay.lie(Truncated(by=2))                     # B01, and so on: see lies.py
    relay.exchange(request)                        # bytes, as from any transport
    relay.be_honest()
"""

from typing import Protocol, runtime_checkable

from keylease.crypto.signing import SignatureType, SigningKey
from keylease.ledger.chain import NOWHERE
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.wire.canonical import encode
from keylease.wire.requests import REQUEST


class Lie(Protocol):
    """One way to lie. It gets the request and the honest reply, and says what is answered."""

    def tell(
        self, relay: "HostileRelay", request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """The reply in its place; bytes go out as they are."""
        ...


@runtime_checkable
class Branch(Protocol):
    """A lie with a history of its own, kept at a desk of its own, for these members."""

    authors: set[str]
    desk: Desk


class HostileRelay:
    """A `Transport` over a desk, with lies in between; `asked` keeps every request that came."""

    pauses = (0.0,)

    def __init__(
        self, desk: Desk, store: Store, vault: Vault, *, source: str = "192.0.2.9"
    ) -> None:
        self.desk = desk
        self.store = store
        self.vault = vault
        self.asked: list[a.AccessRequest] = []
        self.released: dict[tuple[str, int], a.Released] = {}
        self.source = source
        self._lies: list[Lie] = []

    def lie(self, *lies: Lie) -> None:
        """From now on tell these lies, one after the other, over each reply."""
        self._lies += lies

    def be_honest(self) -> None:
        """Lie no more."""
        self._lies.clear()

    def exchange(self, request: Signed) -> bytes:
        """The bytes of the reply, as of any transport."""
        reply = self.answer(request)
        return reply if isinstance(reply, bytes) else encode(reply)

    def answer(self, request: Signed) -> a.AnyReply | bytes:
        """What is answered, by a desk and by whatever lies are told."""
        said = REQUEST.read(request.body)
        self.asked.append(said)
        reply: a.AnyReply | bytes = self._desk_for(said).handle(request, source=self.source)
        if isinstance(reply, a.Released) and isinstance(said.op, a.Open):
            self.released[said.op.grant, said.op.version] = reply
        for lie in self._lies:
            if isinstance(reply, bytes):
                break
            reply = lie.tell(self, said, request, reply)
        return reply

    listen = exchange

    def hush(self) -> None:
        """Nobody listens for long."""

    def close(self) -> None:
        """Let go of the store's files, as any transport."""
        self.store.close()

    def _desk_for(self, request: a.AccessRequest) -> Desk:
        for lie in self._lies:
            if isinstance(lie, Branch) and request.author in lie.authors:
                return lie.desk
        return self.desk

    # What a dishonest operator can sign

    def sign_head(self, head: a.Head, key: SigningKey | None = None) -> Signed:
        """A head of the operator's choice."""
        body = encode(head)
        if key is not None:
            return Signed(body=body, sigs=(key.sign(SignatureType.HEAD, body),))
        return self.vault.sign(SignatureType.HEAD, body)

    def sign_entry(self, entry: a.Entry, key: SigningKey | None = None) -> Signed:
        """A line of the operator's choice."""
        body = encode(entry)
        if key is not None:
            return Signed(body=body, sigs=(key.sign(SignatureType.ENTRY, body),))
        return self.vault.sign(SignatureType.ENTRY, body)

    def position_at(self, seq: int) -> Position:
        """The place of that event in the ledger; negative counts from the end."""
        with self.store.read() as tx:
            tip = tx.head()
            assert tip is not None
            row = tx.event_at(seq if seq >= 0 else tip.seq + 1 + seq)
            assert row is not None
            return Position(seq=row.seq, hash=row.hash)

    def access_at(self, seq: int) -> Position:
        """The place of that line in the access log."""
        with self.store.read() as tx:
            row = tx.line_at(seq)
            return NOWHERE if row is None else Position(seq=row.seq, hash=row.hash)
