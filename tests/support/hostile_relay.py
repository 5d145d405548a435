"""A relay that lies: a real desk behind the client's transport, and a lie between the two.

It holds all that a dishonest operator holds: the store, the vault with the relay's signing key, and
whatever passed through. It holds no member's key, so its lies are the ones an operator can tell.

    relay = HostileRelay(desk, store, vault)       # honest until told otherwise
    relay.lie(Truncated(by=2))                     # B01, and so on: one class for each lie
    relay.exchange(request)                        # bytes, as from any transport
    relay.be_honest()
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import structs

from keylease.crypto.signing import SignatureType, SigningKey
from keylease.errors import Code
from keylease.ledger.chain import NOWHERE, access_leaf, access_link, access_root, link
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.events import EventData, MemberJoin
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.store.memory import MemoryStore
from keylease.wire.canonical import encode
from keylease.wire.events import read_event, write_event
from keylease.wire.requests import ENTRY, HEAD, REQUEST


class Lie(Protocol):
    """One way to lie. It gets the request and the honest reply, and says what is answered."""

    def tell(
        self, relay: "HostileRelay", request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """The reply in its place; bytes go out as they are."""
        ...


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
            if isinstance(lie, Forked) and request.author in lie.authors:
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


def with_head(relay: HostileRelay, reply: a.AnyReply, **changes: object) -> a.AnyReply:
    """The reply with its head changed and signed anew; replies without a head stay."""
    signed = getattr(reply, "head", None)
    if not isinstance(signed, Signed):
        return reply
    head = structs.replace(HEAD.read(signed.body), **changes)
    return structs.replace(reply, head=relay.sign_head(head))


def only_until(events: Sequence[Signed], seq: int) -> tuple[Signed, ...]:
    """The events up to that number."""
    return tuple(entry for entry in events if read_event(entry.body).seq <= seq)


@dataclass
class Truncated:
    """B01: the ledger ends `by` events early, as if they had never been. B02: it ends at `at`."""

    by: int = 0
    at: int | None = None

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Cut the events, and sign a head that says so."""
        end = relay.position_at(-1 - self.by if self.at is None else self.at)
        if isinstance(reply, a.News | a.Start):
            reply = structs.replace(reply, events=only_until(reply.events, end.seq))
        return with_head(relay, reply, ledger=end)


@dataclass
class Forked:
    """B03: these authors are served from another branch, under the same relay key.

    `branch_of` makes it; whatever is appended through `desk` afterwards stands on it alone.
    """

    authors: set[str]
    desk: Desk
    store: Store

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """The branch has answered already."""
        return reply


def branch_of(store: Store, *, until: int | None = None) -> MemoryStore:
    """A copy of the store's ledger and access log, up to an event, to be gone on with apart."""
    branch = MemoryStore()
    with store.read() as reading, branch.write() as writing:
        events = reading.events(-1, None if until is None else until + 1)
        writing.append_events(None, events)
        lines = reading.lines()
        if lines:
            writing.append_lines(None, lines)
        for release in reading.releases():
            writing.put_release(release)
    return branch


@dataclass
class Frozen:
    """B04: time stands still at the next head it signs; whatever comes later is withheld."""

    head: a.Head | None = None

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """The same head again and again, and nothing behind it."""
        own = getattr(reply, "head", None)
        if not isinstance(own, Signed):
            return reply
        if self.head is None:
            self.head = HEAD.read(own.body)
        if isinstance(reply, a.News) and isinstance(request.op, a.Fetch):
            room = max(0, self.head.access.seq - request.op.lines_after)
            reply = structs.replace(
                reply,
                events=only_until(reply.events, self.head.ledger.seq),
                lines=reply.lines[:room],
                more=False,
            )
        return structs.replace(reply, head=relay.sign_head(self.head))


@dataclass
class LineDropped:
    """B08: one access line is gone; those behind it move up, numbered and chained anew."""

    seq: int

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Serve the log without the line, under a head that agrees."""
        lines, head = self._rebuilt(relay)
        if isinstance(reply, a.News) and isinstance(request.op, a.Fetch):
            reply = structs.replace(reply, lines=tuple(lines[request.op.lines_after :]))
        return with_head(relay, reply, access=head)

    def _rebuilt(self, relay: HostileRelay) -> tuple[list[a.Line], Position]:
        lines: list[a.Line] = []
        with relay.store.read() as tx:
            rows = tx.lines()
        assert rows, "there is no line to drop"
        chain = access_root(ENTRY.read(rows[0].entry or b"").team)
        for row in rows:
            if row.seq == self.seq or row.entry is None or row.sig is None:
                continue
            entry = Signed(body=row.entry, sigs=(row.sig,))
            if row.seq > self.seq:
                moved = structs.replace(ENTRY.read(row.entry), seq=row.seq - 1)
                entry = relay.sign_entry(moved)
            leaf = access_leaf(entry)
            chain = access_link(chain, leaf)
            lines.append(a.Line(leaf=leaf, entry=entry))
        head = Position(seq=len(lines), hash=chain) if lines else NOWHERE
        return lines, head


@dataclass
class OtherEnvelope:
    """B11: another envelope than the one that was signed for; cut short with `keep`."""

    envelope: bytes | None = None
    keep: int | None = None

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Change it in an opening, and in custody handed back."""
        if isinstance(reply, a.Released):
            return structs.replace(reply, envelope=self._other(reply.envelope))
        if isinstance(reply, a.Kept):
            kept = tuple(
                structs.replace(one, envelope=self._other(one.envelope)) for one in reply.envelopes
            )
            return a.Kept(envelopes=kept)
        return reply

    def _other(self, envelope: bytes) -> bytes:
        if self.keep is not None:
            return envelope[: self.keep]
        return self.envelope or envelope[:-1] + bytes([envelope[-1] ^ 1])


@dataclass
class OtherRelease:
    """B11: a release key that is not the one committed to."""

    release: bytes = bytes(32)

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Change it in an opening."""
        released = isinstance(reply, a.Released)
        return structs.replace(reply, release=self.release) if released else reply


@dataclass
class StillServing:
    """B12: what was handed out once is handed out again, whatever the ledger says by now."""

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Answer a refused opening with a line of the operator's own and the blobs of before."""
        if not isinstance(reply, a.Refusal) or not isinstance(request.op, a.Open):
            return reply
        before = relay.released.get((request.op.grant, request.op.version))
        if before is None or reply.head is None:
            return reply
        head = HEAD.read(reply.head.body)
        entry = a.Entry(
            v=1,
            team=request.team,
            seq=head.access.seq + 1,
            request=signed,
            outcome=a.RELEASED,
            at=head.at,
            source="192.0.2.9",
        )
        line = relay.sign_entry(entry)
        behind = access_root(request.team) if head.access == NOWHERE else head.access.hash
        access = Position(seq=entry.seq, hash=access_link(behind, access_leaf(line)))
        return a.Released(
            entry=line,
            head=relay.sign_head(structs.replace(head, access=access)),
            envelope=before.envelope,
            release=before.release,
        )


@dataclass
class AlwaysRefusing:
    """B15: every request, or those of these operations, gets this code, signed by nobody."""

    code: Code
    operations: tuple[type[a.Operation], ...] = (a.Operation,)

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Refuse."""
        return a.Refusal(self.code.name) if isinstance(request.op, self.operations) else reply


@dataclass
class Garbage:
    """B15: bytes that are no reply at all, like a proxy's error page."""

    content: bytes = b"<html><title>502 Bad Gateway</title></html>"

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Answer with them."""
        return self.content


@dataclass
class UnprovedJoin:
    """A02: every join is served without the invite's proof; with `ghost` one more is made up.

    The ghost's join is signed by its own key alone, and the ledger is served as ending with it.
    """

    ghost: Signed | None = None

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Take the proofs off, or add the ghost."""
        if not isinstance(reply, a.News):
            return reply
        if self.ghost is None:
            return _with_joins(reply, lambda entry, data: Signed(entry.body, entry.sigs[:1]))
        end = Position(seq=read_event(self.ghost.body).seq, hash=link(self.ghost))
        with_ghost = structs.replace(reply, events=(*reply.events, self.ghost))
        return with_head(relay, with_ghost, ledger=end)


@dataclass
class OtherBoxKey:
    """A03: every join is served with another box key, one that the operator can open with."""

    box: bytes = field(default=b"\x09" + bytes(31))

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Change the key inside the body; the signatures stay as they are."""
        if not isinstance(reply, a.News):
            return reply
        return _with_joins(reply, self._changed)

    def _changed(self, entry: Signed, data: MemberJoin) -> Signed:
        event = read_event(entry.body)
        changed = structs.replace(event, data=structs.replace(data, box=self.box))
        return Signed(body=write_event(changed), sigs=entry.sigs)


def _with_joins(reply: a.News, change: "JoinChange") -> a.News:
    events: list[Signed] = []
    for entry in reply.events:
        data: EventData = read_event(entry.body).data
        events.append(change(entry, data) if isinstance(data, MemberJoin) else entry)
    return structs.replace(reply, events=tuple(events))


class JoinChange(Protocol):
    """How one join is served otherwise than it was written."""

    def __call__(self, entry: Signed, data: MemberJoin, /) -> Signed:
        """The join as it is served."""
        ...


@dataclass
class OtherRelayKey:
    """Heads and lines are signed by another key than the team's relay's."""

    key: SigningKey = field(default_factory=SigningKey.generate)

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Sign anew."""
        changes: dict[str, Signed] = {}
        head, entry = getattr(reply, "head", None), getattr(reply, "entry", None)
        if isinstance(head, Signed):
            changes["head"] = relay.sign_head(HEAD.read(head.body), self.key)
        if isinstance(entry, Signed):
            changes["entry"] = relay.sign_entry(ENTRY.read(entry.body), self.key)
        return structs.replace(reply, **changes)


@dataclass
class OtherRequest:
    """The line handed out with an opening holds an earlier request of the same member, not this."""

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Put the line of the first opening in place of the one just written."""
        if not isinstance(reply, a.Released):
            return reply
        with relay.store.read() as tx:
            row = tx.line_at(1)
        assert row is not None
        assert row.entry is not None
        assert row.sig is not None
        return structs.replace(reply, entry=Signed(body=row.entry, sigs=(row.sig,)))
