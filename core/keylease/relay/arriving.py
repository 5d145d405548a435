"""A team coming here from another relay (core/PROTOCOL.md, "Moving").

History is taken over verbatim and checked as when it was written. The envelopes and release keys
of live grants wait as stages do, a day at most: an owner's `relay.set` that
names this relay makes them count. Until then nothing is served here but history.
"""

from collections.abc import Sequence

from keylease.crypto.envelope import release_key_hash
from keylease.errors import Code, Refused
from keylease.ledger.standing import open_versions, seal_for
from keylease.model.access import StageItem
from keylease.model.arrival import Load, Loaded
from keylease.model.base import MemberId, Time
from keylease.model.roles import Role
from keylease.model.state import State
from keylease.relay.equipment import Equipment
from keylease.relay.heads import position
from keylease.relay.restore import is_past_counting, take_envelopes, take_events, take_lines
from keylease.relay.staging import as_release, stage_items, unwrapped
from keylease.relay.sweep import ARRIVAL_LIFE
from keylease.store.base import WriteTransaction


def load(relay: Equipment, part: Load) -> Loaded:
    """Take a part over, all of it or nothing, and say how far it reaches now.

    The claim has been checked. E_TEAM_EXISTS where a team is served here already, E_ROLE where
    envelopes are staged for nobody who is an owner; else what `restore_missing` raises.
    """
    with relay.store.write() as tx:
        state = relay.folded.at(tx)
        _require_arriving(relay, state, part)
        if state is not None or part.events:
            state = take_events(tx, state, part.events)
            take_lines(tx, state, part.lines)
            take_envelopes(tx, state, part.envelopes)
        if state is not None and part.staged:
            _stage(relay, tx, state, part.owner, part.staged)
        ledger = None if state is None else state.head
        reply = Loaded(ledger=ledger, access=position(tx.access_head()))
    if state is not None:
        relay.folded.advance(state)
    return reply


def _require_arriving(relay: Equipment, state: State | None, part: Load) -> None:
    if state is not None and not relay.awaits(state):
        raise Refused(Code.E_TEAM_EXISTS)  # also where a team has left: it never comes back here


def _stage(
    relay: Equipment,
    tx: WriteTransaction,
    state: State,
    owner: MemberId | None,
    items: Sequence[StageItem],
) -> None:
    member = None if owner is None else state.members.get(owner)
    if owner is None or member is None or member.role is not Role.OWNER:
        raise Refused(Code.E_ROLE)
    stage_items(relay, tx, state.team, owner, items, relay.time.clock())


def settle(relay: Equipment, tx: WriteTransaction, state: State, owner: str, now: Time) -> int:
    """Promote what was staged for the grants that are live as the team arrives; how many seals.

    What is not here (any more) stays lost, and its custodians seal it anew; so they do where
    nobody knows how often a grant was used.
    """
    promoted = 0
    for id_, grant in state.grants.items():
        if is_past_counting(tx, grant):
            continue
        for version in open_versions(state.keys[grant.key]):
            seal = seal_for(grant, version)
            staged = None if seal is None else tx.staged(owner, seal.envelope)
            if seal is None or staged is None or staged.at < now - ARRIVAL_LIFE:
                continue
            release = unwrapped(relay, state.team, staged)
            if release is not None and release_key_hash(release.reveal()) == seal.release:
                promoted += tx.promote(staged, as_release(staged, id_, version))
    return promoted
