"""Who has access to what, until when, and what one may do about it: questions to a snapshot.

Pure: the time is an argument. Screens show the answers and decide nothing themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.insight.holders import holders
from keylease.ledger.approval import Bar as Bar
from keylease.ledger.approval import barred
from keylease.ledger.standing import (
    active_custodians,
    active_version,
    ends_at,
    grants_of_member,
    is_active,
    live,
    waiting_requests,
)
from keylease.model.base import GrantId, KeyId, MemberId, RequestId, Time
from keylease.model.events import EnvironmentPolicy
from keylease.model.roles import LEADERS, PEOPLE
from keylease.model.state import Grant, Request


@dataclass(frozen=True)
class Access:
    """One member's access to one key: on loan, or for keeps as its custodian (no grant, no end).

    `why_not` is why it opens nothing at present, `later` an end that waits for a second approver.
    """

    member: MemberId
    key: KeyId
    grant: GrantId | None = None
    by: MemberId | None = None
    begins: Time | None = None
    until: Time | None = None
    why_not: Code | None = None
    later: Time | None = None


def access_to(now: Snapshot, key: KeyId, t: Time) -> list[Access]:
    """All access to a key that is not over at `t`: its custodians, then loans in order of issue."""
    return [
        Access(one.member, key) if one.grant is None else _loan(now, one.grant, t)
        for one in holders(now.state, key, t)
    ]


def _loan(now: Snapshot, id_: GrantId, t: Time) -> Access:
    grant = now.state.grants[id_]
    return Access(
        member=grant.to,
        key=grant.key,
        grant=id_,
        by=grant.by,
        begins=grant.touched,
        until=ends_at(now.state, id_, t),
        why_not=live(now.state, id_, t),
        later=None if grant.renewal is None else grant.renewal.expires,
    )


def not_second(now: Snapshot, grant: GrantId) -> Bar | None:
    """Why one cannot be the second to say yes to what waits there; None if one can."""
    return barred(now.state, now.state.grants[grant], now.me)


def own_access(now: Snapshot, t: Time) -> list[Access]:
    """What this member has access to, one a key, by name of the key."""
    found = (_own(now, id_, t) for id_, _ in now.keys_by_name())
    return [access for access in found if access is not None]


def _own(now: Snapshot, key: KeyId, t: Time) -> Access | None:
    """By which this member opens a key: by custody, else by the loan that opens it the longest."""
    own = [access for access in access_to(now, key, t) if access.member == now.me]
    return min(own, key=_preference, default=None)


def _preference(access: Access) -> tuple[bool, bool, Time]:
    return (access.grant is not None, access.why_not is not None, -(access.until or 0))


def given_last(now: Snapshot) -> Grant | None:
    """The loan that this member was given last, whatever came of it."""
    given = grants_of_member(now.state, now.me)
    return now.state.grants[given[-1]] if given else None


def in_use(now: Snapshot, key: KeyId) -> int | None:
    """Number of the version in use."""
    return active_version(now.key(key))


def managers(now: Snapshot, key: KeyId) -> tuple[MemberId, ...]:
    """Who keeps the value and can lend and replace it."""
    return active_custodians(now.state, now.key(key))


def manages(now: Snapshot, key: KeyId) -> bool:
    """Whether this member can lend and replace the key."""
    return now.me in managers(now, key)


def may_revoke(now: Snapshot, id_: GrantId) -> bool:
    """Whether this member can end that access."""
    grant = now.grant(id_)
    entitled = now.me in (grant.by, grant.to, *now.key(grant.key).custodians)
    return is_active(now.state, now.me) and (entitled or now.self.role in LEADERS)


def may_add_keys(now: Snapshot) -> bool:
    """Whether this member can put in keys."""
    allowed = LEADERS | set(now.state.policy.adders)
    return is_active(now.state, now.me) and now.self.role in allowed


def policy_of(now: Snapshot, key: KeyId) -> EnvironmentPolicy:
    """What the key's environment asks of those who lend and borrow there."""
    return now.state.environments[now.key(key).environment].policy


def hindrance(now: Snapshot, key: KeyId, member: MemberId) -> Code | None:
    """Why a key cannot be lent to that member, or None."""
    if not is_active(now.state, member):
        return Code.E_AUTHOR_INACTIVE
    known = now.member(member)
    strict = policy_of(now, key).verified_only
    if strict and known.role in PEOPLE and not known.verified:
        return Code.E_UNVERIFIED
    return None


def borrowers(now: Snapshot) -> list[MemberId]:
    """Everybody who can be lent something: active people and services, oneself left out."""
    return [id_ for id_, _ in now.here() if is_active(now.state, id_) and id_ != now.me]


def having(now: Snapshot, key: KeyId, t: Time, more: Sequence[MemberId] = ()) -> set[MemberId]:
    """Everybody who has access at `t`, and who else would have it."""
    return {one.member for one in holders(now.state, key, t)} | set(more)


def own_requests(now: Snapshot) -> list[tuple[RequestId, Request]]:
    """What this member has asked for, the newest first; not what they have asked anew since."""
    waiting = waiting_requests(now.state)
    found = [
        (id_, one)
        for id_, one in now.state.requests.items()
        if one.by == now.me and (one.answered or id_ in waiting)
    ]
    return sorted(found, key=lambda item: -item[1].asked)
