"""Events of overseeing: access reviews and incidents."""

from typing import Annotated

from msgspec import Meta

from keylease.model.base import (
    Count,
    Hash,
    IncidentId,
    KeyId,
    MemberId,
    Position,
    Positive,
    ReviewId,
    Span,
    Time,
)
from keylease.model.events.terms import Data, Decision, Lapse, Subject, Tally


class ReviewScope(Data, tag="review.scope"):
    """A chunk of subjects of a review to be opened; chunk 0 begins anew."""

    review: ReviewId
    chunk: Count
    subjects: Annotated[tuple[Subject, ...], Meta(min_length=1, max_length=512)]


class ReviewOpen(Data, tag="review.open"):
    """Open a review over the subjects announced, frozen at a position."""

    review: ReviewId
    subjects: Positive
    ledger: Position
    access: Position
    reviewers: Annotated[tuple[MemberId, ...], Meta(min_length=1, max_length=64)]
    due: Time
    lapse: Lapse
    shorten_to: Span | None = None


class ReviewDecide(Data, tag="review.decide"):
    """Decide on 1-256 subjects; carried out by the fold where it can be."""

    review: ReviewId
    decisions: Annotated[tuple[Decision, ...], Meta(min_length=1, max_length=256)]


class ReviewClose(Data, tag="review.close"):
    """Close a review: the tally, and the hash of the evidence if it was made."""

    review: ReviewId
    tally: Tally
    evidence: Hash | None = None


class IncidentOpen(Data, tag="incident.open"):
    """Open an incident; freezes the keys named."""

    incident: IncidentId
    keys: Annotated[tuple[KeyId, ...], Meta(max_length=256)]


class IncidentNote(Data, tag="incident.note"):
    """Add a note to an incident's timeline; its text is in `meta`."""

    incident: IncidentId


class IncidentClose(Data, tag="incident.close"):
    """Close an incident; keys stay frozen until thawed."""

    incident: IncidentId
