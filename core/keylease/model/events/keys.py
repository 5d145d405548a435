"""Events about keys: versions and their life, custody, freezing, declared exposure."""

from typing import Annotated

from msgspec import Meta

from keylease.model.base import EnvironmentId, Hash, KeyId, MemberId, Span, Version
from keylease.model.events.terms import (
    Child,
    CustodySeal,
    Data,
    GrantReseal,
    Proof,
    VersionSeal,
    VersionState,
)


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


class ExposureDeclare(Data, tag="exposure.declare"):
    """Say who is known to hold a version by other ways; outsiders are named in `meta`."""

    key: KeyId
    version: Version
    members: Annotated[tuple[MemberId, ...], Meta(max_length=256)]
