"""Who handed out another metadata key than they announced, as far as this member can tell.

The law cannot see into a box; those it was sealed to can. Whoever did it locks nobody out, see
`keychain`, but names written under such a key stay unread, and people should know whom to ask.
"""

from dataclasses import dataclass

from keylease.client.keychain import epoch_aad, epoch_of
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import unwrap_previous
from keylease.errors import Tampered
from keylease.model import events as e
from keylease.model.base import MemberId, Time
from keylease.model.events import Event
from keylease.model.state import State
from keylease.wire.events import read_event


@dataclass(frozen=True)
class WrongKey:
    """A key that is not the one announced for its epoch, or does not lead to those before."""

    by: MemberId
    at: Time
    epoch: int


def names_are_lost(now: Snapshot) -> bool:
    """Whether one who should hold every metadata key lacks one; then `wrong_keys` knows why."""
    return now.self.metadata is not None and len(now.keychain.keys) < len(now.state.epochs)


def wrong_keys(session: Session) -> list[WrongKey]:
    """All that were handed to this member, oldest first; looks through the whole ledger."""
    state, identity = session.snapshot.state, session.connection.identity
    drafts: dict[MemberId, bytes] = {}
    found = []
    for entry in session.connection.replica.events():
        event = read_event(entry.body)
        epoch = _wrong_in(state, identity, event, drafts)
        if epoch is not None:
            found.append(WrongKey(event.author, event.ts, epoch))
    return found


def _wrong_in(
    state: State, identity: Identity, event: Event, drafts: dict[MemberId, bytes]
) -> int | None:
    """The epoch whose key an event hands over wrongly; `drafts` has boxes announced by author."""
    me = identity.member_id
    match event.data:
        case e.EpochSeal() as data:
            if data.chunk == 0:
                drafts.pop(event.author, None)
            mine = [seal.box for seal in data.seals if seal.to == me]
            if mine:
                drafts[event.author] = mine[-1]
        case e.EpochRotate() as data:
            box = drafts.get(event.author)
            drafts.clear()
            if box is not None and not _leads_on(state, identity, box, data):
                return data.epoch
        case e.MemberAdmit() | e.MemberRole() | e.MemberResume() as data:
            given = data.seal if data.member == me else None
            if given is not None and _opened(state, identity, given, data.epoch) is None:
                return data.epoch
        case _:
            pass
    return None


def _opened(state: State, identity: Identity, box: bytes, epoch: int) -> bytes | None:
    """The key in a box, if it is the one announced for that epoch."""
    try:
        key = identity.open_sealed(box)
        epoch_of(state, key, [epoch])
    except Tampered:
        return None
    return key


def _leads_on(state: State, identity: Identity, box: bytes, data: e.EpochRotate) -> bool:
    """Whether the box has the key announced, and that key opens one of an epoch before."""
    key = _opened(state, identity, box, data.epoch)
    if key is None:
        return False
    try:
        before = unwrap_previous(key, data.previous, epoch_aad(state.team, data.epoch))
        epoch_of(state, before, range(data.epoch))
    except Tampered:
        return False
    return True
