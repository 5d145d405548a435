"""Everything that can happen in a team: the closed union of event types.

Each class is the `data` of one event type of PROTOCOL.md, "The ledger", which says who may
write it and what the fold checks. What only people need (names, reasons, notes) is not here
but in the encrypted `meta` beside it.
"""

from typing import Annotated

from msgspec import Meta

from keylease.model.base import (
    Count,
    FieldName,
    Hash,
    MemberId,
    Nonce,
    NoTeamYet,
    Position,
    Time,
    Value,
)
from keylease.model.events.keys import (
    ExposureDeclare,
    GrantResealed,
    KeyAdd,
    KeyCustodian,
    KeyEdit,
    KeyFreeze,
    KeyState,
    KeyThaw,
    KeyVersion,
)
from keylease.model.events.lending import (
    AccessDeny,
    AccessRequest,
    GrantApprove,
    GrantIssue,
    GrantLimit,
    GrantRenew,
    GrantRevoke,
)
from keylease.model.events.overseeing import (
    IncidentClose,
    IncidentNote,
    IncidentOpen,
    ReviewClose,
    ReviewDecide,
    ReviewOpen,
    ReviewScope,
)
from keylease.model.events.people import (
    AppAdd,
    AppRenew,
    InviteCancel,
    MemberAdmit,
    MemberInvite,
    MemberJoin,
    MemberLeave,
    MemberRemove,
    MemberResume,
    MemberRole,
    MemberSuspend,
    MemberVerify,
    RulesAcknowledge,
)
from keylease.model.events.team import (
    EnvironmentSet,
    EpochRotate,
    EpochSeal,
    LedgerCheckpoint,
    ListSet,
    PolicySet,
    RelaySet,
    SuiteSet,
    TeamCreate,
)
from keylease.model.events.terms import (
    AccessSeal,
    Address,
    Child,
    CustodySeal,
    Data,
    Decision,
    EncryptedMeta,
    EncryptedName,
    EnvironmentPolicy,
    GrantReseal,
    GrantSeal,
    Label,
    Lapse,
    MetadataSeal,
    Policy,
    Proof,
    ProofKind,
    Recipient,
    RelayIdentity,
    SealedKey,
    Subject,
    Tally,
    Verdict,
    VersionSeal,
    VersionState,
    WrappedKey,
)

__all__ = [
    "AccessDeny",
    "AccessRequest",
    "AccessSeal",
    "Address",
    "AppAdd",
    "AppRenew",
    "Child",
    "CustodySeal",
    "Data",
    "Decision",
    "EncryptedMeta",
    "EncryptedName",
    "EnvironmentPolicy",
    "EnvironmentSet",
    "EpochRotate",
    "EpochSeal",
    "Event",
    "EventData",
    "ExposureDeclare",
    "GrantApprove",
    "GrantIssue",
    "GrantLimit",
    "GrantRenew",
    "GrantReseal",
    "GrantResealed",
    "GrantRevoke",
    "GrantSeal",
    "IncidentClose",
    "IncidentNote",
    "IncidentOpen",
    "InviteCancel",
    "KeyAdd",
    "KeyCustodian",
    "KeyEdit",
    "KeyFreeze",
    "KeyState",
    "KeyThaw",
    "KeyVersion",
    "Label",
    "Lapse",
    "LedgerCheckpoint",
    "ListSet",
    "MemberAdmit",
    "MemberInvite",
    "MemberJoin",
    "MemberLeave",
    "MemberRemove",
    "MemberResume",
    "MemberRole",
    "MemberSuspend",
    "MemberVerify",
    "MetadataSeal",
    "Policy",
    "PolicySet",
    "Position",
    "Proof",
    "ProofKind",
    "Recipient",
    "RelayIdentity",
    "RelaySet",
    "ReviewClose",
    "ReviewDecide",
    "ReviewOpen",
    "ReviewScope",
    "RulesAcknowledge",
    "SealedKey",
    "Subject",
    "SuiteSet",
    "Tally",
    "TeamCreate",
    "Verdict",
    "VersionSeal",
    "VersionState",
    "WrappedKey",
    "type_of",
]

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
