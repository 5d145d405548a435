"""Acts of overseeing: access reviews and incidents."""

from collections.abc import Collection, Mapping, Sequence

from keylease.client.acting import Plan
from keylease.client.connection import Connection
from keylease.client.deciding import NO_REASONS, Decided, decide_open, drafts
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import nothing, record
from keylease.errors import Code, Refused, Usage
from keylease.ledger.propose import Draft, chunks
from keylease.ledger.rules.reviews import MOST_SUBJECTS, tally
from keylease.model.base import IncidentId, KeyId, MemberId, ReviewId, Time
from keylease.model.events import (
    Decision,
    IncidentClose,
    IncidentNote,
    IncidentOpen,
    Lapse,
    ReviewClose,
    ReviewOpen,
    ReviewScope,
)
from keylease.model.state import State
from keylease.reports.progress import Progress, unheard

SUBJECTS_AT_ONCE = 400


class Reviews:
    """What this member may do about access reviews."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(
        self,
        title: str,
        subjects: Sequence[str],
        reviewers: Sequence[MemberId],
        due: Time,
        *,
        lapse: Lapse,
        shorten_to: int | None = None,
        scope: str = "",
    ) -> ReviewId:
        """Open a review over these subjects, frozen at the position held now.

        `scope` says in words which subjects these are; it stands in the record with the title.
        Usage(E_USAGE) for more subjects than one review may have.
        """
        if len(subjects) > MOST_SUBJECTS:
            text = f"A review has at most {MOST_SUBJECTS:,} subjects: open two."
            raise Usage(Code.E_USAGE, text)
        review = self._connection.new_id("rev")

        def plan(now: Snapshot) -> Plan:
            announced = [
                Draft(ReviewScope(review, n, part))
                for n, part in enumerate(chunks(list(subjects), SUBJECTS_AT_ONCE))
            ]
            data = ReviewOpen(
                review=review,
                subjects=len(subjects),
                ledger=now.state.head,
                access=now.access,
                reviewers=tuple(reviewers),
                due=due,
                lapse=lapse,
                shorten_to=shorten_to,
            )
            told = {"title": title, "scope": scope} if scope else {"title": title}
            return Plan([*announced, Draft(data, told)])

        self._connection.perform(plan, nothing)
        return review

    def decide(
        self,
        review: ReviewId,
        decisions: Sequence[Decision],
        *,
        reasons: Sequence[str] = (),
        seen: Snapshot | None = None,
    ) -> Snapshot:
        """Decide on subjects; `reasons` go with the decisions in order, empty where none."""
        subjects = tuple(decision.subject for decision in decisions)
        said = drafts(review, decisions, dict(zip(subjects, reasons, strict=False)))

        def rulings(state: State) -> object:
            known = state.reviews.get(review)
            return None if known is None else tuple(known.rulings.get(s) for s in subjects)

        return self._connection.perform(lambda _: Plan(said), rulings, seen=seen)

    def decide_open(
        self,
        review: ReviewId,
        decisions: Sequence[Decision],
        over: Collection[str] = (),
        reasons: Mapping[str, str] = NO_REASONS,
    ) -> Decided:
        """Decide on all of these that nobody has decided meanwhile (see `deciding`)."""
        return decide_open(self._connection, review, decisions, over, reasons)

    def close(self, review: ReviewId, progress: Progress = unheard) -> Snapshot:
        """Close a review with the tally of what was decided, and the hash of its decisions.

        `progress` hears how many events of how many were read: of tens of thousands that takes
        seconds.
        """
        from keylease.client.reviewed import evidence_hash

        def plan(now: Snapshot) -> Plan:
            known = now.state.reviews.get(review)
            if known is None:
                raise Refused(Code.E_UNKNOWN)
            evidence = evidence_hash(self._connection, now, review, progress)
            return Plan([Draft(ReviewClose(review, tally(now.state, known), evidence))])

        return self._connection.perform(plan, record("reviews", review))


class Incidents:
    """What this member may do about incidents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, keys: Sequence[KeyId], note: str) -> IncidentId:
        """Open an incident; the keys named are frozen by it."""
        incident = self._connection.new_id("inc")
        draft = Draft(IncidentOpen(incident, tuple(keys)), {"note": note})
        self._connection.say(draft, nothing)
        return incident

    def note(self, incident: IncidentId, text: str) -> Snapshot:
        """Add to an incident's timeline."""
        return self._connection.say(Draft(IncidentNote(incident), {"note": text}), nothing)

    def close(self, incident: IncidentId, *, note: str = "") -> Snapshot:
        """Close an incident; its keys stay frozen until they are thawed."""
        fields = {"note": note} if note else {}
        draft = Draft(IncidentClose(incident), fields)
        return self._connection.say(draft, record("incidents", incident))
