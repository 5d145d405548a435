"""What a review is about: every permission that is live, and every live value seen without one.

Names are not read here: who opens a review turns providers, projects and environments into keys.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from keylease.insight.exposure import Exposure
from keylease.insight.holders import unaccounted
from keylease.insight.review_uses import Use, Uses
from keylease.ledger.standing import ended, is_gone
from keylease.model.base import GrantId, KeyId, MemberId, Time
from keylease.model.roles import OVERSEERS, Role
from keylease.model.state import State


class Scope(Struct, frozen=True):
    """Which subjects; everything where nothing is said.

    With `keys`, only what is about one of these (and no roles). With `members`, only what is of
    these. `idle_for` (milliseconds) leaves only grants that nobody has opened for so long.
    """

    keys: frozenset[KeyId] | None = None
    members: frozenset[MemberId] | None = None
    idle_for: Time | None = None


EVERYTHING = Scope()


def subjects_in(
    state: State, exposures: Iterable[Exposure], scope: Scope, t: Time
) -> tuple[str, ...]:
    """The subjects at `t`: grants in order of issue, custodies, roles, exposures."""
    known = list(exposures)
    uses = Uses(known)
    found = [*_grants(state, scope, uses, t)]
    if scope.idle_for is None:
        found += [*_custodies(state, scope), *_roles(state, scope), *_seen(state, known, scope, t)]
    return tuple(dict.fromkeys(found))


def _wanted(scope: Scope, key: KeyId | None, member: MemberId) -> bool:
    about_key = scope.keys is None or (key is not None and key in scope.keys)
    return about_key and (scope.members is None or member in scope.members)


def _grants(state: State, scope: Scope, uses: Uses, t: Time) -> Iterator[str]:
    for id_, grant in sorted(state.grants.items(), key=lambda item: item[1].order):
        if not _wanted(scope, grant.key, grant.to) or ended(state, id_, t) is not None:
            continue
        if scope.idle_for is None or _idle(state, id_, uses.of(grant.to, grant.key), t, scope):
            yield f"grant:{id_}"


def _idle(state: State, id_: GrantId, use: Use, t: Time, scope: Scope) -> bool:
    since = max(state.grants[id_].touched, use.last or 0)
    return t - since >= (scope.idle_for or 0)


def _custodies(state: State, scope: Scope) -> Iterator[str]:
    for id_, key in state.keys.items():
        for member in key.custodians:
            if _wanted(scope, id_, member) and not is_gone(state, member):
                yield f"custody:{id_}:{member}"


def _roles(state: State, scope: Scope) -> Iterator[str]:
    """Offices: plain members, guests and apps have none that could be ended."""
    for id_, member in state.members.items():
        if member.role in OVERSEERS and not is_gone(state, id_) and _wanted(scope, None, id_):
            yield f"role:{id_}"


def _seen(state: State, known: list[Exposure], scope: Scope, t: Time) -> Iterator[str]:
    for one in unaccounted(state, known, t):
        if _wanted(scope, one.key, one.member) and state.members[one.member].role is not Role.APP:
            yield f"exposure:{one.key}:{one.version}:{one.member}"
