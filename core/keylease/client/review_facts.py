"""What a reviewer asks of each row that the state does not know: why it was lent, opened whence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keylease.client.replica import read_entry
from keylease.client.session import Session
from keylease.errors import KeyleaseError
from keylease.model.base import GrantId, KeyId, MemberId
from keylease.model.events import GrantIssue
from keylease.wire.events import read_event

_ISSUES = b'"type":"grant.issue"'


@dataclass(frozen=True)
class ReviewFacts:
    """Why each grant was issued, and from where a member last opened a key; where it is known.

    A source is the relay's word: a network address, or `local`.
    """

    reasons: Mapping[GrantId, str] = field(default_factory=dict)
    sources: Mapping[tuple[MemberId, KeyId], str] = field(default_factory=dict)


def review_facts(session: Session) -> ReviewFacts:
    """Of all grants and openings held here, in one pass over each; asks nobody."""
    return ReviewFacts(_reasons(session), _sources(session))


def _reasons(session: Session) -> dict[GrantId, str]:
    found: dict[GrantId, str] = {}
    for entry in session.connection.replica.events():
        if _ISSUES not in entry.body:
            continue
        event = read_event(entry.body)
        if isinstance(event.data, GrantIssue) and "reason" in (event.commitments or {}):
            try:
                reason = session.snapshot.keychain.read(event).get("reason", "")
            except KeyleaseError:
                continue  # whoever wrote it wrote something else than they signed
            found.update((one.grant, reason) for one in event.data.recipients if reason)
    return found


def _sources(session: Session) -> dict[tuple[MemberId, KeyId], str]:
    """Only the newest line of each is read whole."""
    replica = session.connection.replica
    newest = {
        (author, key): seq
        for seq, author, key, *_ in replica.openings()
        if author is not None and key is not None
    }
    entries = {place: replica.line(seq) for place, seq in newest.items()}
    read = {place: read_entry(line) for place, line in entries.items() if line is not None}
    return {place: entry.source for place, entry in read.items() if entry is not None}
