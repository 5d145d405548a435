"""This member's own verified copy: ledger, access lines, custody envelopes, pins, evidence.

Kept in the same kind of store as a relay's. Whatever is used was first written here, durably
(core/PROTOCOL.md, "Nobody can be shown another history").
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from keylease.crypto.envelope import envelope_hash
from keylease.errors import Code, StorageFailed, Tampered
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Entry, Head, Line, Note, Open, Report
from keylease.model.base import Position, Value
from keylease.model.signed import Signed
from keylease.store.base import ReadTransaction, Store, WriteTransaction
from keylease.store.rows import EnvelopeRow, EventRow, LineRow, Opening, Tip
from keylease.wire.canonical import Reader, encode
from keylease.wire.events import read_event
from keylease.wire.requests import ENTRY, HEAD, REQUEST

T = TypeVar("T")

_SIGS: Reader[tuple[bytes, ...]] = Reader(tuple[bytes, ...], largest=1024)


class Receipt(Value):
    """An access line of one's own, signed by the relay, which it must show again."""

    seq: int
    entry: Signed


class Evidence(Value):
    """Why a team is frozen here: the code, the head that was pinned, the head that was served.

    `statement` is what else was signed and contradicts the served head: a colleague's seen
    statement, or the relay's own line.
    """

    code: str
    pinned: Signed | None
    served: Signed
    at: int
    statement: Signed | None = None


_SIGNED: Reader[Signed] = Reader(Signed, largest=64 * 1024)
_EVIDENCE: Reader[Evidence] = Reader(Evidence, largest=256 * 1024)
_RECEIPTS: Reader[tuple[Receipt, ...]] = Reader(tuple[Receipt, ...], largest=1024 * 1024)
_POSITION: Reader[Position] = Reader(Position, largest=1024)


class Held(Value):
    """Where a replica stands at one moment: last event, last line, and the head pinned.

    `mine` is this member's own newest line, `promised` are lines of theirs that the relay has
    signed and not yet shown.
    """

    ledger: Position | None
    access: Position
    pinned: Signed | None
    mine: Position | None
    promised: tuple[Receipt, ...]

    def promised_to(self, seq: int) -> tuple[Receipt, ...]:
        """Those promised up to that line."""
        return tuple(receipt for receipt in self.promised if receipt.seq <= seq)


class Replica:
    """What this member has verified of one team.

    Several programs of one person may share it; whoever writes says what they build on. `anew`
    puts the store aside, as evidence, and opens an empty one.
    """

    def __init__(self, store: Store, anew: Callable[[], Store] | None = None) -> None:
        self._store = store
        self._anew = anew

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def held(self) -> Held:
        """Where this copy stands, all of one moment."""
        with self._store.read() as tx:
            return Held(
                ledger=_position(tx.head()),
                access=_position(tx.access_head()) or NOWHERE,
                pinned=_fact(tx, "pin", _SIGNED),
                mine=_fact(tx, "mine", _POSITION),
                promised=_fact(tx, "receipts", _RECEIPTS) or (),
            )

    def events(self, after: int = -1) -> Iterator[Signed]:
        """Events after that number, in order. StorageFailed(E_DAMAGED) if one cannot be read."""
        while True:
            with self._store.read() as tx:
                rows = tx.events(after=after, limit=1000)
            if not rows:
                return
            for row in rows:
                with damaged_otherwise():
                    entry = Signed(body=row.body, sigs=_SIGS.read(row.sigs))
                yield entry
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
        line = self.line(seq)
        return None if line is None else line.hash

    def line(self, seq: int) -> LineRow | None:
        """The access line of that number."""
        with self._store.read() as tx:
            return tx.line_at(seq)

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
        self,
        held: Held,
        events: Sequence[tuple[Signed, bytes]],
        lines: Sequence[LineRow],
        head: Signed,
        me: str,
    ) -> bool:
        """Keep verified events (each with its link hash) and lines, and pin the head, at once;
        what `held` was promised up to these lines has been kept with them.

        False, and nothing kept, where another program has moved this copy on from `held`.
        """
        start = 0 if held.ledger is None else held.ledger.seq + 1
        rows = [
            EventRow(seq=start + i, hash=hash_, body=entry.body, sigs=encode(entry.sigs))
            for i, (entry, hash_) in enumerate(events)
        ]
        own = [row for row in lines if row.author == me]
        with self._store.write() as tx:
            here = (_position(tx.head()), _position(tx.access_head()) or NOWHERE)
            if here != (held.ledger, held.access):
                return False
            if rows:
                tx.append_events(_tip(held.ledger), rows)
            if lines:
                after = None if held.access.seq == 0 else Tip(held.access.seq, held.access.hash)
                tx.append_lines(after, list(lines))
                _settle(tx, held.promised_to(lines[-1].seq))
            if own:
                tx.put_fact("mine", encode(Position(seq=own[-1].seq, hash=own[-1].hash)))
            tx.put_fact("pin", encode(head))
        return True

    def reveal(self, rows: Sequence[LineRow]) -> None:
        """Fill in lines that could not be read before; others stay as they are."""
        with self._store.write() as tx:
            tx.reveal_lines(rows)

    def pinned(self) -> Signed | None:
        """The newest relay head that was verified."""
        return self._fact("pin", _SIGNED)

    def frozen(self) -> Evidence | None:
        """Evidence because of which this team is read-only here."""
        return self._fact("frozen", _EVIDENCE)

    def freeze(self, evidence: Evidence) -> None:
        """Make the team read-only here and keep what proves it; the first evidence stays."""
        with self._store.write() as tx:
            if tx.fact("frozen") is None:
                tx.put_fact("frozen", encode(evidence))

    def begin_anew(self, envelopes: Iterable[bytes]) -> None:
        """Put all that is here aside, as evidence, and go on empty but for these envelopes."""
        if self._anew is None:
            raise StorageFailed(Code.E_STORAGE, "This copy has no place to be put aside to.")
        kept = [envelope for hash_ in envelopes if (envelope := self.envelope(hash_)) is not None]
        self._store = self._anew()
        for envelope in kept:
            self.keep_envelope(envelope)

    def promise(self, receipt: Receipt) -> None:
        """Hold the relay to a line of one's own that it has just signed."""
        with self._store.write() as tx:
            promised = _fact(tx, "receipts", _RECEIPTS) or ()
            tx.put_fact("receipts", encode((*promised, receipt)))

    def settle(self, kept: Sequence[Receipt]) -> None:
        """Forget promises that the log was found to have kept."""
        with self._store.write() as tx:
            _settle(tx, kept)

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
        with self._store.read() as tx:
            return _fact(tx, name, reader)


@contextmanager
def damaged_otherwise() -> Iterator[None]:
    """What does not check out in one's own copy is the disk's fault: StorageFailed(E_DAMAGED)."""
    try:
        yield
    except Tampered as error:
        if error.code is Code.E_UPGRADE:
            raise
        text = "This computer's copy of the team's history is damaged."
        raise StorageFailed(Code.E_DAMAGED, text) from error


def _fact(tx: ReadTransaction, name: str, reader: Reader[T]) -> T | None:
    content = tx.fact(name)
    if content is None:
        return None
    with damaged_otherwise():
        return reader.read(content)


def _settle(tx: WriteTransaction, kept: Sequence[Receipt]) -> None:
    """One that another program was promised meanwhile was not compared yet, and stays."""
    if kept:
        promised = _fact(tx, "receipts", _RECEIPTS) or ()
        left = tuple(receipt for receipt in promised if receipt not in kept)
        tx.put_fact("receipts", encode(left) if left else None)


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
