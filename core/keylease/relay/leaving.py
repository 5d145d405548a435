"""What of a team goes along to another relay, in bearable parts (core/PROTOCOL.md, "Moving").

Only whoever runs this relay can ask for it: release keys are unwrapped here, to be sent under the
new relay's own key.
"""

from collections.abc import Iterator

from msgspec import structs

from keylease.errors import Code, Refused, StorageFailed
from keylease.ledger.standing import seal_for
from keylease.model.access import Line, StageItem
from keylease.model.arrival import Load, Loaded
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.relay.equipment import Equipment
from keylease.relay.fetching import line_of
from keylease.relay.heads import position, require_access_prefix, require_prefix
from keylease.relay.moment import Moment
from keylease.relay.paging import LEAF_SIZE, Page, lines_behind
from keylease.relay.sweep import wrapping_context
from keylease.store.base import ReadTransaction

ENVELOPES_AT_ONCE = 200


def parts(relay: Equipment, empty: Load, there: Loaded) -> Iterator[Load]:
    """All that another relay, which is as far as `there`, still wants; `empty` bears the claim.

    Events first, then lines, then custody envelopes, then those of live grants. Each part is one
    moment of the store; what is written meanwhile comes with the next round. E_TEAM_EXISTS where
    what the other has is not of this history: nothing could be built on it.
    """
    _require_ours(relay, there)
    event = -1 if there.ledger is None else there.ledger.seq
    while events := _events(relay, event):
        yield structs.replace(empty, events=tuple(events))
        event += len(events)
    line = there.access.seq
    while lines := _lines(relay, line):
        yield structs.replace(empty, lines=tuple(lines))
        line += len(lines)
    yield from _envelopes(relay, empty)


def _require_ours(relay: Equipment, there: Loaded) -> None:
    with relay.store.read() as tx:
        try:
            if there.ledger is not None:
                require_prefix(tx, there.ledger)
            require_access_prefix(tx, there.access, Code.E_FORK)
        except Refused:
            raise Refused(
                Code.E_TEAM_EXISTS, "On the new relay lies another history; empty its database."
            ) from None


def last_line(relay: Equipment) -> Position:
    """Where the access log ends here: what a `relay.set` with `moved` has to name."""
    with relay.store.read() as tx:
        return position(tx.access_head())


def _events(relay: Equipment, after: int) -> list[Signed]:
    with relay.store.read() as tx:
        return Page(relay.limits).events(tx, after=after)


def _lines(relay: Equipment, after: int) -> list[Line]:
    page, taken = Page(relay.limits), list[Line]()
    with relay.store.read() as tx:
        for row in lines_behind(tx, after):
            line = line_of(row)
            size = LEAF_SIZE + (0 if line.entry is None else len(line.entry.body))
            if not page.take(size, len(taken)):
                break
            taken.append(line)
    return taken


def _envelopes(relay: Equipment, empty: Load) -> Iterator[Load]:
    with relay.reading() as moment:
        custody = list(_custody(moment))
        staged = list(_live(relay, moment))
    for at in range(0, len(custody), ENVELOPES_AT_ONCE):
        yield structs.replace(empty, envelopes=tuple(custody[at : at + ENVELOPES_AT_ONCE]))
    for at in range(0, len(staged), ENVELOPES_AT_ONCE):
        yield structs.replace(empty, staged=tuple(staged[at : at + ENVELOPES_AT_ONCE]))


def _custody(moment: Moment[ReadTransaction]) -> Iterator[bytes]:
    for key in moment.state.keys.values():
        for version in key.versions:
            for custody in version.custody:
                envelope = moment.tx.envelope(custody.envelope)
                if envelope is not None:
                    yield envelope


def _live(relay: Equipment, moment: Moment[ReadTransaction]) -> Iterator[StageItem]:
    """Envelope and release key of every seal that can still be opened."""
    for row in moment.tx.releases():
        digest = _envelope_of(moment.state, row.grant, row.version)
        envelope = None if digest is None else moment.tx.envelope(digest)
        if digest is None or envelope is None:
            continue
        context = wrapping_context(moment.state.team, digest)
        release = relay.vault.unwrap(row.kek, row.wrapped, context)
        if release is None:
            raise StorageFailed(Code.E_DAMAGED, f"A release key of {row.grant} cannot be read.")
        yield StageItem(envelope=envelope, release=release.reveal())


def _envelope_of(state: State, grant: str, version: int) -> bytes | None:
    record = state.grants.get(grant)
    seal = None if record is None else seal_for(record, version)
    return None if seal is None else seal.envelope
