"""What a hostile leader does with a metadata key: by the law, and yet wrong."""

from keylease.client.acting import Plan
from keylease.client.keychain import epoch_aad
from keylease.client.session import Session
from keylease.client.subjects import nothing
from keylease.crypto.identity import seal
from keylease.crypto.metadata import epoch_commitment, new_epoch_key, wrap_previous
from keylease.ledger.propose import Draft
from keylease.ledger.rules.epochs import keepers
from keylease.model.events import EpochRotate, EpochSeal, MetadataSeal


def rotate_wrongly(by: Session, *, seals_right: bool = False, previous_right: bool = False) -> None:
    """A new epoch by the law, with another metadata key than was announced in it."""
    state = by.refresh().state
    new, epoch = new_epoch_key(), state.epoch + 1
    sealed = new if seals_right else new_epoch_key()
    before = by.snapshot.keychain.keys[state.epoch] if previous_right else new_epoch_key()
    seals = tuple(MetadataSeal(m, seal(state.members[m].box, sealed)) for m in keepers(state))
    rotate = EpochRotate(
        epoch=epoch,
        commitment=epoch_commitment(state.team, epoch, new),
        previous=wrap_previous(new, before, epoch_aad(state.team, epoch)),
    )
    # as if the key were theirs, so that their program does not mend it in the same breath
    brought = Draft(rotate, epoch_key=new)
    plan = Plan([Draft(EpochSeal(epoch=epoch, chunk=0, seals=seals)), brought])
    by.connection.perform(lambda _: plan, nothing)
