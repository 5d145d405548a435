"""When a release key has to be destroyed, and that it is.

core/PROTOCOL.md, "Values and envelopes".

The time is kept with each key and set anew by whatever changes it, in that same transaction; so a
sweep looks only at keys that are due.
"""

from collections.abc import Iterable
from typing import Final

from msgspec import structs

from keylease.ledger.standing import ended, grants_of_key, grants_of_member, seal_for
from keylease.model import events as e
from keylease.model.base import GrantId, Time
from keylease.model.events import Event, Lapse, VersionState
from keylease.model.spans import MINUTE
from keylease.model.state import Grant, State
from keylease.relay.equipment import Equipment
from keylease.relay.heads import position
from keylease.relay.vault import Newest
from keylease.store.base import ReadTransaction, WriteTransaction
from keylease.store.rows import ReleaseRow, Uses

AFTER_LAST_USE: Final = 10 * MINUTE
"""So that an answer that was lost on its way can be asked for again."""
FEW: Final = 50
"""Grants that are asked for one by one; of more, all there are cost less."""
_NOW: Final = 0
_OPEN: Final = (VersionState.ACTIVE, VersionState.PENDING)


def due(state: State, row: ReleaseRow, uses: Uses, now: Time) -> Time:
    """When this release key has to go, as things stand; at or before `now` means at once."""
    grant = state.grants.get(row.grant)
    if grant is None or ended(state, row.grant, now) is not None:
        return _NOW
    version = state.keys[grant.key].versions[row.version - 1]
    if seal_for(grant, row.version) is None or version.state not in _OPEN:
        return _NOW
    return min(_ends(state, row.grant, grant, now), _idle_end(grant, uses), _used_up(grant, uses))


def _ends(state: State, id_: GrantId, grant: Grant, now: Time) -> Time:
    """The next time at which the grant may end of itself: its end, its app's, a review's."""
    app_end = state.members[grant.to].expires
    times = [grant.expires] if app_end is None else [grant.expires, app_end]
    for review in (state.reviews[id_] for id_ in grant.reviews):
        if review.rulings[f"grant:{id_}"].verdict is None and review.lapse is not Lapse.KEEP:
            times += [review.due, review.due + (review.shorten_to or 0)]
    return min(time for time in times if time > now)


def idle_since(grant: Grant, uses: Uses) -> Time:
    """From when on a grant counts as unused."""
    return max(grant.not_before, grant.touched, uses.last_at)


def depends_on_uses(grant: Grant) -> bool:
    """Whether an opening may change when the grant is over."""
    return grant.max_uses is not None or grant.idle is not None


def uses_that_count(tx: ReadTransaction, state: State, id_: GrantId) -> Uses:
    """How often a grant was opened, looked up where anything depends on that."""
    grant = state.grants.get(id_)
    return tx.uses(id_) if grant is not None and depends_on_uses(grant) else Uses(0, 0)


def _idle_end(grant: Grant, uses: Uses) -> Time:
    return grant.expires if grant.idle is None else idle_since(grant, uses) + grant.idle


def _used_up(grant: Grant, uses: Uses) -> Time:
    if grant.max_uses is None or uses.released < grant.max_uses:
        return grant.expires
    return uses.last_at + AFTER_LAST_USE


def touched(before: State, after: State, event: Event) -> tuple[GrantId, ...]:
    """The grants whose release keys an event may have given another time.

    Those of a new grant come with their time when they are promoted.
    """
    data = event.data
    match data:
        case e.GrantRevoke():
            return data.grants
        case e.GrantLimit() | e.GrantRenew() | e.GrantApprove():
            return (data.grant,)
        case e.GrantResealed():
            return tuple(seal.grant for seal in data.seals)
        case e.MemberRemove():
            return grants_of_member(after, data.member)
        case e.MemberLeave():
            return grants_of_member(after, event.author)
        case e.AppRenew():
            return grants_of_member(after, data.app)
        case e.KeyState():
            return grants_of_key(after, data.key)
        case e.ListSet():
            return _dropped_from_list(before, after, data)
        case e.ReviewOpen():
            return _reviewed(after.reviews[data.review].rulings)
        case e.ReviewDecide():
            return _reviewed(decision.subject for decision in data.decisions)
        case e.RelaySet() if data.moved is not None:
            return tuple(after.grants)
        case _:
            return ()


def _dropped_from_list(before: State, after: State, data: e.ListSet) -> tuple[GrantId, ...]:
    was = before.lists.get(data.list)
    gone = () if was is None else (member for member in was.members if member not in data.members)
    return tuple(
        id_
        for member in gone
        for id_ in grants_of_member(after, member)
        if after.grants[id_].via == data.list
    )


def _reviewed(subjects: Iterable[str]) -> tuple[GrantId, ...]:
    kinds = (subject.partition(":") for subject in subjects)
    return tuple(id_ for kind, _, id_ in kinds if kind == "grant")


def schedule(
    relay: Equipment, tx: WriteTransaction, state: State, grants: Iterable[GrantId], now: Time
) -> bool:
    """Set anew when the release keys of these grants have to go; says whether one has to now."""
    at_once, changed = False, []
    for row in _rows(tx, frozenset(grants)):
        at = due_here(relay, tx, state, row, now)
        at_once = at_once or at <= now
        if at != row.doomed_at:
            changed.append(structs.replace(row, doomed_at=at))
    tx.doom(changed)
    return at_once


def _rows(tx: ReadTransaction, grants: frozenset[GrantId]) -> Iterable[ReleaseRow]:
    """Of all of these; a review of the whole team asks the database once, not ten thousand times
    while nobody else can write.
    """
    if len(grants) > FEW:
        return [row for row in tx.releases() if row.grant in grants]
    return [row for grant in sorted(grants) for row in tx.releases(grant=grant)]


def due_here(
    relay: Equipment, tx: ReadTransaction, state: State, row: ReleaseRow, now: Time
) -> Time:
    """As `due`, with the uses in the store; at once for all after the team has moved away."""
    if not relay.in_charge(state):
        return _NOW
    if row.grant not in state.grants or ended(state, row.grant, now) is not None:
        return _NOW  # whatever its uses, which are not looked up then
    return due(state, row, uses_that_count(tx, state, row.grant), now)


def shred(relay: Equipment, *, thorough: bool = False) -> int:
    """Destroy the release keys that are due; says how many.

    `thorough` looks at all of them, whatever was set. Before anything is destroyed the vault
    remembers the heads that are in the store, so that no older copy of the store can be served
    as if it were the newest. Raises E_TIME_RAN (nothing is destroyed) and `StorageFailed`.
    """
    with relay.reading() as moment:
        now, floor = moment.now, moment.state.floor
        doomed = moment.tx.releases(doomed_before=None if thorough else now + 1)
        heads = position(moment.tx.head()), position(moment.tx.access_head())
    if not doomed:
        return 0
    relay.vault.remember(Newest(*heads, at=now, until=now, floor=floor))
    return _destroy(relay, doomed)


def _destroy(relay: Equipment, doomed: list[ReleaseRow]) -> int:
    """Look again at each, since grants may have been renewed meanwhile, and destroy it."""
    destroyed, spared = 0, []
    with relay.writing() as moment:
        tx, state, now = moment.tx, moment.state, moment.now
        for row in doomed:
            at = due_here(relay, tx, state, row, now)
            if at <= now:
                destroyed += tx.drop_release(row.grant, row.version)
            elif at != row.doomed_at:
                spared.append(structs.replace(row, doomed_at=at))
        tx.doom(spared)
    return destroyed
