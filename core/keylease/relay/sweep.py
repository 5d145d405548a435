"""What a relay does unasked: shred on time, change the outer key weekly, sign once a day.

Whoever runs the relay calls `sweep` at the start and whenever `next_due` has come.
"""

import logging
from dataclasses import dataclass
from typing import Final

from keylease.crypto.hashing import lp
from keylease.ledger.standing import seal_for
from keylease.model.base import Time
from keylease.model.spans import DAY, HOUR, MINUTE, WEEK
from keylease.model.state import State
from keylease.relay.equipment import Equipment
from keylease.relay.heads import position
from keylease.relay.shred import shred
from keylease.relay.vault import Newest, OuterKey
from keylease.store.base import WriteTransaction
from keylease.store.rows import ReleaseRow

STAGE_LIFE: Final = HOUR
"""How long an envelope waits for the event that names it."""
ARRIVAL_LIFE: Final = DAY
"""The same while the team is on its way here: its owner may have to come back to it."""
OUTER_GRACE: Final = STAGE_LIFE + MINUTE
"""A replaced outer key stays until nothing staged under it can be promoted any more."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: release keys destroyed, stages dropped, outer keys destroyed."""

    destroyed: int
    stages: int
    outers: int


def sweep(relay: Equipment, *, thorough: bool = False) -> Swept:
    """Do all that is due. E_TIME_RAN: nothing is destroyed before the date is confirmed."""
    destroyed = shred(relay, thorough=thorough)
    with relay.writing() as moment:
        stages = moment.tx.drop_stages(moment.now - stage_life(relay, moment.state))
    outers = _care_for_outer_keys(relay)
    relay.folded.keep_snapshot(relay.store)
    return Swept(destroyed=destroyed, stages=stages, outers=outers)


def next_due(relay: Equipment) -> Time:
    """When to sweep again, at most a day from now, since a day may not pass without a head."""
    with relay.reading() as moment:
        now = moment.now
        times = [row.doomed_at for row in moment.tx.releases() if row.doomed_at is not None]
        oldest = moment.tx.oldest_stage()
        if oldest is not None:  # a release key may wait with it
            times.append(oldest + stage_life(relay, moment.state) + 1)
    newest = relay.vault.current(now)
    changes = [newest.created + WEEK]
    if len(relay.vault.outers()) > 1:
        changes.append(newest.created + OUTER_GRACE)
    return min([*times, *changes, now + DAY])


def wrapping_context(team: bytes, envelope: bytes) -> bytes:
    """To what a wrapped release key is bound: the envelope it opens, by its hash."""
    return lp(b"keylease/release/v1", team, envelope)


def _care_for_outer_keys(relay: Equipment) -> int:
    """Change the outer key weekly; destroy those before it once nothing is under them."""
    with relay.reading() as moment:
        now = moment.now
    current = relay.vault.current(now)
    if not 0 <= now - current.created < WEEK:
        relay.vault.change_outer(now, replacing=current)
        current = relay.vault.current(now)
    gone = 0
    for outer in relay.vault.outers():
        if outer.number < current.number:
            gone += _retire(relay, outer, over=now - current.created >= OUTER_GRACE)
    return gone


def _retire(relay: Equipment, outer: OuterKey, *, over: bool) -> bool:
    """Bring everything out from under an outer key; destroy it when the grace is over."""
    with relay.writing() as moment:
        for row in moment.tx.releases(kek=outer.name):
            if not _rewrap(relay, moment.tx, moment.state, row, moment.now):
                moment.tx.drop_release(row.grant, row.version)
                log.warning("a release key could not be read and was dropped: %s", row.grant)
        moment.tx.drop_stages(moment.now - stage_life(relay, moment.state))
        heads = position(moment.tx.head()), position(moment.tx.access_head())
        mark = Newest(*heads, at=moment.now, until=moment.now, floor=moment.state.floor)
    if over:
        relay.vault.remember(mark)
        relay.vault.destroy_outer(outer)
    return over


def _rewrap(
    relay: Equipment, tx: WriteTransaction, state: State, row: ReleaseRow, now: Time
) -> bool:
    grant = state.grants.get(row.grant)
    seal = None if grant is None else seal_for(grant, row.version)
    if seal is None:
        return False
    context = wrapping_context(state.team, seal.envelope)
    release = relay.vault.unwrap(row.kek, row.wrapped, context)
    if release is None:
        return False
    name, wrapped = relay.vault.wrap(release, context, now)
    return tx.rewrap(row.grant, row.version, was=row.kek, wrapped=wrapped, kek=name)


def stage_life(relay: Equipment, state: State) -> Time:
    """How long what is staged lives here; what is older is dead though no sweep has come by yet."""
    return STAGE_LIFE if relay.in_charge(state) else ARRIVAL_LIFE
