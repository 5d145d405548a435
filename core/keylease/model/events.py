"""Everything that can happen in a team: the closed union of event types.

Each class is the `data` of one event type of PROTOCOL.md, "The ledger", which says who may
write it and what the fold checks. What only people need (names, reasons, notes) is not here
but in the encrypted `meta` beside it.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from keylease.model.base import (
    Count,
    EnvironmentId,
    FieldName,
    GrantId,
    Hash,
    IncidentId,
    InviteId,
    KeyId,
    ListId,
    MemberId,
    Network,
    Nonce,
    NoTeamYet,
    Position,
    Positive,
    PublicKey,
    RequestId,
    ReviewId,
    Span,
    Time,
    Value,
    Version,
)
from keylease.model.roles import Role

SealedKey = Annotated[bytes, Meta(min_length=80, max_length=80)]
"""32 bytes in a SealedBox."""
WrappedKey = Annotated[bytes, Meta(min_length=72, max_length=72)]
"""32 bytes under XChaCha20-Poly1305, its nonce before it."""
Address = Annotated[str, Meta(pattern=r"^[!-~]{0,512}\Z")]
"""Printable ASCII: an https URL, or `file:` and a path for the embedded relay."""
EncryptedName = Annotated[bytes, Meta(min_length=41, max_length=1024)]
Label = Annotated[bytes, Meta(min_length=49, max_length=1024)]
Subject = Annotated[
    str,
    Meta(
        pattern=r"^(grant:grt_[a-z2-7]{26}|custody:key_[a-z2-7]{26}:mem_[a-z2-7]{26}"
        r"|role:mem_[a-z2-7]{26}|exposure:key_[a-z2-7]{26}:[1-9][0-9]{0,6}:mem_[a-z2-7]{26})\Z"
    ),
]
"""What a review decides on, written as `kind:ids`."""


class VersionState(StrEnum):
    """Life of a key's value, after NIST SP 800-57."""

    PENDING = "pending"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"
    COMPROMISED = "compromised"
    DESTROYED = "destroyed"


class Lapse(StrEnum):
    """What an undecided grant does when a review is due; later ones are harder."""

    KEEP = "keep"
    SHORTEN = "shorten"
    END = "end"


class Verdict(StrEnum):
    """What a reviewer decides about one subject."""

    KEEP = "keep"
    END = "end"
    SHORTEN = "shorten"
    REPLACE = "replace"
    REASSIGN = "reassign"


class ProofKind(StrEnum):
    """How a version was found dead at its provider."""

    PROBE = "probe"
    HAND = "hand"


class Policy(Value):
    """Team-wide rules; `adders` are the roles below admin that may add keys."""

    lapse: Lapse
    adders: tuple[Role, ...]
    rules: Hash | None = None
    review_every: Span | None = None


class RelayIdentity(Value):
    """Who the relay is: its signing key, where it is, and the SPKI pins of its certificate."""

    key: PublicKey
    address: Address
    pins: tuple[Hash, ...]


class EnvironmentPolicy(Value):
    """What grants in one environment must keep to; spans in milliseconds."""

    longest: Span
    verified_only: bool
    reason_required: bool
    second_approver: bool
    mock: bool
    agent_keeps: Count
    rotate_every: Span | None = None


class MetadataSeal(Value):
    """The metadata key of an epoch, sealed to one person."""

    to: MemberId
    box: SealedKey


class CustodySeal(Value):
    """Hash of the envelope by which one custodian keeps a version's value."""

    to: MemberId
    envelope: Hash


class VersionSeal(Value):
    """Hash of the custody envelope of one version."""

    version: Version
    envelope: Hash


class GrantSeal(Value):
    """Hashes of the envelope and of the release key by which a grant opens one version."""

    version: Version
    envelope: Hash
    release: Hash


class Recipient(Value):
    """One of the up to 64 people or apps that a grant is issued to.

    `label` names the key to those who hold no metadata key (apps and guests), sealed to them.
    """

    grant: GrantId
    to: MemberId
    seals: Annotated[tuple[GrantSeal, ...], Meta(min_length=1, max_length=2)]
    label: Label | None = None


class GrantReseal(Value):
    """New envelope and release key for one live grant."""

    grant: GrantId
    envelope: Hash
    release: Hash


class Child(Value):
    """A key that a provider minted for one grantee, below a parent key."""

    parent: KeyId
    grantee: MemberId


class Proof(Value):
    """How and when a version was found dead: by a probe's verdict, or by hand."""

    kind: ProofKind
    at: Time


class Decision(Value):
    """One reviewer's word on one subject; its reason stands in `meta` as `reason:n`."""

    subject: Subject
    verdict: Verdict
    until: Time | None = None
    to: MemberId | None = None


class Tally(Value):
    """How a review ended, in numbers of subjects."""

    keep: Count
    end: Count
    shorten: Count
    replace: Count
    reassign: Count
    undecided: Count
    no_second_reviewer: Count


class AccessSeal(Value):
    """The old relay's last access-log head when a team moves, and the first line lost, if any."""

    last: Position
    lost_from: Positive | None = None


class Data(Value, tag_field="type"):
    """Base of the `data` of every event; its tag is the event's type."""


class TeamCreate(Data, tag="team.create"):
    """Found a team; carries epoch 0's metadata key sealed to the founder."""

    sign: PublicKey
    box: PublicKey
    relay: RelayIdentity
    suite: Positive
    policy: Policy
    epoch_commitment: Hash
    epoch_seal: SealedKey


class PolicySet(Data, tag="policy.set"):
    """Change the team-wide policy."""

    policy: Policy


class EnvironmentSet(Data, tag="environment.set"):
    """Make an environment or change its policy; its name is in `meta`."""

    environment: EnvironmentId
    policy: EnvironmentPolicy


class ListSet(Data, tag="list.set"):
    """Make a list of people or change who is on it."""

    list: ListId
    members: Annotated[tuple[MemberId, ...], Meta(max_length=500)]


class MemberInvite(Data, tag="member.invite"):
    """Invite somebody to a role; `meta` holds the key to the joiner's name."""

    invite: InviteId
    public: PublicKey
    role: Role
    expires: Time


class InviteCancel(Data, tag="invite.cancel"):
    """Take an unused invite back."""

    invite: InviteId


class MemberJoin(Data, tag="member.join"):
    """Join with an invite; also signed by the invite's key."""

    invite: InviteId
    sign: PublicKey
    box: PublicKey
    name: EncryptedName


class MemberAdmit(Data, tag="member.admit"):
    """Let a pending person in, with the metadata key sealed to them (not to a guest)."""

    member: MemberId
    verified: bool
    epoch: Count
    seal: SealedKey | None = None


class MemberVerify(Data, tag="member.verify"):
    """Record that safety words were compared."""

    member: MemberId


class MemberRole(Data, tag="member.role"):
    """Change a role; out of guest it carries the metadata key sealed."""

    member: MemberId
    role: Role
    epoch: Count
    seal: SealedKey | None = None


class MemberSuspend(Data, tag="member.suspend"):
    """Suspend somebody for the time being."""

    member: MemberId


class MemberResume(Data, tag="member.resume"):
    """Let a suspended person go on, with the current metadata key sealed."""

    member: MemberId
    epoch: Count
    seal: SealedKey | None = None


class MemberRemove(Data, tag="member.remove"):
    """Remove a person or an app for good; all their grants and custodies end by it."""

    member: MemberId


class MemberLeave(Data, tag="member.leave"):
    """Leave the team oneself."""


class EpochSeal(Data, tag="epoch.seal"):
    """A chunk of seals of the next metadata key; chunk 0 begins anew."""

    epoch: Positive
    chunk: Count
    seals: Annotated[tuple[MetadataSeal, ...], Meta(min_length=1, max_length=256)]


class EpochRotate(Data, tag="epoch.rotate"):
    """Make the sealed metadata key count; wraps the key before it."""

    epoch: Positive
    commitment: Hash
    previous: WrappedKey


class RulesAcknowledge(Data, tag="rules.acknowledge"):
    """Say that one has read the handling rules of this hash."""

    rules: Hash


class AppAdd(Data, tag="app.add"):
    """Add a service or CI; also signed by the app's own new key."""

    sign: PublicKey
    box: PublicKey
    expires: Time
    networks: Annotated[tuple[Network, ...], Meta(max_length=32)]


class AppRenew(Data, tag="app.renew"):
    """Change an app's end and network ranges."""

    app: MemberId
    expires: Time
    networks: Annotated[tuple[Network, ...], Meta(max_length=32)]


class KeyAdd(Data, tag="key.add"):
    """Add a key; whoever adds it is its first custodian. Name and provider are in `meta`."""

    key: KeyId
    environment: EnvironmentId
    rotate_every: Span | None = None
    child: Child | None = None


class KeyEdit(Data, tag="key.edit"):
    """Change a key's environment, rotation period, or what `meta` says of it."""

    key: KeyId
    environment: EnvironmentId
    rotate_every: Span | None = None


class KeyVersion(Data, tag="key.version"):
    """Put in a new value, pending, committed to and sealed to every custodian."""

    key: KeyId
    version: Version
    commitment: Hash
    seals: Annotated[tuple[CustodySeal, ...], Meta(min_length=1, max_length=256)]


class GrantResealed(Data, tag="grant.reseal"):
    """Seal a version to live grants, in chunks."""

    key: KeyId
    version: Version
    seals: Annotated[tuple[GrantReseal, ...], Meta(min_length=1, max_length=256)]


class KeyState(Data, tag="key.state"):
    """Move a version on in its life; `proof` comes with destroyed."""

    key: KeyId
    version: Version
    to: VersionState
    proof: Proof | None = None


class KeyCustodian(Data, tag="key.custodian"):
    """Add a custodian (with seals of the active and pending version) or remove one (without)."""

    key: KeyId
    member: MemberId
    add: bool
    seals: Annotated[tuple[VersionSeal, ...], Meta(max_length=2)]


class KeyFreeze(Data, tag="key.freeze"):
    """Stop all releases of a key."""

    key: KeyId


class KeyThaw(Data, tag="key.thaw"):
    """Let a frozen key be released again."""

    key: KeyId


class AccessRequest(Data, tag="access.request"):
    """Ask for a key for a span; why is in `meta`."""

    request: RequestId
    key: KeyId
    span: Span


class AccessDeny(Data, tag="access.deny"):
    """Deny a request; why is in `meta`."""

    request: RequestId


class GrantIssue(Data, tag="grant.issue"):
    """Lend a key to 1-64 recipients until an end."""

    key: KeyId
    not_before: Time
    expires: Time
    recipients: Annotated[tuple[Recipient, ...], Meta(min_length=1, max_length=64)]
    networks: Annotated[tuple[Network, ...], Meta(max_length=32)]
    max_uses: Positive | None = None
    idle: Span | None = None
    via: ListId | None = None
    request: RequestId | None = None


class GrantApprove(Data, tag="grant.approve"):
    """Be the second who says yes, to a new grant or to its renewal."""

    grant: GrantId


class GrantRenew(Data, tag="grant.renew"):
    """Give a live grant a later end, perhaps in answer to a request."""

    grant: GrantId
    expires: Time
    request: RequestId | None = None


class GrantLimit(Data, tag="grant.limit"):
    """Lower a grant's end or uses."""

    grant: GrantId
    expires: Time | None = None
    max_uses: Count | None = None


class GrantRevoke(Data, tag="grant.revoke"):
    """End grants for good."""

    grants: Annotated[tuple[GrantId, ...], Meta(min_length=1, max_length=256)]


class ExposureDeclare(Data, tag="exposure.declare"):
    """Say who is known to hold a version by other ways; outsiders are named in `meta`."""

    key: KeyId
    version: Version
    members: Annotated[tuple[MemberId, ...], Meta(max_length=256)]


class ReviewScope(Data, tag="review.scope"):
    """A chunk of subjects of a review to be opened; chunk 0 begins anew."""

    review: ReviewId
    chunk: Count
    subjects: Annotated[tuple[Subject, ...], Meta(min_length=1, max_length=512)]


class ReviewOpen(Data, tag="review.open"):
    """Open a review over the subjects announced, frozen at a position."""

    review: ReviewId
    subjects: Positive
    ledger: Position
    access: Position
    reviewers: Annotated[tuple[MemberId, ...], Meta(min_length=1, max_length=64)]
    due: Time
    lapse: Lapse
    shorten_to: Span | None = None


class ReviewDecide(Data, tag="review.decide"):
    """Decide on 1-256 subjects; carried out by the fold where it can be."""

    review: ReviewId
    decisions: Annotated[tuple[Decision, ...], Meta(min_length=1, max_length=256)]


class ReviewClose(Data, tag="review.close"):
    """Close a review: the tally, and the hash of the evidence if it was made."""

    review: ReviewId
    tally: Tally
    evidence: Hash | None = None


class IncidentOpen(Data, tag="incident.open"):
    """Open an incident; freezes the keys named."""

    incident: IncidentId
    keys: Annotated[tuple[KeyId, ...], Meta(max_length=256)]


class IncidentNote(Data, tag="incident.note"):
    """Add a note to an incident's timeline; its text is in `meta`."""

    incident: IncidentId


class IncidentClose(Data, tag="incident.close"):
    """Close an incident; keys stay frozen until thawed."""

    incident: IncidentId


class LedgerCheckpoint(Data, tag="ledger.checkpoint"):
    """Commit to the folded state before this event, so that one can start here."""

    state: Hash
    previous: Position | None = None


class RelaySet(Data, tag="relay.set"):
    """Change the relay's address, pins or key; `moved` when it is another relay."""

    relay: RelayIdentity
    moved: AccessSeal | None = None
    floor: Time | None = None


class SuiteSet(Data, tag="suite.set"):
    """Raise the suite; who cannot read it stops."""

    suite: Positive


EventData = (
    TeamCreate
    | PolicySet
    | EnvironmentSet
    | ListSet
    | MemberInvite
    | InviteCancel
    | MemberJoin
    | MemberAdmit
    | MemberVerify
    | MemberRole
    | MemberSuspend
    | MemberResume
    | MemberRemove
    | MemberLeave
    | EpochSeal
    | EpochRotate
    | RulesAcknowledge
    | AppAdd
    | AppRenew
    | KeyAdd
    | KeyEdit
    | KeyVersion
    | GrantResealed
    | KeyState
    | KeyCustodian
    | KeyFreeze
    | KeyThaw
    | AccessRequest
    | AccessDeny
    | GrantIssue
    | GrantApprove
    | GrantRenew
    | GrantLimit
    | GrantRevoke
    | ExposureDeclare
    | ReviewScope
    | ReviewOpen
    | ReviewDecide
    | ReviewClose
    | IncidentOpen
    | IncidentNote
    | IncidentClose
    | LedgerCheckpoint
    | RelaySet
    | SuiteSet
)
"""The closed union: a type that is not here makes a reader stop with E_UPGRADE."""


class EncryptedMeta(Value):
    """Fields for people, under the metadata key of `epoch` (nonce before the ciphertext)."""

    epoch: Count
    box: Annotated[bytes, Meta(min_length=40)]


class Event(Value):
    """The signed body of one ledger entry.

    `seen` is the access-log head that the author had verified. `commitments` holds one salted
    hash for each field of `meta`, so that a single name or reason can be disclosed and proved.
    """

    v: Annotated[int, Meta(ge=1, le=1)]
    team: NoTeamYet
    seq: Count
    prev: Hash
    author: MemberId
    ts: Time
    nonce: Nonce
    seen: Position
    data: EventData
    commitments: dict[FieldName, Hash] | None = None
    meta: EncryptedMeta | None = None


def type_of(data: Data) -> str:
    """The event type's name, like `grant.issue`."""
    return str(data.__struct_config__.tag)
