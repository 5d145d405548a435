"""What the store keeps: plain rows of bytes, text and integers. Times are milliseconds, UTC."""

from typing import TypeAlias

from msgspec import Struct

RELEASED = "released"
"""The outcome of a line after which a key was handed out; the one word the store understands."""


class Row(Struct, frozen=True, gc=False, array_like=True):
    """Base of all rows: frozen, compared by value, made of a tuple in the order of their fields."""


class Tip(Row, frozen=True, gc=False, array_like=True):
    """Where a chain ends: the place of its last row, and that row's hash."""

    seq: int
    hash: bytes


class EventRow(Row, frozen=True, gc=False, array_like=True):
    """One event of the ledger; `seq` counts from 0. `sigs` is joined by the caller."""

    seq: int
    hash: bytes
    body: bytes
    sigs: bytes


class LineRow(Row, frozen=True, gc=False, array_like=True):
    """One line of the access log; `seq` counts from 1, `hash` is the chain value c(seq).

    `leaf` is SHA-256 of entry and signature. Who may not read a line has only its first three
    fields. `rid` is unique for its author: a line that answers a reused request has None.
    """

    seq: int
    hash: bytes
    leaf: bytes
    entry: bytes | None = None
    sig: bytes | None = None
    author: str | None = None
    grant: str | None = None
    key: str | None = None
    version: int | None = None
    outcome: str | None = None
    at: int | None = None
    rid: bytes | None = None
    purpose: str | None = None


Opening: TypeAlias = tuple[int, str | None, str | None, int | None, str | None, str | None, int]
"""A released line, short: (seq, author, key, version, grant, purpose, at)."""


class Uses(Row, frozen=True, gc=False, array_like=True):
    """How often a grant was released, over all versions, and when last (0: never)."""

    released: int
    last_at: int


class StageRow(Row, frozen=True, gc=False, array_like=True):
    """An envelope that waits for the event naming its hash; a custody envelope has no release key.

    `wrapped` is the release key under the key called `kek`.
    """

    author: str
    hash: bytes
    envelope: bytes
    wrapped: bytes | None
    kek: str | None
    at: int


class EnvelopeRow(Row, frozen=True, gc=False, array_like=True):
    """An envelope that an event has named."""

    hash: bytes
    envelope: bytes


class ReleaseRow(Row, frozen=True, gc=False, array_like=True):
    """A grant's release key for one version, wrapped under the key called `kek`.

    `doomed_at` is when it is to be destroyed, None while nothing is set.
    """

    grant: str
    version: int
    wrapped: bytes
    kek: str
    doomed_at: int | None = None


class SeenRow(Row, frozen=True, gc=False, array_like=True):
    """A member's newest seen statement, as it was signed."""

    member: str
    body: bytes
    sig: bytes
    at: int
