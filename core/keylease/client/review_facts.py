"""What a reviewer asks that the state does not know: why it was lent and so decided, opened whence,
the scope.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from keylease.client.replica import read_entry
from keylease.client.session import Session
from keylease.errors import KeyleaseError
from keylease.model.base import GrantId, KeyId, MemberId, ReviewId
from keylease.model.events import Event, GrantIssue, ReviewDecide, ReviewOpen
from keylease.wire.events import read_event

_SAID = (b'"type":"grant.issue"', b'"type":"review.open"', b'"type":"review.decide"')


@dataclass(frozen=True)
class ReviewFacts:
    """Why each grant was issued, from where a member last opened a key, what a review is about in
    the words of whoever opened it ("" for everything), why something was decided in it as it was;
    where it is known.

    A source is the relay's word: a network address, or `local`.
    """

    reasons: Mapping[GrantId, str] = field(default_factory=dict)
    sources: Mapping[tuple[MemberId, KeyId], str] = field(default_factory=dict)
    scopes: Mapping[ReviewId, str] = field(default_factory=dict)
    verdicts: Mapping[tuple[ReviewId, str], str] = field(default_factory=dict)


def review_facts(session: Session) -> ReviewFacts:
    """Of all grants and openings held here, in one pass over each; asks nobody."""
    reasons: dict[GrantId, str] = {}
    scopes: dict[ReviewId, str] = {}
    verdicts: dict[tuple[ReviewId, str], str] = {}
    for event in _events(session):
        match event.data:
            case GrantIssue(recipients=recipients) if reason := _said(session, event).get("reason"):
                reasons.update((one.grant, reason) for one in recipients)
            case ReviewOpen(review=review):
                scopes[review] = _said(session, event).get("scope", "")
            case ReviewDecide(review=review, decisions=decisions):
                said = _said(session, event)
                for n, one in enumerate(decisions):  # "": the newest decision has none
                    verdicts[review, one.subject] = said.get(f"reason:{n}", "")
            case _:
                pass
    return ReviewFacts(reasons, _sources(session), scopes, verdicts)


def _events(session: Session) -> Iterator[Event]:
    """Those in which any of it is said; the others are not even read."""
    for entry in session.connection.replica.events():
        if any(kind in entry.body for kind in _SAID):
            yield read_event(entry.body)


def _said(session: Session, event: Event) -> Mapping[str, str]:
    if not event.commitments:
        return {}
    try:
        return session.snapshot.keychain.read(event)
    except KeyleaseError:
        return {}  # whoever wrote it wrote something else than they signed


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
