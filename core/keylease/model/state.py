"""The folded state of a team: what the ledger says is so, and nothing else.

Everything here is frozen; the fold returns a new `State` or raises. Maps are persistent
(`immutables.Map`), so a new state shares all but what changed. The canonical JSON of a `State`
is the document that `ledger.checkpoint` commits to (PROTOCOL.md, "State"); the `index` is
derived and not part of it.
"""

from immutables import Map
from msgspec import Struct

from keylease.model.base import (
    Count,
    EnvironmentId,
    GrantId,
    Hash,
    IncidentId,
    InviteId,
    KeyId,
    ListId,
    MemberId,
    Network,
    Position,
    Positive,
    PublicKey,
    RequestId,
    ReviewId,
    Span,
    TeamId,
    Time,
    Value,
)
from keylease.model.events import (
    Child,
    EnvironmentPolicy,
    Label,
    Lapse,
    MetadataSeal,
    Policy,
    Proof,
    RelayIdentity,
    SealedKey,
    Verdict,
    VersionState,
    WrappedKey,
)
from keylease.model.roles import Role, Status


class KeptEpoch(Value):
    """The metadata key a member was last given: its epoch, sealed to them."""

    epoch: Count
    box: SealedKey


class Member(Value):
    """A person or an app. `maker` (apps) made the token and so is exposed to what it opens."""

    role: Role
    status: Status
    sign: PublicKey
    box: PublicKey
    verified: bool
    joined: Count
    seen: Position
    metadata: KeptEpoch | None = None
    invite: InviteId | None = None
    admitted_by: MemberId | None = None
    acknowledged: Hash | None = None
    maker: MemberId | None = None
    expires: Time | None = None
    networks: tuple[Network, ...] | None = None


class Invite(Value):
    """An invite: open until used, cancelled or past its end."""

    public: PublicKey
    role: Role
    expires: Time
    by: MemberId
    seq: Count
    used_by: MemberId | None = None
    cancelled: bool = False


class Epoch(Value):
    """Commitment to an epoch's metadata key, and the key before it wrapped under it."""

    commitment: Hash
    previous: WrappedKey | None = None


class EpochDraft(Value):
    """Seals of the next metadata key that one author has announced so far."""

    epoch: Positive
    chunks: Positive
    seals: tuple[MetadataSeal, ...]


class Custody(Value):
    """One custodian's envelope of one version, and who sealed it."""

    member: MemberId
    envelope: Hash
    by: MemberId


class KeyValue(Value):
    """One version of a key's value: its life, who keeps it, who is declared to know it."""

    state: VersionState
    commitment: Hash
    by: MemberId
    entered: Time
    changed: Time
    custody: tuple[Custody, ...]
    declared: tuple[MemberId, ...]
    proof: Proof | None = None
    proved_by: MemberId | None = None


class Key(Value):
    """A key: where it belongs, who keeps it, and its versions (number n at index n - 1)."""

    environment: EnvironmentId
    added_by: MemberId
    added: Time
    custodians: tuple[MemberId, ...]
    versions: tuple[KeyValue, ...]
    frozen: bool = False
    thawed: bool = False
    rotate_every: Span | None = None
    child: Child | None = None


class HeldSeal(Value):
    """By which envelope and release key a grant opens one version, and who sealed it."""

    version: Positive
    envelope: Hash
    release: Hash
    by: MemberId


class Renewal(Value):
    """A later end that waits for a second approver."""

    expires: Time
    by: MemberId


class Grant(Value):
    """A key on loan to one recipient until an end.

    `order` counts the team's grants; `touched` is when it was issued or last renewed.
    """

    key: KeyId
    to: MemberId
    by: MemberId
    order: Count
    issued: Time
    not_before: Time
    expires: Time
    touched: Time
    networks: tuple[Network, ...]
    seals: tuple[HeldSeal, ...]
    reviews: tuple[ReviewId, ...]
    needs_approval: bool = False
    approved_by: MemberId | None = None
    max_uses: Count | None = None
    idle: Span | None = None
    via: ListId | None = None
    request: RequestId | None = None
    label: Label | None = None
    renewal: Renewal | None = None
    revoked: Count | None = None
    revoked_by: MemberId | None = None
    reviewed_out: bool = False


class Request(Value):
    """Somebody's wish for a key; answered by a grant or a denial."""

    by: MemberId
    key: KeyId
    span: Span
    asked: Time
    granted: GrantId | None = None
    denied_by: MemberId | None = None

    @property
    def answered(self) -> bool:
        """Whether somebody has said yes or no."""
        return self.granted is not None or self.denied_by is not None


class Ruling(Value):
    """What was decided on one subject of a review; empty while undecided.

    `effective` is false where the reviewer could only ask for it (custody and roles).
    """

    verdict: Verdict | None = None
    by: MemberId | None = None
    at: Time | None = None
    until: Time | None = None
    to: MemberId | None = None
    effective: bool = False


class ReviewDraft(Value):
    """Subjects of the review that its author is about to open, announced so far."""

    review: ReviewId
    chunks: Positive
    subjects: tuple[str, ...]


class Review(Value):
    """A campaign: who decides on what until when, and what was decided."""

    by: MemberId
    opened: Time
    ledger: Position
    access: Position
    reviewers: tuple[MemberId, ...]
    due: Time
    lapse: Lapse
    rulings: Map[str, Ruling]
    shorten_to: Span | None = None
    closed: Time | None = None
    closed_by: MemberId | None = None
    evidence: Hash | None = None


class Incident(Value):
    """An incident and the keys it froze."""

    by: MemberId
    opened: Time
    keys: tuple[KeyId, ...]
    notes: Count
    closed: Time | None = None
    closed_by: MemberId | None = None


class RelayRange(Value):
    """From which access-log line on lines and heads verify under which relay key."""

    since: Count
    key: PublicKey


class Environment(Value):
    """An environment's policy; its name is in the `meta` of the event that set it."""

    policy: EnvironmentPolicy


class People(Value):
    """A named list of people."""

    members: tuple[MemberId, ...]


class Index(Struct, frozen=True):
    """Derived look-ups: grants by key, by recipient; not part of the state's document."""

    by_key: Map[KeyId, tuple[GrantId, ...]]
    by_recipient: Map[MemberId, tuple[GrantId, ...]]


NO_GRANTS = Index(by_key=Map(), by_recipient=Map())


class State(Value):
    """All that a ledger says, at its position `head`."""

    team: TeamId
    head: Position
    suite: Positive
    relay: RelayIdentity
    relays: tuple[RelayRange, ...]
    floor: Time
    policy: Policy
    epochs: tuple[Epoch, ...]
    stale: bool
    drafts: Map[MemberId, EpochDraft]
    used_keys: Map[str, MemberId]
    members: Map[MemberId, Member]
    invites: Map[InviteId, Invite]
    environments: Map[EnvironmentId, Environment]
    lists: Map[ListId, People]
    keys: Map[KeyId, Key]
    grants: Map[GrantId, Grant]
    requests: Map[RequestId, Request]
    review_drafts: Map[MemberId, ReviewDraft]
    reviews: Map[ReviewId, Review]
    incidents: Map[IncidentId, Incident]
    checkpoint: Position | None = None
    index: Index = NO_GRANTS

    @property
    def epoch(self) -> int:
        """Number of the metadata epoch in force."""
        return len(self.epochs) - 1
