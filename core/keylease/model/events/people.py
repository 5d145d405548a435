"""Events about people and apps: invites, joining, roles, leaving."""

from typing import Annotated

from msgspec import Meta

from keylease.model.base import Count, Hash, InviteId, MemberId, Network, PublicKey, Time
from keylease.model.events.terms import Data, EncryptedName, SealedKey
from keylease.model.roles import Role


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
