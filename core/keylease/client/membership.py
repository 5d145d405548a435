"""Who is in the team, and what one may do about them: questions to a snapshot.

Pure: the time is an argument. The ledger's rules decide again when an act is signed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from keylease.client.access import Access, access_to, managers
from keylease.client.snapshot import Snapshot
from keylease.insight.exposure import Exposure
from keylease.insight.rotation import Replacement, to_replace
from keylease.ledger.standing import is_active
from keylease.model.base import InviteId, KeyId, ListId, MemberId, Time
from keylease.model.roles import LEADERS, PEOPLE, Role, Status, may_manage
from keylease.model.state import Invite

INVITABLE = (Role.MEMBER, Role.GUEST, Role.AUDITOR, Role.ADMIN)
"""Roles one can be invited to; owners are made, not invited."""
GIVEN = (Role.OWNER, Role.ADMIN, Role.AUDITOR, Role.MEMBER, Role.GUEST)
GONE = (Status.REMOVED, Status.LEFT)


class Standing(StrEnum):
    """Where an invitation stands."""

    OPEN = "open"
    USED = "used"
    CANCELLED = "cancelled"
    ENDED = "ended"


@dataclass(frozen=True)
class MayDo:
    """What this member may do about another; `roles` are those they could be given."""

    let_in: bool = False
    compare: bool = False
    suspend: bool = False
    resume: bool = False
    remove: bool = False
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Invited:
    """An invitation, and where it stands."""

    id: InviteId
    invite: Invite
    standing: Standing
    may_cancel: bool


@dataclass(frozen=True)
class Parting:
    """What the removal of somebody ends, and what it leaves to be done.

    `alone` are the keys that nobody else manages; `replace` is in the order of risk.
    """

    ends: tuple[Access, ...]
    manages: tuple[KeyId, ...]
    alone: tuple[KeyId, ...]
    replace: tuple[Replacement, ...]


def leads(now: Snapshot) -> bool:
    """Whether this member may act on other people at all."""
    return is_active(now.state, now.me) and now.self.role in LEADERS


def may_invite_to(now: Snapshot) -> tuple[Role, ...]:
    """The roles this member may invite to, the most usual first."""
    if not leads(now) or now.frozen is not None:
        return ()
    return tuple(role for role in INVITABLE if may_manage(now.self.role, role))


def may_do(now: Snapshot, member: MemberId) -> MayDo:
    """What this member may do about that one: nothing while the team is frozen here."""
    one = now.member(member)
    if not leads(now) or now.frozen is not None or one.status in GONE:
        return MayDo()
    active, other = one.status is Status.ACTIVE, member != now.me
    above = may_manage(now.self.role, one.role)
    ends = above and not _last_owner(now, member)
    given = active and one.role in PEOPLE and ends
    return MayDo(
        let_in=above and one.status is Status.PENDING,
        compare=active and other and one.role in PEOPLE and not one.verified,
        suspend=ends and active and other,
        resume=above and one.status is Status.SUSPENDED,
        remove=ends and other,
        roles=_roles(now, one.role) if given else (),
    )


def _last_owner(now: Snapshot, member: MemberId) -> bool:
    owners = [
        id_ for id_, one in now.people() if one.role is Role.OWNER and one.status is Status.ACTIVE
    ]
    return owners == [member]


def _roles(now: Snapshot, current: Role) -> tuple[Role, ...]:
    return tuple(role for role in GIVEN if role is not current and may_manage(now.self.role, role))


def _by_name(now: Snapshot) -> list[KeyId]:
    return [id_ for id_, _ in now.keys_by_name()]


def access_counts(now: Snapshot, t: Time) -> dict[MemberId, tuple[int, int]]:
    """How many keys each member has access to at `t`, and how many of these they manage."""
    counts: dict[MemberId, tuple[int, int]] = {}
    for key in _by_name(now):
        keepers = managers(now, key)
        for member in {one.member for one in access_to(now, key, t)}:
            keys, kept = counts.get(member, (0, 0))
            counts[member] = (keys + 1, kept + (member in keepers))
    return counts


def access_of(now: Snapshot, member: MemberId, t: Time) -> list[Access]:
    """All access of one member that is not over at `t`, by name of the key."""
    return [
        access
        for key in _by_name(now)
        for access in access_to(now, key, t)
        if access.member == member
    ]


def invitations(now: Snapshot, t: Time) -> list[Invited]:
    """Every invitation, the newest first."""
    found = [_invited(now, id_, invite, t) for id_, invite in now.state.invites.items()]
    return sorted(found, key=lambda one: -one.invite.seq)


def _invited(now: Snapshot, id_: InviteId, invite: Invite, t: Time) -> Invited:
    standing = Standing.OPEN
    if invite.used_by is not None:
        standing = Standing.USED
    elif invite.cancelled:
        standing = Standing.CANCELLED
    elif invite.expires <= t:
        standing = Standing.ENDED
    mine = leads(now) and now.frozen is None and may_manage(now.self.role, invite.role)
    return Invited(id_, invite, standing, mine and standing is Standing.OPEN)


def lists_of(now: Snapshot, member: MemberId) -> list[ListId]:
    """The lists that somebody is on."""
    return [id_ for id_, people in now.state.lists.items() if member in people.members]


def parting(now: Snapshot, exposures: Iterable[Exposure], member: MemberId, t: Time) -> Parting:
    """What removing somebody ends, and what has to be replaced afterwards."""
    kept = tuple(key for key in _by_name(now) if member in managers(now, key))
    return Parting(
        ends=tuple(one for one in access_of(now, member, t) if one.grant is not None),
        manages=kept,
        alone=tuple(key for key in kept if managers(now, key) == (member,)),
        replace=tuple(to_replace(now.state, exposures, member, t)),
    )
