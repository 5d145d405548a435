"""The lies that a relay can tell, one class for each; see `support/hostile_relay.py`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import structs

from keylease.crypto.signing import SigningKey
from keylease.errors import Code
from keylease.ledger.chain import NOWHERE, access_leaf, access_link, access_root, link
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.events import EventData, MemberJoin
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.store.base import Store
from keylease.store.memory import MemoryStore
from keylease.wire.events import read_event, write_event
from keylease.wire.requests import ENTRY, HEAD
from support.hostile_relay import HostileRelay


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
