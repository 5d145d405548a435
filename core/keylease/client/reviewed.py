"""A review told from this member's own verified copy: what closing it names, what its pack says."""

from hashlib import sha256
from itertools import islice

from keylease.client.connection import Connection
from keylease.client.snapshot import Snapshot
from keylease.model.base import KeyId, MemberId, ReviewId, Time
from keylease.reports.evidence.document import Reviewed, decisions_json
from keylease.reports.evidence.story import Story, Uses


def told(connection: Connection, now: Snapshot, review: ReviewId) -> tuple[Story, Reviewed]:
    """The review as of this snapshot. Refused(E_UNKNOWN) for what is none."""
    entries = islice(connection.replica.events(), now.state.head.seq + 1)
    story = Story(review, entries, now.keychain.fields)
    return story, story.said(uses_to(connection, story.frozen.seq))


def evidence_hash(connection: Connection, now: Snapshot, review: ReviewId) -> bytes:
    """SHA-256 of decisions.json, which follows from the ledger: its closing event names it."""
    return sha256(decisions_json(told(connection, now, review)[1])).digest()


def uses_to(connection: Connection, seq: int) -> Uses:
    """Openings up to that access line, as far as this member may read them."""
    found: dict[tuple[MemberId, KeyId | None], tuple[int, Time | None]] = {}
    for line, author, key, _, _, _, at in connection.replica.openings():
        if line <= seq and author is not None:
            times, last = found.get((author, key), (0, None))
            found[author, key] = (times + 1, max(last or 0, at))
    return found
