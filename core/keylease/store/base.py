"""What every store offers. Everything happens inside a transaction; nothing relies on SQLite.

A store holds one team. Reading sees one moment; a write is all or nothing and durable when its
block ends. A stale head is a returned value (`Conflict`), since it is part of the day's work;
a failing disk is raised (`StorageFailed`).
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, Self, TypeAlias

from msgspec import Struct

from keylease.store.news import News
from keylease.store.rows import (
    EnvelopeRow,
    EventRow,
    LineRow,
    Opening,
    ReleaseRow,
    SeenRow,
    StageRow,
    Tip,
    Uses,
)


class Appended(Struct, frozen=True):
    """The rows are there; `again` says that they were there before, with the same hashes."""

    tip: Tip
    again: bool = False


class Conflict(Struct, frozen=True):
    """Nothing was appended: the chain ends at `tip`, not where the caller thought.

    With `tip` as the caller thought, a line's `(author, rid)` was there already.
    """

    tip: Tip | None


Outcome: TypeAlias = Appended | Conflict


class ReadTransaction(Protocol):
    """One moment of the store. Not to be used after its block, nor by another thread."""

    def head(self) -> Tip | None:
        """The ledger's last event, None while there is none."""

    def event_at(self, seq: int) -> EventRow | None:
        """The event at this place."""

    def events(self, after: int = -1, limit: int | None = None) -> list[EventRow]:
        """Events behind `after`, in order."""

    def access_head(self) -> Tip | None:
        """The access log's last line, None while there is none."""

    def line_at(self, seq: int) -> LineRow | None:
        """The line at this place."""

    def lines(self, after: int = 0, limit: int | None = None) -> list[LineRow]:
        """Lines behind `after`, in order."""

    def lines_of(
        self,
        *,
        author: str | None = None,
        key: str | None = None,
        grant: str | None = None,
        since: int | None = None,
        until: int | None = None,
        before_seq: int | None = None,
        limit: int = 100,
    ) -> list[LineRow]:
        """Lines that match all that is given, newest first, `since <= at < until`.

        The next page begins before the last line's seq.
        """

    def line_by_rid(self, author: str, rid: bytes) -> LineRow | None:
        """The line that answered this request."""

    def openings(self, after: int = 0) -> Iterator[Opening]:
        """Every released line behind `after`, in order, read as it is asked for."""

    def hidden(self, after: int = 0) -> int:
        """How many lines behind `after` are known by their hash alone."""

    def uses(self, grant: str) -> Uses:
        """How often the grant was released, and when last."""

    def staged(self, author: str, hash: bytes) -> StageRow | None:
        """What this author has staged under this hash."""

    def oldest_stage(self) -> int | None:
        """When what has waited longest was staged; None where nothing waits."""

    def envelope(self, hash: bytes) -> bytes | None:
        """A promoted envelope."""

    def release(self, grant: str, version: int) -> ReleaseRow | None:
        """The wrapped release key of one grant and version."""

    def releases(
        self,
        *,
        grant: str | None = None,
        kek: str | None = None,
        doomed_before: int | None = None,
    ) -> list[ReleaseRow]:
        """Wrapped release keys that match all that is given (`doomed_at < doomed_before`)."""

    def seen(self) -> list[SeenRow]:
        """Every member's newest seen statement, by member."""

    def fact(self, name: str) -> bytes | None:
        """A small thing kept under its name."""


class WriteTransaction(ReadTransaction, Protocol):
    """Reads its own writes. Leaving the block commits; an exception takes everything back."""

    def append_events(self, after: Tip | None, rows: Sequence[EventRow]) -> Outcome:
        """Append behind `after`, all or none."""

    def append_lines(self, after: Tip | None, rows: Sequence[LineRow]) -> Outcome:
        """Append behind `after`, all or none; counts the uses of released lines with a grant."""

    def reveal_lines(self, rows: Sequence[LineRow]) -> int:
        """Fill in lines kept only as hashes where seq, hash and leaf agree; says how many."""

    def stage(self, row: StageRow) -> None:
        """Keep until promoted; a second one of the same author and hash takes its place."""

    def promote(self, row: StageRow, release: ReleaseRow | None = None) -> bool:
        """Make what `staged` gave an envelope, and keep its release key as `release`.

        Without one (custody) a staged release key is dropped. False if it is staged no more.
        """

    def drop_stages(self, before_at: int) -> int:
        """Drop what was staged before; says how many."""

    def put_envelope(self, row: EnvelopeRow) -> None:
        """Keep an envelope; one that is there already stays."""

    def put_release(self, row: ReleaseRow) -> None:
        """Keep a release key in place of the one there."""

    def drop_release(self, grant: str, version: int) -> bool:
        """Forget a release key, overwritten where that can be done; False if there was none."""

    def doom(self, rows: Sequence[ReleaseRow]) -> int:
        """Set or lift when these are to be destroyed, and nothing else; says how many there are."""

    def rewrap(self, grant: str, version: int, *, was: str, wrapped: bytes, kek: str) -> bool:
        """Put a release key under another key; False if it is not under `was` any more."""

    def put_seen(self, row: SeenRow) -> None:
        """Keep a member's seen statement in place of the one before."""

    def put_fact(self, name: str, value: bytes | None) -> None:
        """Keep a small thing under its name; None forgets it."""


class Store(Protocol):
    """Where one team is kept. Every method may raise `StorageFailed`, and no database error.

    Safe to use from several threads, and where it has a file or a server, from several
    processes. A writing block inside another of the same thread waits for itself and fails.
    """

    def read(self) -> AbstractContextManager[ReadTransaction]:
        """One moment, for as long as the block lasts."""

    def write(self) -> AbstractContextManager[WriteTransaction]:
        """The only writer until the block ends; what it wrote is durable when the block is left.

        Raises `StorageFailed` with nothing written (E_STORAGE, of a server E_DATABASE as well), or
        with E_UNSETTLED where a server's answer to the commit was lost: the rows are there or not,
        all together, and what asks for them by hash or `rid` will see. After a disk has failed in a
        commit, every further write is refused until `reopen`.
        """

    def news(self) -> News:
        """What is appended from now on, by this process or another, is news to the one who asks.

        Ask before looking, and nothing falls between the look and the waiting.
        """

    def reopen(self) -> None:
        """Close, check and open again, as after a disk failure. No transaction may be open."""

    def close(self) -> None:
        """Let go of files and connections. Closing twice is nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *reason: object) -> None: ...
