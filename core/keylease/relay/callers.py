"""Who is asking, and what each may ask (core/PROTOCOL.md, "The relay").

The signature comes first and alone: who has not signed as somebody known learns nothing of why.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, KeyleaseError, Refused, Tampered
from keylease.model import access as a
from keylease.model.base import Time
from keylease.model.events import RelaySet
from keylease.model.roles import Role, Status
from keylease.model.signed import Signed
from keylease.model.state import Invite, Member, State
from keylease.relay.equipment import Equipment
from keylease.relay.heads import require_access_prefix, require_prefix
from keylease.relay.moment import Moment
from keylease.store.base import ReadTransaction
from keylease.wire.events import read_event
from keylease.wire.requests import LARGEST_OFFSET, LARGEST_RECORDED_REQUEST, REQUEST

RECORDED: Final = (a.Open, a.Note, a.Report)
"""Operations whose request becomes part of an access line."""
READING: Final = (a.Fetch, a.Snapshot)
"""What a relay still answers after the team has moved to another."""


class Kind(Enum):
    """What somebody is to the team."""

    INVITED = auto()
    PENDING = auto()
    PERSON = auto()
    GUEST = auto()
    APP = auto()


MAY_CALL: Final[dict[Kind, tuple[type[a.Operation], ...]]] = {
    Kind.INVITED: (a.Fetch, a.Append),
    Kind.PENDING: (a.Fetch,),
    Kind.PERSON: (
        a.Open,
        a.Note,
        a.Report,
        a.Fetch,
        a.Append,
        a.Stage,
        a.KeepCustody,
        a.LeaveSeen,
        a.Snapshot,
    ),
    Kind.GUEST: (a.Open, a.Report, a.Fetch, a.Append, a.Snapshot),
    Kind.APP: (a.Open, a.Report, a.Fetch, a.Snapshot),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as it came: its bytes, what it says, and from which address."""

    signed: Signed
    request: a.AccessRequest
    source: str

    @property
    def author(self) -> str:
        """Id of whoever says they ask."""
        return self.request.author


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may ask for this: a member, or the holder of an open invite."""

    id: str
    kind: Kind
    member: Member | None = None
    invite: Invite | None = None


def read_ask(signed: Signed, source: str) -> Ask:
    """The request, or E_SIZE, E_PARSE, E_FIELD; E_SIG where it is not signed exactly once."""
    request = REQUEST.read(signed.body)
    if isinstance(request.op, RECORDED) and len(signed.body) > LARGEST_RECORDED_REQUEST:
        raise Tampered(Code.E_SIZE)
    if len(signed.sigs) != 1:
        raise Refused(Code.E_SIG)
    return Ask(signed, request, source)


def is_authentic(state: State, ask: Ask, stand_in: bytes) -> bool:
    """Whether whoever the request names has signed it.

    For an unknown name the signature is tried under `stand_in`, so that it takes as long.
    """
    public = _public_key(state, ask.author)
    signed = verify(public or stand_in, SignatureType.REQUEST, ask.signed.body, ask.signed.sig)
    return signed and public is not None


def _public_key(state: State, author: str) -> bytes | None:
    member = state.members.get(author)
    if member is not None:
        return member.sign
    invite = state.invites.get(author)
    return None if invite is None else invite.public


def caller_of(moment: Moment[ReadTransaction], ask: Ask) -> Caller:
    """Who asks, if that one may ask this at present.

    E_AUTHOR_INACTIVE, E_INVITE_USED, E_INVITE_EXPIRED, E_EXPIRED (an app past its end, for all
    but opening, where the end comes last), E_ROLE.
    """
    caller = _standing(moment.state, ask.author, moment.now)
    if isinstance(ask.request.op, MAY_CALL[caller.kind]):
        app_ended = caller.kind is Kind.APP and _is_over(caller, moment.now)
        if app_ended and not isinstance(ask.request.op, a.Open):
            raise Refused(Code.E_EXPIRED)
        return caller
    outside = caller.kind in (Kind.INVITED, Kind.PENDING)
    raise Refused(Code.E_AUTHOR_INACTIVE if outside else Code.E_ROLE)


def _is_over(caller: Caller, now: Time) -> bool:
    end = caller.member.expires if caller.member is not None else None
    return end is not None and now >= end


def _standing(state: State, author: str, now: Time) -> Caller:
    member = state.members.get(author)
    if member is None:
        return _holder(state, author, now)
    if member.status is Status.PENDING:
        return Caller(author, Kind.PENDING, member=member)
    if member.status is not Status.ACTIVE:
        raise Refused(Code.E_AUTHOR_INACTIVE)
    kinds = {Role.APP: Kind.APP, Role.GUEST: Kind.GUEST}
    return Caller(author, kinds.get(member.role, Kind.PERSON), member=member)


def _holder(state: State, author: str, now: Time) -> Caller:
    invite = state.invites.get(author)
    if invite is None:
        raise Refused(Code.E_SIG)
    if invite.used_by is not None or invite.cancelled:
        raise Refused(Code.E_INVITE_USED)
    if now >= invite.expires:
        raise Refused(Code.E_INVITE_EXPIRED)
    return Caller(author, Kind.INVITED, invite=invite)


def require_in_place(
    relay: Equipment, moment: Moment[ReadTransaction], ask: Ask, *, now: Time | None = None
) -> None:
    """Meant for this relay, at this time, on this history: E_TEAM, E_RELAY_KEY, E_CLOCK, E_FORK."""
    request = ask.request
    if request.team != moment.state.team:
        raise Refused(Code.E_TEAM)
    if request.relay != relay.vault.public:
        raise Refused(Code.E_RELAY_KEY)
    if abs(request.ts - (moment.now if now is None else now)) > LARGEST_OFFSET:
        raise Refused(Code.E_CLOCK)
    if request.head is not None:
        require_prefix(moment.tx, request.head)
    if request.mine is not None:
        require_access_prefix(moment.tx, request.mine, Code.E_FORK)


def admit(relay: Equipment, moment: Moment[ReadTransaction], ask: Ask) -> Caller:
    """Who asks, all of the above in the protocol's order.

    E_MOVED if the team went elsewhere, E_ARRIVING if it is still on its way here.
    """
    caller = caller_of(moment, ask)
    if relay.awaits(moment.state) and ask.request.head is not None:
        raise Refused(Code.E_ARRIVING)  # the history that they know is still on its way
    require_in_place(relay, moment, ask, now=arrival_time(relay, moment, ask))
    if not relay.in_charge(moment.state) and not isinstance(ask.request.op, READING):
        require_return(relay, moment.state, ask)
    return caller


def arrival_time(relay: Equipment, moment: Moment[ReadTransaction], ask: Ask) -> Time:
    """By which time a request is judged fresh: ours, or for a new floor the bare clock's.

    Where the relay's time had run ahead, an owner could not set it right by its own time.
    """
    return relay.time.clock() if _sets(ask, floor=True) else moment.now


def require_return(relay: Equipment, state: State, ask: Ask) -> None:
    """E_MOVED or E_ARRIVING unless an owner's `relay.set` that names this relay comes in."""
    if not _sets(ask, key=relay.vault.public):
        raise Refused(Code.E_ARRIVING if relay.awaits(state) else Code.E_MOVED)


def _sets(ask: Ask, *, floor: bool = False, key: bytes | None = None) -> bool:
    """Whether the request appends a `relay.set` with a floor, or with this relay's key.

    With this key it comes last: before it stands what its author said along with it elsewhere.
    """
    if not isinstance(ask.request.op, a.Append) or (floor and len(ask.request.op.events) != 1):
        return False
    try:
        data = read_event(ask.request.op.events[-1].body).data
    except KeyleaseError:
        return False
    if not isinstance(data, RelaySet):
        return False
    return (not floor or data.floor is not None) and (key is None or data.relay.key == key)
