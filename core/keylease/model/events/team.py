"""Events about the team as a whole: founding, policy, environments, lists, epochs, relay."""

from typing import Annotated

from msgspec import Meta

from keylease.model.base import (
    Count,
    EnvironmentId,
    Hash,
    ListId,
    MemberId,
    Position,
    Positive,
    PublicKey,
    Time,
)
from keylease.model.events.terms import (
    AccessSeal,
    Data,
    EnvironmentPolicy,
    MetadataSeal,
    Policy,
    RelayIdentity,
    SealedKey,
    WrappedKey,
)


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
