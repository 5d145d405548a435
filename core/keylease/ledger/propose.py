"""From an intention and a state to the next events, unsigned (core/PROTOCOL.md, "Append").

A `Draft` is what an author means to say: the event's data, and the fields for people that
go into its `meta`. Signing, numbering and encrypting come later and decide nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from keylease.crypto.identity import seal
from keylease.crypto.metadata import epoch_commitment, wrap_previous
from keylease.ledger.rules.epochs import keepers
from keylease.ledger.standing import ended, grants_of_key, grants_of_member, live, seal_for
from keylease.model.base import GrantId, KeyId, MemberId, Time
from keylease.model.events import Data, EpochRotate, EpochSeal, MetadataSeal
from keylease.model.state import Grant, State

T = TypeVar("T")
SEALS_IN_A_CHUNK = 200


@dataclass(frozen=True)
class Draft:
    """One event to be: its data and what people need to read about it.

    `epoch_key` comes with the event that brings a new metadata key into force: what follows
    in the same batch is already written under it. `second` signs the body once more: an
    invite's key on a join, an app's own on its making.
    """

    data: Data | Callable[[State], Data]
    fields: Mapping[str, str] = field(default_factory=dict)
    epoch_key: bytes | None = field(default=None, repr=False)
    second: Callable[[bytes], bytes] | None = field(default=None, repr=False)

    def data_on(self, state: State) -> Data:
        """The event's data; some can only be made from the state they follow."""
        return self.data if isinstance(self.data, Data) else self.data(state)


def chunks(items: Sequence[T], size: int) -> Iterable[tuple[T, ...]]:
    """The items in order, in tuples of at most `size`."""
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])


def rotate_epoch(
    state: State,
    *,
    current_key: bytes,
    new_key: bytes,
    aad: bytes,
) -> list[Draft]:
    """A new metadata key for everybody who is to hold it in this state."""
    epoch = state.epoch + 1
    holders = sorted(keepers(state))
    seals = [MetadataSeal(to=m, box=seal(state.members[m].box, new_key)) for m in holders]
    drafts = [
        Draft(EpochSeal(epoch=epoch, chunk=n, seals=part))
        for n, part in enumerate(chunks(seals, SEALS_IN_A_CHUNK))
    ]
    rotate = EpochRotate(
        epoch=epoch,
        commitment=epoch_commitment(state.team, epoch, new_key),
        previous=wrap_previous(new_key, current_key, aad),
    )
    return [*drafts, Draft(rotate, epoch_key=new_key)]


def grants_to_open(state: State, key: KeyId, member: MemberId, t: Time) -> list[GrantId]:
    """The live grants by which a member opens a key, the one with the latest end first.

    Where none is live, the newest one alone, whose reason then says why not; empty if there
    never was any.
    """
    own = [id_ for id_ in grants_of_member(state, member) if state.grants[id_].key == key]
    alive = [id_ for id_ in own if live(state, id_, t) is None]
    if not alive:
        return own[-1:]
    grants = state.grants
    return sorted(alive, key=lambda id_: (grants[id_].expires, grants[id_].order), reverse=True)


def standing_grants(state: State, key: KeyId, t: Time) -> list[tuple[GrantId, Grant]]:
    """Grants of a key that are not over at `t`: those that a new version has to reach."""
    ids = grants_of_key(state, key)
    return [(id_, state.grants[id_]) for id_ in ids if ended(state, id_, t) is None]


def unsealed_grants(state: State, key: KeyId, version: int, t: Time) -> list[tuple[GrantId, Grant]]:
    """Standing grants that lack a version."""
    return [
        (id_, grant)
        for id_, grant in standing_grants(state, key, t)
        if seal_for(grant, version) is None
    ]


def grants_between(
    state: State, key: KeyId, member: MemberId, t: Time, wanted: Callable[[Grant], bool]
) -> list[GrantId]:
    """A member's grants of a key that are not over and are `wanted`, oldest first."""
    return [
        id_
        for id_ in grants_of_member(state, member)
        if state.grants[id_].key == key
        and wanted(state.grants[id_])
        and ended(state, id_, t) is None
    ]
