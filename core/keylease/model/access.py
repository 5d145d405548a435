"""What is said between a member's machine and the relay, and what the relay records.

Requests are signed by a member (or by an invite's key before joining); entries and heads by
the relay; seen statements by members (core/PROTOCOL.md, "The relay").
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from keylease.model.base import (
    AuthorId,
    Count,
    GrantId,
    Hash,
    KeyId,
    MemberId,
    Nonce,
    Position,
    Positive,
    PublicKey,
    TeamId,
    Time,
    Value,
    Version,
)
from keylease.model.events import EncryptedMeta
from keylease.model.signed import Signed

RELEASED = "released"
RECORDED = "recorded"
Outcome = Annotated[str, Meta(pattern=r"^(released|recorded|E_[A-Z_]{2,32})\Z")]
"""`released` for an opening, `recorded` for what a member reports, else the refusal's code."""
Text = Annotated[str, Meta(pattern=r"^[ -~]{0,128}\Z")]
"""Printable ASCII."""
ProtocolOne = Annotated[int, Meta(ge=1, le=1)]


class Purpose(StrEnum):
    """Why a value is opened."""

    COPY = "copy"
    SHOW = "show"
    RUN = "run"
    BROKERED = "brokered"
    SHARE = "share"
    ROTATE = "rotate"
    CHECK = "check"


class Operation(Value, tag_field="op"):
    """Base of what can be asked of a relay."""


class Open(Operation, tag="open"):
    """Hand out the envelope and release key of a grant's version, on record."""

    grant: GrantId
    version: Version
    purpose: Purpose


class Note(Operation, tag="note"):
    """Put on record that a custodian read a value they keep."""

    key: KeyId
    version: Version
    purpose: Purpose


class Report(Operation, tag="report"):
    """Put on record a use of an opened value that an agent kept, at the time it was used."""

    grant: GrantId
    version: Version
    purpose: Purpose
    used: Time


class Fetch(Operation, tag="fetch"):
    """Events after the request's `head`, access lines after `lines_after`, newest head."""

    lines_after: Count
    limit: Positive


class Append(Operation, tag="append"):
    """Append 1-64 events, all or none; the first one's `prev` names the head built on."""

    events: Annotated[tuple[Signed, ...], Meta(min_length=1, max_length=64)]


class StageItem(Value):
    """An envelope that an event is about to commit to, and a grant's release key with it."""

    envelope: Annotated[bytes, Meta(min_length=1, max_length=64 * 1024)]
    release: Annotated[bytes, Meta(min_length=32, max_length=32)] | None = None


class Stage(Operation, tag="stage"):
    """Leave envelopes and release keys for the append that follows within the hour."""

    items: Annotated[tuple[StageItem, ...], Meta(min_length=1, max_length=256)]


class WantedEnvelope(Value):
    """Which custody envelope is asked for."""

    key: KeyId
    version: Version


class KeepCustody(Operation, tag="custody"):
    """The author's own custody envelopes of these versions."""

    wanted: Annotated[tuple[WantedEnvelope, ...], Meta(min_length=1, max_length=256)]


class LeaveSeen(Operation, tag="seen"):
    """Leave a signed seen statement for the others."""

    statement: Signed


class Snapshot(Operation, tag="snapshot"):
    """The state's document at the last checkpoint not after `until`, and events from it on."""

    until: Count


AnyOperation = Open | Note | Report | Fetch | Append | Stage | KeepCustody | LeaveSeen | Snapshot


class AccessRequest(Value):
    """What a member asks of a relay.

    `head` is the newest ledger head known, `mine` the author's own newest access line, so
    that a relay which hides either is found out. `meta` may name device and program.
    """

    v: ProtocolOne
    team: TeamId
    relay: PublicKey
    author: AuthorId
    rid: Nonce
    ts: Time
    client: Text
    op: AnyOperation
    head: Position | None = None
    mine: Position | None = None
    meta: EncryptedMeta | None = None


class Entry(Value):
    """One line of the access log: a request, what came of it, when, and from where."""

    v: ProtocolOne
    team: TeamId
    seq: Positive
    request: Signed
    outcome: Outcome
    at: Time
    source: Text


class Head(Value):
    """The relay's word on where ledger and access log stand, and when it said so."""

    v: ProtocolOne
    team: TeamId
    ledger: Position
    access: Position
    at: Time


class Seen(Value):
    """A member's word on the newest ledger and access heads they have verified."""

    v: ProtocolOne
    team: TeamId
    author: MemberId
    ledger: Position
    access: Position
    at: Time


class Reply(Value, tag_field="reply"):
    """Base of what a relay answers."""


class Line(Value):
    """One access line: its leaf hash, and the entry itself where the reader may see it."""

    leaf: Hash
    entry: Signed | None = None


class News(Reply, tag="news"):
    """Events and lines in order, newest seen statements, the head; `more` if cut by the limit."""

    head: Signed
    events: tuple[Signed, ...]
    lines: tuple[Line, ...]
    seen: tuple[Signed, ...]
    more: bool


class Appended(Reply, tag="appended"):
    """The events are in the ledger (or were already)."""

    head: Signed


class Conflict(Reply, tag="conflict"):
    """The head has moved; nothing was appended."""

    head: Signed


class Done(Reply, tag="done"):
    """It was done; there is nothing to say."""


class Released(Reply, tag="released"):
    """An opening: the relay's signed line, the envelope, the release key."""

    entry: Signed
    head: Signed
    envelope: bytes
    release: Annotated[bytes, Meta(min_length=32, max_length=32)]


class Recorded(Reply, tag="recorded"):
    """A note or report is on record."""

    entry: Signed
    head: Signed


class Refusal(Reply, tag="refusal"):
    """No, with its code; with the access line and head where one was written.

    Unsigned beyond its entry: it is believed for this answer only and changes nothing.
    """

    code: Annotated[str, Meta(pattern=r"^E_[A-Z_]{2,32}\Z")]
    entry: Signed | None = None
    head: Signed | None = None
    at: Time | None = None


class KeptEnvelope(Value):
    """A custody envelope handed back."""

    key: KeyId
    version: Version
    envelope: bytes


class Kept(Reply, tag="kept"):
    """The custody envelopes asked for, as far as they exist."""

    envelopes: tuple[KeptEnvelope, ...]


class Start(Reply, tag="start"):
    """Where an app starts: a state document, the checkpoint over it, what came after, the head."""

    document: bytes
    checkpoint: Signed
    events: tuple[Signed, ...]
    head: Signed


AnyReply = News | Appended | Conflict | Done | Released | Recorded | Refusal | Kept | Start
