"""An export of what this member holds: evidence for an auditor, and their own backup.

With the recovery kit it brings back every value they keep (core/PROTOCOL.md, "Export").
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from keylease.client.history import check_seen
from keylease.client.replica import Held, read_head
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError, Unreachable
from keylease.model.access import Fetch, KeptEnvelope, Line, News
from keylease.model.base import KeyId
from keylease.model.events import VersionState
from keylease.model.signed import Signed
from keylease.model.state import Custody
from keylease.reports.export import Contents, write_export


@dataclass(frozen=True)
class Exported:
    """What was written. `missing` are values this member keeps whose envelope nobody has any more:
    the backup lacks them.
    """

    folder: Path
    events: int
    lines: int
    values: int
    missing: tuple[tuple[KeyId, int], ...]


def export(session: Session, folder: Path) -> Exported:
    """Write an export to a new folder; synchronised first where the relay answers.

    Raises Usage(E_PATH) where something lies there or the name is unfit, StorageFailed,
    Refused(E_AUTHOR_INACTIVE) for whoever takes no part, and what synchronising raises.
    """
    now = session.look().snapshot
    now.require_active()
    held = session.connection.replica.held()
    head = whole_head(held)
    kept, missing = _custody(session, now)
    contents = Contents(
        team=now.state.team,
        by=now.me,
        at=session.connection.now(),
        ledger=read_head(head).ledger,
        access=held.access,
        events=session.connection.replica.events(),
        lines=lines_of(session),
        head=head,
        seen=_statements(session, now),
        custody=kept,
    )
    identity = session.connection.identity
    write_export(folder, contents, lambda body: identity.sign(SignatureType.EVIDENCE, body))
    return Exported(folder, now.state.head.seq + 1, held.access.seq, len(kept), missing)


def lines_of(session: Session) -> Iterator[Line]:
    """The access lines held, each with its entry where this member may read it."""
    after = 0
    while rows := session.connection.replica.lines(after=after, limit=1000):
        for row in rows:
            entry = None
            if row.entry is not None and row.sig is not None:
                entry = Signed(body=row.entry, sigs=(row.sig,))
            yield Line(leaf=row.leaf, entry=entry)
        after = rows[-1].seq


def own_custody(now: Snapshot) -> Iterator[tuple[KeyId, int, Custody]]:
    """Every version ever sealed to this member as a custodian."""
    for key, record in now.state.keys.items():
        for number, version in enumerate(record.versions, 1):
            for custody in version.custody:
                if custody.member == now.me:
                    yield key, number, custody


def whole_head(held: Held) -> Signed:
    """The head that was pinned, if all it speaks of is held."""
    if held.pinned is not None:
        head = read_head(held.pinned)
        if (head.ledger, head.access.seq) == (held.ledger, held.access.seq):
            return held.pinned
    raise Unreachable(Code.E_UNREACHED, "The copy on this computer is not complete yet.")


def _custody(
    session: Session, now: Snapshot
) -> tuple[list[KeptEnvelope], tuple[tuple[KeyId, int], ...]]:
    """Own custody envelopes, fetched where they are not here yet, and those nobody has."""
    kept, missing = [], []
    for key, number, custody in own_custody(now):
        envelope = session.connection.replica.envelope(custody.envelope)
        if envelope is None:
            with suppress(KeyleaseError):
                envelope = session.values.envelope(key, number, custody)
        dead = now.state.keys[key].versions[number - 1].state is VersionState.DESTROYED
        if envelope is not None:
            kept.append(KeptEnvelope(key=key, version=number, envelope=envelope))
        elif not dead:
            missing.append((key, number))
    return kept, tuple(missing)


def _statements(session: Session, now: Snapshot) -> list[Signed]:
    """What members have said they have seen, as far as the relay can be asked and it fits."""
    connection = session.connection
    if now.frozen is not None:
        return []
    with suppress(KeyleaseError):
        news = connection.courier.ask(Fetch(lines_after=now.access.seq, limit=1))
        if isinstance(news, News):
            found = [(check_seen(connection.replica, now.state, one), one) for one in news.seen]
            return [statement for seen, statement in found if seen is not None]
    return []
