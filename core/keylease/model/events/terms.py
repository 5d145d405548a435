"""What events are made of: policies, seals, decisions, and the words they use."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from keylease.model.base import (
    Count,
    GrantId,
    Hash,
    KeyId,
    MemberId,
    Position,
    Positive,
    PublicKey,
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


class EncryptedMeta(Value):
    """Fields for people, under the metadata key of `epoch` (nonce before the ciphertext)."""

    epoch: Count
    box: Annotated[bytes, Meta(min_length=40)]


class Data(Value, tag_field="type"):
    """Base of the `data` of every event; its tag is the event's type."""
