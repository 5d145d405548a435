"""Rules for metadata epochs: a new key for names whenever somebody who held it goes."""

from immutables import Map
from msgspec import structs

from keylease.errors import Code
from keylease.ledger.moves import given, require, require_leader
from keylease.model.base import MemberId
from keylease.model.events import EpochRotate, EpochSeal, Event
from keylease.model.roles import KEEPERS_OF_NAMES, Status
from keylease.model.state import Epoch, EpochDraft, KeptEpoch, State


def epoch_seal(state: State, event: Event, data: EpochSeal) -> State:
    """A leader announces seals of the next metadata key, chunk by chunk."""
    require_leader(state, event)
    require(data.epoch == state.epoch + 1, Code.E_EPOCH)
    if data.chunk == 0:
        seals = data.seals
    else:
        draft = given(state.drafts.get(event.author), Code.E_EPOCH_COVER)
        going_on = (draft.epoch, draft.chunks) == (data.epoch, data.chunk)
        require(going_on, Code.E_EPOCH_COVER)
        seals = draft.seals + data.seals
    require(len(seals) <= len(state.members), Code.E_EPOCH_COVER)
    announced = EpochDraft(epoch=data.epoch, chunks=data.chunk + 1, seals=seals)
    return structs.replace(state, drafts=state.drafts.set(event.author, announced))


def keepers(state: State) -> frozenset[MemberId]:
    """Everybody who is to hold the current metadata key: active people but guests."""
    return frozenset(
        id_
        for id_, member in state.members.items()
        if member.status is Status.ACTIVE and member.role in KEEPERS_OF_NAMES
    )


def epoch_rotate(state: State, event: Event, data: EpochRotate) -> State:
    """The key that the same author sealed to exactly the active people comes into force."""
    require_leader(state, event)
    require(data.epoch == state.epoch + 1, Code.E_EPOCH)
    draft = given(state.drafts.get(event.author), Code.E_EPOCH_COVER)
    require(draft.epoch == data.epoch, Code.E_EPOCH_COVER)
    covered = [seal.to for seal in draft.seals]
    exact = len(covered) == len(set(covered)) and set(covered) == keepers(state)
    require(exact, Code.E_EPOCH_COVER)
    members = state.members
    for seal in draft.seals:
        kept = KeptEpoch(epoch=data.epoch, box=seal.box)
        members = members.set(seal.to, structs.replace(members[seal.to], metadata=kept))
    epoch = Epoch(commitment=data.commitment, previous=data.previous)
    return structs.replace(
        state, epochs=(*state.epochs, epoch), members=members, drafts=Map(), stale=False
    )
