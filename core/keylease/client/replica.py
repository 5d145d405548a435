"""This member's own verified copy: ledger, access lines, custody envelopes, pins, evidence.

Kept in the same kind of store as a relay's. Whatever is used was first written here, durably
(core/PROTOCOL.md, "Nobody can be shown another history").
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from keylease.crypto.envelope import envelope_hash
from keylease.errors import Code, StorageFailed, Tampered
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Entry, Head, Line, Note, Open, Report
from keylease.model.base import Position, Value
from keylease.model.signed import Signed
from keylease.store.base import Conflict, ReadTransaction, Store
from keylease.store.rows import EnvelopeRow, EventRow, LineRow, Opening, Tip
from keylease.wire.canonical import Reader, encode
from keylease.wire.events import read_event
from keylease.wire.requests import ENTRY, HEAD, REQUEST

T = TypeVar("T")

_SIGS: Reader[tuple[bytes, ...]] = Reader(tuple[bytes, ...], largest=1024)


class Receipt(Value):
    """An access line of one's own that the relay must show again."""

    seq: int
    leaf: bytes


class Evidence(Value):
    """Why a team is frozen here: the code, the head that was pinned, the head that was served."""

    code: str
    pinned: Signed | None
    served: Signed | None
    at: int


_SIGNED: Reader[Signed] = Reader(Signed, largest=64 * 1024)
_EVIDENCE: Reader[Evidence] = Reader(Evidence, largest=256 * 1024)
_RECEIPTS: Reader[tuple[Receipt, ...]] = Reader(tuple[Receipt, ...], largest=1024 * 1024)


class Replica:
    """What this member has verified of one team."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def tips(self) -> tuple[Position | None, Position]:
        """Last ledger event and last access line held."""
        with self._store.read() as tx:
            return _position(tx.head()), _position(tx.access_head()) or NOWHERE

    def events(self, after: int = -1) -> Iterator[Signed]:
        """Events after that number, in order."""
        while True:
            with self._store.read() as tx:
                rows = tx.events(after=after, limit=1000)
            if not rows:
                return
            for row in rows:
                yield Signed(body=row.body, sigs=_SIGS.read(row.sigs))
            after = rows[-1].seq

    def event_hash(self, seq: int) -> bytes | None:
        """Link hash of the event of that number."""
        with self._store.read() as tx:
            row = tx.event_at(seq)
        return None if row is None else row.hash

    def access_hash(self, seq: int) -> bytes | None:
        """Chain value at that access line; zeros before the first."""
        if seq == 0:
            return NOWHERE.hash
        with self._store.read() as tx:
            row = tx.line_at(seq)
        return None if row is None else row.hash

    def lines(self, after: int = 0, limit: int | None = None) -> list[LineRow]:
        """Access lines after that number; unreadable ones have no entry."""
        with self._store.read() as tx:
            return tx.lines(after=after, limit=limit)

    def read(self) -> AbstractContextManager[ReadTransaction]:
        """A transaction for queries over the access log (`lines_of`, `openings`, `uses`)."""
        return self._store.read()

    def openings(self, after: int = 0) -> list[Opening]:
        """Released openings after that line, as far as they can be read."""
        with self._store.read() as tx:
            return list(tx.openings(after=after))

    def store_news(
        self, events: Sequence[tuple[Signed, bytes]], lines: Sequence[LineRow], head: Signed
    ) -> None:
        """Keep verified events (each with its link hash) and lines, and pin the head, at once."""
        before, access = self.tips()
        start = 0 if before is None else before.seq + 1
        rows = [
            EventRow(seq=start + i, hash=hash_, body=entry.body, sigs=encode(entry.sigs))
            for i, (entry, hash_) in enumerate(events)
        ]
        with self._store.write() as tx:
            if rows and isinstance(tx.append_events(_tip(before), rows), Conflict):
                raise StorageFailed(Code.E_STORAGE, "Another window has just synchronised.")
            after = None if access.seq == 0 else Tip(access.seq, access.hash)
            if lines and isinstance(tx.append_lines(after, list(lines)), Conflict):
                raise StorageFailed(Code.E_STORAGE, "Another window has just synchronised.")
            tx.put_fact("pin", encode(head))

    def pinned(self) -> Signed | None:
        """The newest relay head that was verified."""
        return self._fact("pin", _SIGNED)

    def frozen(self) -> Evidence | None:
        """Evidence because of which this team is read-only here."""
        return self._fact("frozen", _EVIDENCE)

    def freeze(self, evidence: Evidence) -> None:
        """Make the team read-only here and keep what proves it; the first evidence stays."""
        if self.frozen() is None:
            self._put("frozen", encode(evidence))

    def thaw(self) -> None:
        """Go on after an owner compared head words; the evidence is kept apart."""
        evidence = self.frozen()
        with self._store.write() as tx:
            tx.put_fact("frozen", None)
            tx.put_fact("evidence", None if evidence is None else encode(evidence))

    def receipts(self) -> tuple[Receipt, ...]:
        """Own lines promised by the relay and not yet seen in the log."""
        return self._fact("receipts", _RECEIPTS) or ()

    def keep_receipts(self, receipts: Iterable[Receipt]) -> None:
        """Replace the promised lines."""
        self._put("receipts", encode(tuple(receipts)))

    def mine(self) -> Position | None:
        """Own newest access line."""
        return self._fact("mine", _POSITION)

    def keep_mine(self, position: Position) -> None:
        """Remember one's own newest access line."""
        self._put("mine", encode(position))

    def joined(self, member: str) -> bool:
        """Whether the ledger held here has that member's join (or founding)."""
        return any(read_event(entry.body).author == member for entry in self.events())

    def envelope(self, hash_: bytes) -> bytes | None:
        """A custody envelope kept here."""
        with self._store.read() as tx:
            return tx.envelope(hash_)

    def keep_envelope(self, envelope: bytes) -> None:
        """Keep a custody envelope: this copy is the backup of the value."""
        with self._store.write() as tx:
            tx.put_envelope(EnvelopeRow(hash=envelope_hash(envelope), envelope=envelope))

    def blob(self, name: str) -> bytes | None:
        """A named private note of the client (its sealed snapshot)."""
        with self._store.read() as tx:
            return tx.fact(name)

    def keep_blob(self, name: str, content: bytes | None) -> None:
        """Keep or drop a named private note."""
        with self._store.write() as tx:
            tx.put_fact(name, content)

    def _fact(self, name: str, reader: Reader[T]) -> T | None:
        content = self.blob(name)
        return None if content is None else reader.read(content)

    def _put(self, name: str, content: bytes) -> None:
        self.keep_blob(name, content)


_POSITION: Reader[Position] = Reader(Position, largest=1024)


KeyOf = Callable[[str], str | None]
"""The key that a grant lends."""


def line_row(seq: int, chained: bytes, line: Line, key_of: KeyOf) -> LineRow:
    """How an access line is kept: by its entry's facts where it can be read, else by hash."""
    if line.entry is None:
        return LineRow(seq=seq, hash=chained, leaf=line.leaf)
    entry = ENTRY.read(line.entry.body)
    request = REQUEST.read(entry.request.body)
    asked = request.op
    if not isinstance(asked, Open | Note | Report):
        raise Tampered(Code.E_FIELD, "An access line records something else than an opening.")
    grant = None if isinstance(asked, Note) else asked.grant
    return LineRow(
        seq=seq,
        hash=chained,
        leaf=line.leaf,
        entry=line.entry.body,
        sig=line.entry.sig,
        author=request.author,
        grant=grant,
        key=asked.key if isinstance(asked, Note) else key_of(asked.grant),
        version=asked.version,
        outcome=entry.outcome,
        at=entry.at,
        rid=None,
        purpose=asked.purpose,
    )


def read_head(signed: Signed) -> Head:
    """The relay's word in a signed head (its signature is checked elsewhere)."""
    return HEAD.read(signed.body)


def read_entry(row: LineRow) -> Entry | None:
    """The relay's word in a line that can be read."""
    return None if row.entry is None else ENTRY.read(row.entry)


def _position(tip: Tip | None) -> Position | None:
    return None if tip is None else Position(seq=tip.seq, hash=tip.hash)


def _tip(position: Position | None) -> Tip | None:
    return None if position is None else Tip(position.seq, position.hash)
