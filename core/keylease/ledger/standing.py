"""How a member, a key or a grant stands: the questions that rules, relay and screens share.

Times are arguments: rules ask with the author's `ts`, the relay with its clock
(core/PROTOCOL.md, "Live").
"""

from keylease.errors import Code, Refused
from keylease.ledger.moves import find
from keylease.model.base import GrantId, KeyId, MemberId, RequestId, Time
from keylease.model.events import Lapse, VersionState
from keylease.model.roles import KEEPERS_OF_NAMES, Role, Status
from keylease.model.state import Grant, HeldSeal, Key, Request, Review, State


def is_active(state: State, member: MemberId) -> bool:
    """Whether that member takes part at present."""
    record = state.members.get(member)
    return record is not None and record.status is Status.ACTIVE


def is_gone(state: State, member: MemberId) -> bool:
    """Whether that member was removed or has left; for good."""
    record = state.members.get(member)
    return record is None or record.status in (Status.REMOVED, Status.LEFT)


def waiting_requests(state: State) -> dict[RequestId, Request]:
    """What somebody asks for who is active, unanswered. Who asks anew for a key asks instead: of
    several by one person the newest counts, and where that is answered, all are.
    """
    newest = {(one.by, one.key): id_ for id_, one in sorted(state.requests.items(), key=_asked)}
    return {
        id_: state.requests[id_]
        for (member, _), id_ in newest.items()
        if not state.requests[id_].answered and is_active(state, member)
    }


def _asked(item: tuple[RequestId, Request]) -> tuple[Time, RequestId]:
    id_, request = item
    return request.asked, id_


def behind(state: State, member: MemberId) -> frozenset[MemberId]:
    """Whose access a member's is: their own, and an app's also its maker's, who has its token."""
    maker = state.members[member].maker
    return frozenset({member}) if maker is None else frozenset({member, maker})


def can_keep_names(state: State, member: MemberId) -> bool:
    """Whether that member can act for others, too: active, and no guest (any more)."""
    return is_active(state, member) and state.members[member].role in KEEPERS_OF_NAMES


def active_custodians(state: State, key: Key) -> tuple[MemberId, ...]:
    """Custodians who can act now."""
    return tuple(member for member in key.custodians if can_keep_names(state, member))


def version_in(key: Key, state: VersionState) -> int | None:
    """Number of the key's version in that state, if there is one (newest first)."""
    number = len(key.versions)
    for value in reversed(key.versions):
        if value.state is state:
            return number
        number -= 1
    return None


def active_version(key: Key) -> int | None:
    """Number of the version in use."""
    return version_in(key, VersionState.ACTIVE)


def pending_version(key: Key) -> int | None:
    """Number of the version that waits to be used."""
    return version_in(key, VersionState.PENDING)


def open_versions(key: Key) -> tuple[int, ...]:
    """The active and the pending version: those a grant or a new custodian must carry."""
    return tuple(n for n in (active_version(key), pending_version(key)) if n is not None)


def grants_of_key(state: State, key: KeyId) -> tuple[GrantId, ...]:
    """All grants ever issued for a key, oldest first."""
    return state.index.by_key.get(key, ())


def grants_of_member(state: State, member: MemberId) -> tuple[GrantId, ...]:
    """All grants ever issued to a member, oldest first."""
    return state.index.by_recipient.get(member, ())


def seal_for(grant: Grant, version: int) -> HeldSeal | None:
    """The grant's newest seal of that version, if it has one."""
    for seal in reversed(grant.seals):
        if seal.version == version:
            return seal
    return None


def _lapses(state: State, id_: GrantId, grant: Grant, t: Time) -> list[Review]:
    """Reviews whose due date passed without a decision on this grant."""
    if not grant.reviews:
        return []
    reviews = (state.reviews[review] for review in grant.reviews)
    return [r for r in reviews if t >= r.due and r.rulings[f"grant:{id_}"].verdict is None]


def ends_at(state: State, id_: GrantId, t: Time) -> Time:
    """When the grant ends as seen at `t`, undecided reviews considered."""
    grant = state.grants[id_]
    end = _agreed_end(state, grant)
    for review in _lapses(state, id_, grant, t):
        if review.lapse is Lapse.END:
            end = min(end, review.due)
        elif review.lapse is Lapse.SHORTEN:
            end = min(end, review.due + (review.shorten_to or 0))
    return end


def _agreed_end(state: State, grant: Grant) -> Time:
    """The grant's own end, or its app's if that comes first."""
    app_end = state.members[grant.to].expires
    return grant.expires if app_end is None else min(grant.expires, app_end)


def ended(state: State, id_: GrantId, t: Time) -> Code | None:
    """Why the grant is over for good at `t`, or None if it is not."""
    grant = state.grants[id_]
    if grant.revoked is not None:
        return Code.E_REVOKED
    if grant.reviewed_out:
        return Code.E_LAPSED
    if is_gone(state, grant.to):
        return Code.E_AUTHOR_INACTIVE
    if t >= _agreed_end(state, grant):
        return Code.E_EXPIRED
    return Code.E_LAPSED if grant.reviews and t >= ends_at(state, id_, t) else None


def require_standing(state: State, id_: GrantId, t: Time) -> Grant:
    """The grant, refused with the reason why it is over if it is; E_UNKNOWN if it is none."""
    grant = find(state.grants, id_)
    over = ended(state, id_, t)
    if over is not None:
        raise Refused(over)
    return grant


def live(state: State, id_: GrantId, t: Time) -> Code | None:
    """Why the grant opens nothing at `t`, or None if it does.

    Uses, idleness and network are the relay's to check, since only it knows them.
    """
    over = ended(state, id_, t)
    if over is not None:
        return over
    grant = state.grants[id_]
    key = state.keys[grant.key]
    if not is_active(state, grant.to):
        return Code.E_AUTHOR_INACTIVE
    if grant.needs_approval and grant.approved_by is None:
        return Code.E_APPROVAL
    if t < grant.not_before:
        return Code.E_NOT_YET
    if key.frozen:
        return Code.E_FROZEN
    version = active_version(key)
    if version is None:
        return Code.E_NO_VERSION
    if seal_for(grant, version) is None:
        return Code.E_UNSEALED
    return None


def must_acknowledge(state: State, member: MemberId) -> bool:
    """Whether a person has to read the handling rules before anything is released to them."""
    record = state.members[member]
    wanted = state.policy.rules
    return record.role is not Role.APP and wanted is not None and record.acknowledged != wanted


def is_orphaned(state: State, key: Key) -> bool:
    """Whether a key has nobody left who keeps its value."""
    return all(
        state.members[member].status in (Status.REMOVED, Status.LEFT) for member in key.custodians
    )
