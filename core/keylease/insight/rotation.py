"""When keys are due to be replaced, and which to replace first when somebody has gone."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from keylease.insight.exposure import Exposure, How
from keylease.insight.holders import holders, still_works
from keylease.ledger.standing import active_version
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.events import EnvironmentPolicy, VersionState
from keylease.model.state import State


class Due(Struct, frozen=True, gc=False):
    """When a key's value in use is to be replaced."""

    key: KeyId
    version: int
    at: Time


class Remedy(StrEnum):
    """What undoes an exposure: a new value, or the proof that the old one is dead."""

    REPLACE = "replace"
    PROVE = "prove"


class Replacement(Struct, frozen=True, gc=False):
    """A version that somebody who has gone can still use, and what is to be done about it.

    `last` is when they were last seen to open it; `holders` counts those who have access now
    and so will need the new value.
    """

    key: KeyId
    version: int
    remedy: Remedy
    ways: tuple[How, ...]
    last: Time | None
    holders: int


_WORST_FIRST = (How.CUSTODIAN, How.ENTERED, How.OPENED, How.DECLARED, How.BROKERED)
_ONLY_THE_MACHINE = (How.BROKERED,)


def due(state: State, key: KeyId) -> Due | None:
    """When the active version is due, by the key's own period or its environment's.

    None where no period is set or no version is in use.
    """
    record = state.keys[key]
    period = record.rotate_every or state.environments[record.environment].policy.rotate_every
    version = active_version(record)
    if period is None or version is None:
        return None
    return Due(key, version, record.versions[version - 1].entered + period)


def schedule(state: State, *, until: Time | None = None) -> list[Due]:
    """All due dates, soonest first; those up to `until` if it is given."""
    dates = [date for key in state.keys if (date := due(state, key)) is not None]
    kept = [date for date in dates if until is None or date.at <= until]
    return sorted(kept, key=lambda date: (date.at, date.key))


def to_replace(
    state: State, exposures: Iterable[Exposure], member: MemberId, t: Time
) -> list[Replacement]:
    """What has to be done now that a member has gone (or a machine is lost), worst first.

    Worst is: a value in use before one that is replaced but not proved dead; an environment
    with stricter rules before one with laxer; what the person has seen before what only their
    machine held; what was opened lately before what was not.
    """
    seen: dict[tuple[KeyId, int], list[Exposure]] = {}
    for one in exposures:
        if one.member == member and still_works(state, one.key, one.version):
            seen.setdefault((one.key, one.version), []).append(one)
    found = [_replacement(state, key, n, ways, t) for (key, n), ways in seen.items()]
    return sorted(found, key=lambda one: _risk(state, one))


def _replacement(
    state: State, key: KeyId, version: int, ways: list[Exposure], t: Time
) -> Replacement:
    value = state.keys[key].versions[version - 1]
    in_use = value.state in (VersionState.ACTIVE, VersionState.PENDING)
    known = {one.how for one in ways}
    return Replacement(
        key=key,
        version=version,
        remedy=Remedy.REPLACE if in_use else Remedy.PROVE,
        ways=tuple(how for how in _WORST_FIRST if how in known),
        last=max((one.last for one in ways if one.last is not None), default=None),
        holders=len(holders(state, key, t)),
    )


def _risk(state: State, one: Replacement) -> tuple[bool, int, bool, Time, KeyId, int]:
    policy = state.environments[state.keys[one.key].environment].policy
    return (
        one.remedy is Remedy.PROVE,
        -strictness(policy),
        one.ways == _ONLY_THE_MACHINE,
        -(one.last or 0),
        one.key,
        one.version,
    )


def strictness(policy: EnvironmentPolicy) -> int:
    """How many rules an environment has: the team's own word on what matters most to it."""
    rules = (policy.second_approver, policy.verified_only, policy.reason_required)
    return sum(rules) + (policy.rotate_every is not None)
