"""Coming back with kit and backup, and going over to a relay that an owner has brought back.

A relay that is lost takes nothing with it but its release keys: events and access lines are in
every member's copy, values are with their custodians (core/PROTOCOL.md, "Export").
"""

from keylease.client.acting import Author, Plan
from keylease.client.backup import own_custody
from keylease.client.copies import History
from keylease.client.replica import Replica
from keylease.client.session import Session
from keylease.client.values import custody_context
from keylease.crypto.envelope import open_custody
from keylease.errors import Code, Refused, Tampered
from keylease.ledger.propose import Draft, standing_grants
from keylease.ledger.standing import open_versions
from keylease.model.base import KeyId
from keylease.model.events import AccessSeal, RelayIdentity, RelaySet, VersionState
from keylease.model.signed import Signed
from keylease.model.state import State


def fill(replica: Replica, history: History, me: str) -> None:
    """Put a verified history, and the custody envelopes found, into an empty replica."""
    replica.store_news(replica.held(), history.events, history.rows(), history.head, me)
    for version in (v for key in history.state.keys.values() for v in key.versions):
        for custody in version.custody:
            envelope = history.envelope(custody.envelope)
            if custody.member == me and envelope is not None:
                replica.keep_envelope(envelope)


def homecoming(session: Session, relay: RelayIdentity) -> list[Signed]:
    """The signed events by which an owner brings the team to a new relay, the old one lost.

    Lines may have been lost after the last one held, and the event says so.
    """
    last = session.snapshot.access
    moved = AccessSeal(last=last, lost_from=last.seq + 1)
    author = Author(session.connection.identity, session.connection.courier)
    return author.write(session.snapshot, lambda _: Plan([Draft(RelaySet(relay, moved))])).entries


def reseal_all(session: Session) -> tuple[int, tuple[KeyId, ...]]:
    """Seal every key this member keeps anew to all standing grants.

    How many grants that were, and the keys lent out that another custodian has to seal.
    """
    resealed, waiting = 0, list[KeyId]()
    _, missing = own_values(session)
    wanting = {key for key, _ in missing}  # the new relay has them no more than this backup
    for key, record in session.snapshot.state.keys.items():
        grants = standing_grants(session.snapshot.state, key, session.connection.now())
        if not grants or not open_versions(record):
            continue
        kept = session.me in record.custodians and key not in wanting
        if kept and _resealed(session, key):
            resealed += len(grants)
        else:
            waiting.append(key)
    return resealed, tuple(waiting)


def _resealed(session: Session, key: KeyId) -> bool:
    try:
        session.keys.reseal(key)
    except Refused as refused:
        if refused.code is not Code.E_NO_VALUE:
            raise
        return False
    return True


def own_values(
    session: Session,
) -> tuple[list[tuple[KeyId, int]], tuple[tuple[KeyId, int], ...]]:
    """The versions this member keeps and can open here, and those that are wanting.

    Raises Tampered where an envelope holds something else than was signed for.
    """
    now, identity = session.snapshot, session.connection.identity
    there: list[tuple[KeyId, int]] = []
    missing: list[tuple[KeyId, int]] = []
    for key, number, custody in own_custody(now):
        version = now.state.keys[key].versions[number - 1]
        envelope = session.connection.replica.envelope(custody.envelope)
        if envelope is not None:
            ctx = custody_context(now, key, number, custody, version.commitment)
            open_custody(identity, ctx, envelope, version.commitment)
            there.append((key, number))
        elif version.state is not VersionState.DESTROYED:
            missing.append((key, number))
    return there, tuple(missing)


def require_extension(own: Session, found: State, shown: Replica) -> bool:
    """Whether this member's copy can simply go on with what another relay shows.

    False where the other says that access lines were lost which are held here: then this copy is
    put aside and begun anew. Raises Tampered(E_ROLLBACK) or Tampered(E_FORK) where it shows
    another history than the one held here; nothing is changed by that.
    """
    replica = own.connection.replica
    held = replica.held()
    if held.ledger is None:
        return True
    if shown.event_hash(held.ledger.seq) != held.ledger.hash:
        behind = found.head.seq < held.ledger.seq
        raise Tampered(Code.E_ROLLBACK if behind else Code.E_FORK)
    newest = max([held.access.seq, *(receipt.seq for receipt in held.promised)])
    unknown = found.relays[len(own.snapshot.state.relays) :]
    lost = [relay.since for relay in unknown if relay.since < newest]
    kept = min([held.access.seq, *lost])
    if replica.access_hash(kept) != shown.access_hash(kept):
        raise Tampered(Code.E_FORK)
    return not lost
