"""A review told from this member's own verified copy: what closing it names, what its pack says."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice

from keylease.client.connection import Connection
from keylease.client.snapshot import Snapshot
from keylease.model.base import KeyId, MemberId, ReviewId, Time
from keylease.model.signed import Signed
from keylease.reports.evidence.document import Reviewed, decisions_json
from keylease.reports.evidence.story import Story, Uses
from keylease.reports.progress import Progress, unheard


def told(
    connection: Connection, now: Snapshot, review: ReviewId, progress: Progress = unheard
) -> tuple[Story, Reviewed]:
    """The review as of this snapshot. Refused(E_UNKNOWN) for what is none."""
    count = now.state.head.seq + 1
    entries = islice(connection.replica.events(), count)
    story = Story(review, _counted(entries, count, progress), now.keychain.fields)
    return story, story.said(uses_to(connection, story.frozen.seq))


def _counted(entries: Iterable[Signed], count: int, progress: Progress) -> Iterator[Signed]:
    for n, entry in enumerate(entries, 1):
        progress("ledger", n, count)
        yield entry


def evidence_hash(
    connection: Connection, now: Snapshot, review: ReviewId, progress: Progress = unheard
) -> bytes:
    """SHA-256 of decisions.json, which follows from the ledger: its closing event names it."""
    return sha256(decisions_json(told(connection, now, review, progress)[1])).digest()


def uses_to(connection: Connection, seq: int) -> Uses:
    """Openings up to that access line, as far as this member may read them."""
    found: dict[tuple[MemberId, KeyId | None], tuple[int, Time | None]] = {}
    for line, author, key, _, _, _, at in connection.replica.openings():
        if line <= seq and author is not None:
            times, last = found.get((author, key), (0, None))
            found[author, key] = (times + 1, max(last or 0, at))
    return found
