"""Rules for people and apps: invites, joining, roles, suspension, leaving, handling rules."""

from msgspec import structs

from keylease.crypto.identity import check_sign_public
from keylease.errors import Code
from keylease.ledger.keyring import remember_keys, require_fresh, require_fresh_pair
from keylease.ledger.moves import (
    change_member,
    find,
    require,
    require_leader,
    require_new,
    require_person,
)
from keylease.ledger.rules.team import require_fields
from keylease.model.base import MemberId
from keylease.model.events import (
    AppAdd,
    AppRenew,
    Event,
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
from keylease.model.roles import KEEPERS_OF_NAMES, Role, Status, may_manage
from keylease.model.spans import DAY
from keylease.model.state import Invite, KeptEpoch, Member, State

LONGEST_INVITE = 30 * DAY


def member_invite(state: State, event: Event, data: MemberInvite) -> State:
    """Owners invite up to admins, admins below admins; 30 days at most."""
    author = require_leader(state, event)
    invitable = data.role not in (Role.OWNER, Role.APP)
    require(invitable and may_manage(author.role, data.role), Code.E_ROLE)
    require(event.ts < data.expires <= event.ts + LONGEST_INVITE, Code.E_POLICY)
    require_new(state.invites, data.invite)
    require_fields(event, "name_key")
    check_sign_public(data.public)
    require_fresh(state, data.public)
    invite = Invite(
        public=data.public,
        role=data.role,
        expires=data.expires,
        by=event.author,
        seq=event.seq,
    )
    return structs.replace(
        state,
        invites=state.invites.set(data.invite, invite),
        used_keys=remember_keys(state.used_keys, event.author, data.public),
    )


def invite_cancel(state: State, event: Event, data: InviteCancel) -> State:
    """Whoever could have invited to that role takes an unused invite back."""
    author = require_leader(state, event)
    invite = find(state.invites, data.invite)
    require(may_manage(author.role, invite.role), Code.E_ROLE)
    require(invite.used_by is None and not invite.cancelled, Code.E_INVITE_USED)
    cancelled = structs.replace(invite, cancelled=True)
    return structs.replace(state, invites=state.invites.set(data.invite, cancelled))


def member_join(state: State, event: Event, data: MemberJoin) -> State:
    """A newcomer joins with an open invite and keys never used before; pending until admitted."""
    invite = find(state.invites, data.invite)
    require(invite.used_by is None and not invite.cancelled, Code.E_INVITE_USED)
    require(event.ts < invite.expires, Code.E_INVITE_EXPIRED)
    require_new(state.members, event.author)
    require_fresh_pair(state, data.sign, data.box)
    newcomer = Member(
        role=invite.role,
        status=Status.PENDING,
        sign=data.sign,
        box=data.box,
        verified=False,
        joined=event.seq,
        seen=event.seen,
        invite=data.invite,
    )
    used = structs.replace(invite, used_by=event.author)
    return structs.replace(
        state,
        members=state.members.set(event.author, newcomer),
        invites=state.invites.set(data.invite, used),
        used_keys=remember_keys(state.used_keys, event.author, data.sign, data.box),
    )


def _kept(
    state: State, data: MemberAdmit | MemberRole | MemberResume, *, wanted: bool
) -> KeptEpoch | None:
    """The metadata key that comes with an act; present exactly where it is wanted."""
    require(data.epoch == state.epoch, Code.E_EPOCH)
    require((data.seal is not None) == wanted, Code.E_FIELD)
    return None if data.seal is None else KeptEpoch(epoch=data.epoch, box=data.seal)


def member_admit(state: State, event: Event, data: MemberAdmit) -> State:
    """Owners and admins let a pending person in."""
    author = require_leader(state, event)
    person = find(state.members, data.member)
    require(may_manage(author.role, person.role), Code.E_ROLE)
    require(person.status is Status.PENDING, Code.E_STATE)
    require_fields(event, "name")
    kept = _kept(state, data, wanted=person.role in KEEPERS_OF_NAMES)
    return change_member(
        state,
        data.member,
        status=Status.ACTIVE,
        verified=data.verified,
        admitted_by=event.author,
        metadata=kept,
    )


def member_verify(state: State, event: Event, data: MemberVerify) -> State:
    """Owners and admins record that words were compared with somebody else."""
    require_leader(state, event)
    person = require_person(state, data.member)
    require(data.member != event.author, Code.E_ROLE)
    require(not person.verified, Code.E_STATE)
    return change_member(state, data.member, verified=True)


def member_role(state: State, event: Event, data: MemberRole) -> State:
    """Owners set any person's role, admins those below admin to roles below admin."""
    author = require_leader(state, event)
    person = require_person(state, data.member)
    require(data.role is not Role.APP, Code.E_ROLE)
    allowed = may_manage(author.role, person.role) and may_manage(author.role, data.role)
    require(allowed, Code.E_ROLE)
    require(data.role is not person.role, Code.E_STATE)
    comes_to_names = person.role is Role.GUEST
    kept = _kept(state, data, wanted=comes_to_names)
    if comes_to_names:
        state = change_member(state, data.member, metadata=kept)
    elif data.role is Role.GUEST:
        state = _forget_metadata(state, data.member)
    state = change_member(state, data.member, role=data.role)
    return require_owner(state)


def require_owner(state: State) -> State:
    """The state itself, or E_LAST_OWNER if no active owner is left in it."""
    owners = (
        member.role is Role.OWNER and member.status is Status.ACTIVE
        for member in state.members.values()
    )
    require(any(owners), Code.E_LAST_OWNER)
    return state


def _forget_metadata(state: State, member: MemberId) -> State:
    """Take somebody's metadata key away: the epoch is stale if they held the current one."""
    held = state.members[member].metadata is not None
    state = change_member(state, member, metadata=None)
    return structs.replace(state, stale=True) if held else state


def member_suspend(state: State, event: Event, data: MemberSuspend) -> State:
    """Owners and admins suspend people and apps they may manage."""
    author = require_leader(state, event)
    member = find(state.members, data.member)
    require(may_manage(author.role, member.role), Code.E_ROLE)
    require(member.status is Status.ACTIVE, Code.E_STATE)
    state = _forget_metadata(state, data.member)
    return require_owner(change_member(state, data.member, status=Status.SUSPENDED))


def member_resume(state: State, event: Event, data: MemberResume) -> State:
    """Owners and admins let a suspended person or app go on."""
    author = require_leader(state, event)
    member = find(state.members, data.member)
    require(may_manage(author.role, member.role), Code.E_ROLE)
    require(member.status is Status.SUSPENDED, Code.E_STATE)
    kept = _kept(state, data, wanted=member.role in KEEPERS_OF_NAMES)
    return change_member(state, data.member, status=Status.ACTIVE, metadata=kept)


def member_remove(state: State, event: Event, data: MemberRemove) -> State:
    """Owners and admins remove somebody for good; grants and custodies end by the status."""
    author = require_leader(state, event)
    member = find(state.members, data.member)
    require(may_manage(author.role, member.role), Code.E_ROLE)
    return _part(state, data.member, Status.REMOVED)


def member_leave(state: State, event: Event, data: MemberLeave) -> State:
    """Anybody but the last owner leaves by themselves."""
    return _part(state, event.author, Status.LEFT)


def _part(state: State, member: MemberId, status: Status) -> State:
    gone = state.members[member].status in (Status.REMOVED, Status.LEFT)
    require(not gone, Code.E_STATE)
    state = _forget_metadata(state, member)
    return require_owner(change_member(state, member, status=status))


def rules_acknowledge(state: State, event: Event, data: RulesAcknowledge) -> State:
    """A person acknowledges the handling rules now in force."""
    require(data.rules == state.policy.rules, Code.E_STATE)
    return change_member(state, event.author, acknowledged=data.rules)


def app_add(state: State, event: Event, data: AppAdd, app: MemberId) -> State:
    """Owners and admins add an app under keys of its own, with an end."""
    require_leader(state, event)
    require(data.expires > event.ts, Code.E_POLICY)
    require_fields(event, "name")
    require_new(state.members, app)
    require_fresh_pair(state, data.sign, data.box)
    member = Member(
        role=Role.APP,
        status=Status.ACTIVE,
        sign=data.sign,
        box=data.box,
        verified=True,
        joined=event.seq,
        seen=event.seen,
        maker=event.author,
        expires=data.expires,
        networks=data.networks,
    )
    return structs.replace(
        state,
        members=state.members.set(app, member),
        used_keys=remember_keys(state.used_keys, app, data.sign, data.box),
    )


def app_renew(state: State, event: Event, data: AppRenew) -> State:
    """Owners and admins change an app's end and networks."""
    require_leader(state, event)
    app = find(state.members, data.app)
    require(app.role is Role.APP, Code.E_STATE)
    require(app.status in (Status.ACTIVE, Status.SUSPENDED), Code.E_STATE)
    require(data.expires > event.ts, Code.E_POLICY)
    return change_member(state, data.app, expires=data.expires, networks=data.networks)
