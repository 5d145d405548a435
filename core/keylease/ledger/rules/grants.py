"""Rules for lending: requests, grants, approval, renewal, limits, revocation."""

from collections.abc import Container

from msgspec import structs

from keylease.errors import Code
from keylease.ledger.approval import awaited, barred
from keylease.ledger.moves import (
    author_of,
    change_grant,
    find,
    given,
    require,
    require_custodian,
    require_new,
)
from keylease.ledger.rules.keys import require_trusted, require_value
from keylease.ledger.standing import (
    active_version,
    ends_at,
    open_versions,
    require_standing,
)
from keylease.model.base import GrantId, MemberId, RequestId, Time
from keylease.model.events import (
    AccessDeny,
    AccessRequest,
    Event,
    GrantApprove,
    GrantIssue,
    GrantLimit,
    GrantRenew,
    GrantRevoke,
    Recipient,
)
from keylease.model.roles import LEADERS, Role, Status
from keylease.model.state import Grant, HeldSeal, Index, Key, Renewal, Request, State


def access_request(state: State, event: Event, data: AccessRequest) -> State:
    """Any active person asks for a key."""
    require_new(state.requests, data.request)
    find(state.keys, data.key)
    request = Request(by=event.author, key=data.key, span=data.span, asked=event.ts)
    return structs.replace(state, requests=state.requests.set(data.request, request))


def access_deny(state: State, event: Event, data: AccessDeny) -> State:
    """A custodian of the key denies an open request."""
    request = _open_request(state, data.request)
    require_custodian(state, event, state.keys[request.key])
    denied = structs.replace(request, denied_by=event.author)
    return structs.replace(state, requests=state.requests.set(data.request, denied))


def _open_request(state: State, id_: RequestId) -> Request:
    request = find(state.requests, id_)
    require(not request.answered, Code.E_STATE)
    return request


def _answer(state: State, id_: RequestId, grant: GrantId) -> State:
    """The state with a request answered by that grant, which must be what was asked for."""
    request = _open_request(state, id_)
    asked = state.grants[grant]
    require((request.by, request.key) == (asked.to, asked.key), Code.E_STATE)
    answered = structs.replace(request, granted=grant)
    return structs.replace(state, requests=state.requests.set(id_, answered))


def grant_issue(state: State, event: Event, data: GrantIssue) -> State:
    """A custodian lends a key, within the environment's policy, sealed to each recipient."""
    key = find(state.keys, data.key)
    require_custodian(state, event, key)
    require(not key.frozen, Code.E_FROZEN)
    require(active_version(key) is not None, Code.E_NO_VERSION)
    _require_policy(state, event, data, key)
    versions = open_versions(key)
    for version in versions:
        require_value(key, version, event.author)
    grants = state.grants.mutate()
    for recipient in data.recipients:
        _require_recipient(state, grants, key, recipient, versions)
        grants[recipient.grant] = _lent(state, event, data, recipient, order=len(grants))
    state = structs.replace(state, grants=grants.finish(), index=_indexed(state.index, data))
    if data.request is not None:
        require(len(data.recipients) == 1, Code.E_STATE)
        state = _answer(state, data.request, data.recipients[0].grant)
    return state


def _require_policy(state: State, event: Event, data: GrantIssue, key: Key) -> None:
    policy = state.environments[key.environment].policy
    begins = max(event.ts, data.not_before)
    require(begins < data.expires, Code.E_EXPIRED)
    require(data.expires - begins <= policy.longest, Code.E_POLICY)
    reason_given = event.commitments is not None and "reason" in event.commitments
    require(reason_given or not policy.reason_required, Code.E_REASON)
    if data.via is not None:
        people = find(state.lists, data.via).members
        require(all(recipient.to in people for recipient in data.recipients), Code.E_STATE)
    recipients = [recipient.to for recipient in data.recipients]
    require(len(recipients) == len(set(recipients)), Code.E_DUP_ID)


def _require_recipient(
    state: State,
    grants: Container[GrantId],
    key: Key,
    recipient: Recipient,
    versions: tuple[int, ...],
) -> None:
    member = find(state.members, recipient.to)
    require(member.status is Status.ACTIVE, Code.E_AUTHOR_INACTIVE, "The recipient is not active.")
    require_new(grants, recipient.grant)
    require_trusted(state, key.environment, recipient.to)
    sealed = tuple(seal.version for seal in recipient.seals)
    require(sealed == versions, Code.E_UNSEALED)
    needs_label = member.role in (Role.GUEST, Role.APP)
    require((recipient.label is not None) == needs_label, Code.E_FIELD)
    require(key.child is None or key.child.grantee == recipient.to, Code.E_STATE)


def _lent(state: State, event: Event, data: GrantIssue, recipient: Recipient, order: int) -> Grant:
    policy = state.environments[state.keys[data.key].environment].policy
    return Grant(
        key=data.key,
        to=recipient.to,
        by=event.author,
        order=order,
        issued=event.ts,
        not_before=data.not_before,
        expires=data.expires,
        touched=event.ts,
        networks=data.networks,
        seals=tuple(
            HeldSeal(seal.version, seal.envelope, seal.release, event.author)
            for seal in recipient.seals
        ),
        reviews=(),
        needs_approval=policy.second_approver,
        max_uses=data.max_uses,
        idle=data.idle,
        via=data.via,
        request=data.request,
        label=recipient.label,
    )


def _indexed(index: Index, data: GrantIssue) -> Index:
    """The look-ups with all these grants added, whose recipients are all different."""
    issued = tuple(recipient.grant for recipient in data.recipients)
    of_key = (*index.by_key.get(data.key, ()), *issued)
    by_recipient = index.by_recipient.mutate()
    for recipient in data.recipients:
        by_recipient[recipient.to] = (*by_recipient.get(recipient.to, ()), recipient.grant)
    return Index(by_key=index.by_key.set(data.key, of_key), by_recipient=by_recipient.finish())


def grant_approve(state: State, event: Event, data: GrantApprove) -> State:
    """A second person, who neither gave nor gets it, says yes to a grant or its renewal."""
    grant = require_standing(state, data.grant, event.ts)
    custodian = event.author in state.keys[grant.key].custodians
    require(custodian or author_of(state, event).role in LEADERS, Code.E_ROLE)
    waiting = given(awaited(grant), Code.E_STATE)
    bar = barred(state, grant, event.author)
    require(bar is None, Code.E_ROLE, bar or "")
    _require_within(state, event, grant, waiting.expires)
    if grant.renewal is None:
        return change_grant(state, data.grant, approved_by=event.author)
    later = max(waiting.expires, ends_at(state, data.grant, event.ts))
    state = change_grant(state, data.grant, approved_by=event.author, renewal=None)
    return _extend(state, event, data.grant, later)


def grant_renew(state: State, event: Event, data: GrantRenew) -> State:
    """A custodian gives a standing grant a later end; it may need a second yes."""
    grant = require_standing(state, data.grant, event.ts)
    key = state.keys[grant.key]
    require_custodian(state, event, key)
    policy = state.environments[key.environment].policy
    require(data.expires > ends_at(state, data.grant, event.ts), Code.E_STATE)
    _require_within(state, event, grant, data.expires)
    if data.request is not None:
        state = _answer(state, data.request, data.grant)
    if grant.needs_approval or policy.second_approver:
        require(not grant.needs_approval or grant.approved_by is not None, Code.E_APPROVAL)
        waiting = Renewal(expires=data.expires, by=event.author)
        return change_grant(state, data.grant, renewal=waiting)
    return _extend(state, event, data.grant, data.expires)


def _require_within(state: State, event: Event, grant: Grant, expires: Time) -> None:
    """Refuse an end, or a recipient, that the environment's policy no longer allows."""
    environment = state.keys[grant.key].environment
    begins = max(event.ts, grant.not_before)
    longest = state.environments[environment].policy.longest
    require(expires - begins <= longest, Code.E_POLICY)
    require_trusted(state, environment, grant.to)


def _extend(state: State, event: Event, id_: GrantId, expires: int) -> State:
    """A later end; reviews that have lapsed over the old one have had their effect."""
    reviews = state.grants[id_].reviews
    ahead = tuple(review for review in reviews if state.reviews[review].due > event.ts)
    return change_grant(state, id_, expires=expires, touched=event.ts, reviews=ahead)


def grant_limit(state: State, event: Event, data: GrantLimit) -> State:
    """A custodian or leader lowers end or uses; neither can be raised this way."""
    grant = require_standing(state, data.grant, event.ts)
    custodian = event.author in state.keys[grant.key].custodians
    require(custodian or author_of(state, event).role in LEADERS, Code.E_ROLE)
    require(data.expires is not None or data.max_uses is not None, Code.E_FIELD)
    if data.expires is not None:
        require(data.expires < grant.expires, Code.E_STATE)
        state = change_grant(state, data.grant, expires=data.expires, renewal=None)
    if data.max_uses is not None:
        lower = grant.max_uses is None or data.max_uses < grant.max_uses
        require(lower, Code.E_STATE)
        state = change_grant(state, data.grant, max_uses=data.max_uses)
    return state


def grant_revoke(state: State, event: Event, data: GrantRevoke) -> State:
    """Issuer, custodian, leader or recipient ends grants for good; a guest only their own."""
    require(len(data.grants) == len(set(data.grants)), Code.E_DUP_ID)
    for id_ in data.grants:
        grant = find(state.grants, id_)
        require(_may_revoke(state, event.author, grant), Code.E_ROLE)
        require(grant.revoked is None, Code.E_REVOKED)
        state = change_grant(state, id_, revoked=event.seq, revoked_by=event.author)
    return state


def _may_revoke(state: State, author: MemberId, grant: Grant) -> bool:
    """Whoever was made a guest has no say any more in what they gave or kept before."""
    role = state.members[author].role
    if author == grant.to or role in LEADERS:
        return True
    involved = author == grant.by or author in state.keys[grant.key].custodians
    return involved and role is not Role.GUEST
