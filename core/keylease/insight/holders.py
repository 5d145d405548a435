"""Who has access to a key, and who could use its value without having any."""

from collections.abc import Iterable

from msgspec import Struct

from keylease.insight.exposure import Exposure
from keylease.ledger.standing import ended, ends_at, grants_of_key, grants_of_member, is_gone
from keylease.model.base import GrantId, KeyId, MemberId, Time
from keylease.model.events import VersionState
from keylease.model.state import State


class Holder(Struct, frozen=True, gc=False):
    """One who has access: by a grant until an end, or as a custodian (no grant, no end)."""

    member: MemberId
    key: KeyId
    grant: GrantId | None = None
    until: Time | None = None


def holders(state: State, key: KeyId, t: Time) -> list[Holder]:
    """Custodians, then those whose grants are not over at `t`, in order of issue."""
    custodians = (who for who in state.keys[key].custodians if not is_gone(state, who))
    granted = (grant for grant in grants_of_key(state, key) if ended(state, grant, t) is None)
    return [
        *(Holder(who, key) for who in custodians),
        *(Holder(state.grants[id_].to, key, id_, ends_at(state, id_, t)) for id_ in granted),
    ]


def has_access(state: State, member: MemberId, key: KeyId, t: Time) -> bool:
    """Whether a member keeps the key, or has a grant for it that is not over at `t`."""
    if member in state.keys[key].custodians and not is_gone(state, member):
        return True
    return any(
        state.grants[id_].key == key and ended(state, id_, t) is None
        for id_ in grants_of_member(state, member)
    )


def still_works(state: State, key: KeyId, version: int) -> bool:
    """Whether a version has to be taken for usable: it was not found dead at its provider."""
    return state.keys[key].versions[version - 1].state is not VersionState.DESTROYED


def unaccounted(state: State, exposures: Iterable[Exposure], t: Time) -> list[Exposure]:
    """Exposures to values that still work, of members who have no access (any more).

    A maker's exposure through an app is accounted for while the app has access.
    """
    return [
        one
        for one in exposures
        if still_works(state, one.key, one.version)
        and not has_access(state, one.through or one.member, one.key, t)
    ]
