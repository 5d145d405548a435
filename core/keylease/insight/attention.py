"""What needs doing now, in order: the first screen, and what a morning's digest says.

Everything is found in the state and the exposures, so that every client finds the same.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum

from msgspec import Struct

from keylease.insight.exposure import Exposure
from keylease.insight.rotation import schedule
from keylease.ledger.approval import awaited
from keylease.ledger.standing import (
    active_custodians,
    ended,
    ends_at,
    is_active,
    is_gone,
    is_orphaned,
    waiting_requests,
)
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.events import VersionState
from keylease.model.roles import LEADERS, OVERSEERS, Role, Status
from keylease.model.spans import DAY
from keylease.model.state import Key, KeyValue, Review, State

SOON = 7 * DAY
"""Milliseconds before an end or a due date within which it is spoken of."""


class Matter(IntEnum):
    """What there is to do; the more urgent the lower."""

    INCIDENT = 1
    STALE_EPOCH = 2
    LEAVER = 3
    REQUEST = 4
    APPROVAL = 5
    NEWCOMER = 6
    FROZEN = 7
    UNPROVED = 8
    ORPHANED = 9
    UNFINISHED = 10
    OVERDUE = 11
    REVIEW = 12
    ENDING = 13
    APP_ENDING = 14
    DUE = 15
    ONE_OWNER = 16
    ONE_CUSTODIAN = 17


class Item(Struct, frozen=True, gc=False):
    """One thing to do. `at` is when it was or will be due, or since when it has waited.

    `subject` is the id of the request, grant, incident, review, newcomer or leaver it is about.
    """

    matter: Matter
    at: Time
    key: KeyId | None = None
    version: int | None = None
    member: MemberId | None = None
    subject: str | None = None


def attention(
    state: State, exposures: Iterable[Exposure], t: Time, me: MemberId | None = None
) -> list[Item]:
    """What needs doing at `t`, most urgent first; only what concerns `me` if given.

    Leaders are concerned by everything, custodians by their keys, everybody by their own.
    """
    known = list(exposures)
    items = [
        *_team(state),
        *_left_behind(state, known),
        *_waiting(state, t),
        *_keys(state),
        *_unproved(state, known),
        *_rotation(state, t),
        *_reviews(state, t),
        *_ends(state, t),
    ]
    wanted = items if me is None else [item for item in items if _concerns(state, item, me)]
    return sorted(wanted, key=lambda item: (item.matter, item.at, item.subject or item.key or ""))


def _concerns(state: State, item: Item, me: MemberId) -> bool:
    role = state.members[me].role
    if role in LEADERS or item.member == me:
        return True
    if item.matter is Matter.REVIEW:
        return role in OVERSEERS or me in _reviewers(state, item)
    return item.key is not None and me in state.keys[item.key].custodians


def _reviewers(state: State, item: Item) -> tuple[MemberId, ...]:
    return state.reviews[item.subject].reviewers if item.subject is not None else ()


def _team(state: State) -> Iterator[Item]:
    for id_, incident in state.incidents.items():
        if incident.closed is None:
            yield Item(Matter.INCIDENT, incident.opened, subject=id_)
    if state.stale:
        yield Item(Matter.STALE_EPOCH, 0)
    for id_, member in state.members.items():
        if member.status is Status.PENDING:
            yield Item(Matter.NEWCOMER, 0, subject=id_)
    owners = [m for m in state.members.values() if m.role is Role.OWNER]
    if sum(owner.status is Status.ACTIVE for owner in owners) == 1:
        yield Item(Matter.ONE_OWNER, 0)


def _waiting(state: State, t: Time) -> Iterator[Item]:
    """Requests nobody has answered, and grants that wait for a second yes."""
    for id_, request in waiting_requests(state).items():
        yield Item(Matter.REQUEST, request.asked, key=request.key, subject=id_)
    for grant_id, grant in state.grants.items():
        if awaited(grant) is not None and ended(state, grant_id, t) is None:
            yield Item(Matter.APPROVAL, grant.touched, key=grant.key, subject=grant_id)


def _keys(state: State) -> Iterator[Item]:
    for id_, key in state.keys.items():
        if key.frozen:
            yield Item(Matter.FROZEN, 0, key=id_)
        if not _in_use(key):
            continue
        if is_orphaned(state, key):
            yield Item(Matter.ORPHANED, 0, key=id_)
        elif len(active_custodians(state, key)) == 1:
            yield Item(Matter.ONE_CUSTODIAN, 0, key=id_)
        last = key.versions[-1]
        if last.state is VersionState.PENDING:
            yield Item(Matter.UNFINISHED, last.entered, key=id_, version=len(key.versions))


def _in_use(key: Key) -> bool:
    return any(value.state in _USABLE for value in key.versions)


_USABLE = (VersionState.PENDING, VersionState.ACTIVE)
_REPLACED = (VersionState.DEACTIVATED, VersionState.COMPROMISED)


def _left_behind(state: State, exposures: Iterable[Exposure]) -> Iterator[Item]:
    """Values in use that somebody has seen who is gone: one for each leaver and key."""
    found = {
        (one.member, one.key): one.version
        for one in exposures
        if is_gone(state, one.member) and _value(state.keys[one.key], one).state in _USABLE
    }
    for (member, key), version in found.items():
        yield Item(Matter.LEAVER, 0, key=key, version=version, subject=member)


def _unproved(state: State, exposures: Iterable[Exposure]) -> Iterator[Item]:
    """Replaced versions that may still work, which others than today's custodians have seen."""
    seen: set[tuple[KeyId, int]] = set()
    for one in exposures:
        key = state.keys[one.key]
        if one.member not in key.custodians and _value(key, one).state in _REPLACED:
            seen.add((one.key, one.version))
    for id_, version in seen:
        since = state.keys[id_].versions[version - 1].changed
        yield Item(Matter.UNPROVED, since, key=id_, version=version)


def _value(key: Key, one: Exposure) -> KeyValue:
    return key.versions[one.version - 1]


def _rotation(state: State, t: Time) -> Iterator[Item]:
    for date in schedule(state, until=t + SOON):
        matter = Matter.OVERDUE if date.at <= t else Matter.DUE
        yield Item(matter, date.at, key=date.key, version=date.version)


def _reviews(state: State, t: Time) -> Iterator[Item]:
    """Open reviews with undecided rows, or the next one by the team's policy."""
    for id_, review in state.reviews.items():
        if review.closed is None:
            yield Item(Matter.REVIEW, review.due, subject=id_)
    following = next_review(state)
    if following is not None and following <= t + SOON:
        yield Item(Matter.REVIEW, following)


def next_review(state: State) -> Time | None:
    """When the team's policy wants the next review; None where it wants none, or one is open."""
    every = state.policy.review_every
    if every is None or not state.keys:
        return None
    if any(review.closed is None for review in state.reviews.values()):
        return None
    return max(map(_closed, state.reviews.values()), default=_began(state)) + every


def _closed(review: Review) -> Time:
    return review.closed or 0


def _began(state: State) -> Time:
    """The first review counts from the first key."""
    return min(key.added for key in state.keys.values())


def _ends(state: State, t: Time) -> Iterator[Item]:
    """Access and apps that end soon."""
    for id_, grant in state.grants.items():
        if grant.revoked is not None or grant.expires <= t or not is_active(state, grant.to):
            continue
        end = ends_at(state, id_, t)
        if end <= t + SOON and ended(state, id_, t) is None:
            yield Item(Matter.ENDING, end, key=grant.key, member=grant.to, subject=id_)
    for app_id, app in state.members.items():
        if app.expires is not None and app.status is Status.ACTIVE and t < app.expires <= t + SOON:
            yield Item(Matter.APP_ENDING, app.expires, member=app.maker, subject=app_id)
