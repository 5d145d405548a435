"""What a review says, told from the ledger: the facts as they were at its opening, the decisions.

The ledger is folded again, without its signatures, which whoever holds it has verified: names and
facts are then those of the right moment, whatever has changed since.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping

from keylease.errors import Code, Refused
from keylease.ledger.fold import apply
from keylease.ledger.rules.reviews import (
    NO_SECOND_REVIEWER,
    UNDECIDED,
    about_at_opening,
    outcomes,
)
from keylease.model import events as e
from keylease.model.base import GrantId, KeyId, MemberId, Position, ReviewId, Time
from keylease.model.events import Event, Verdict
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.reports.evidence.document import Decided, Reviewed, Reviewer, iso, moment
from keylease.reports.evidence.effects import Acts, Effect, effects
from keylease.reports.evidence.texts import Disclosure, Read, Texts
from keylease.wire.events import read_event

Uses = Mapping[tuple[MemberId, KeyId | None], tuple[int, Time | None]]
"""By member and key: how often it was opened up to where the review was frozen, and when last."""
OUTCOMES = (*(verdict.value for verdict in Verdict), UNDECIDED, NO_SECOND_REVIEWER)


class Story:
    """A review as a ledger has it. `opened` and `closed` are its events, `end` the last state."""

    def __init__(self, review: ReviewId, events: Iterable[Signed], read: Read) -> None:
        """Folds all these events. Refused(E_UNKNOWN) where the review is not among them."""
        self.review = review
        self.opened: Event | None = None
        self.closed: Event | None = None
        self.subjects: tuple[str, ...] = ()
        self.events = 0
        self._texts, self._acts = Texts(read), Acts()
        self._founding: Event | None = None
        self._issued: dict[GrantId, Event] = {}
        self._rulings: dict[str, tuple[Event, int, str | None]] = {}
        self._first: State | None = None
        self._deciding: State | None = None
        self._last: State | None = None
        for entry in events:
            self._take(entry)
        if self.opened is None:
            raise Refused(Code.E_UNKNOWN)

    def said(self, uses: Uses) -> Reviewed:
        """The review and its decisions; as of its closing, if it was closed."""
        opened, terms, text = self._opening()
        outcome = dict(outcomes(self._ending, self._ending.reviews[self.review]))
        tally = Counter(outcome.values())
        return Reviewed(
            team=_base64(self._at_opening.team),
            team_name=text.of(self._founding, "team"),
            review=self.review,
            title=text.of(opened, "title"),
            scope=text.of(opened, "scope"),
            opened_at=iso(opened.ts),
            opened_by=opened.author,
            opened_by_name=text.name(opened.author),
            due=iso(terms.due),
            undecided_then=terms.lapse.value,
            shorten_to=terms.shorten_to,
            ledger=_place(terms.ledger),
            access=_place(terms.access),
            reviewers=[Reviewer(one, text.name(one)) for one in terms.reviewers],
            tally={word: tally[word] for word in OUTCOMES},
            decisions=[self._row(subject, outcome[subject], uses) for subject in self.subjects],
        )

    def effects(self, said: Reviewed) -> list[Effect]:
        """When its decisions took effect, as far as this ledger goes."""
        decided = {subject: event.ts for subject, (event, _, _) in self._rulings.items()}
        return effects(said.decisions, self._acts, decided)

    def name(self, id_: str) -> str | None:
        """A further name that the pack shows."""
        return self._texts.name(id_)

    @property
    def disclosures(self) -> list[Disclosure]:
        """What proves every name and reason that was told so far."""
        return self._texts.disclosures

    @property
    def frozen(self) -> Position:
        """Where the access log stood when it was opened."""
        return self._opening()[1].access

    def concerned(self) -> frozenset[tuple[MemberId, KeyId | None]]:
        """Members and keys whose openings count."""
        found = (about_at_opening(self._at_opening, subject) for subject in self.subjects)
        return frozenset((one.member, one.key) for one in found)

    @property
    def _at_opening(self) -> State:
        assert self._first is not None
        return self._first

    @property
    def _ending(self) -> State:
        """As it was when the review was closed, or is now."""
        assert self._deciding is not None
        return self._deciding

    def _row(self, subject: str, outcome: str, uses: Uses) -> Decided:
        state, text = self._at_opening, self._texts
        found = about_at_opening(state, subject)
        member = state.members[found.member]
        environment = None if found.key is None else state.keys[found.key].environment
        issued = None if found.grant is None else self._issued[found.grant]
        by = None if issued is None else issued.author
        times, last = uses.get((found.member, found.key), (0, None))
        event, n, earlier = self._rulings.get(subject, (None, 0, None))
        decision = None if event is None else _decisions(event)[n]
        ruling = self._ending.reviews[self.review].rulings[subject]
        return Decided(
            subject=subject,
            kind=found.kind,
            member=found.member,
            member_name=text.name(found.member),
            role=member.role.value,
            words_compared=member.verified,
            key=found.key,
            key_name=text.name(found.key),
            version=found.version,
            environment=environment,
            environment_name=text.name(environment),
            granted_by=by,
            granted_by_name=text.name(by),
            granted_at=None if issued is None else iso(issued.ts),
            reason=text.of(issued, "reason"),
            openings=times,
            last_opened=moment(last),
            outcome=outcome,
            decided_by=None if event is None else event.author,
            decided_by_name=None if event is None else text.name(event.author),
            decided_at=None if event is None else iso(event.ts),
            until=None if decision is None else moment(decision.until),
            to=None if decision is None else decision.to,
            to_name=None if decision is None else text.name(decision.to),
            decision_reason=text.of(event, f"reason:{n}"),
            earlier_outcome=earlier,
            carried_out=None if event is None else ruling.effective,
            event=None if event is None else event.seq,
        )

    def _opening(self) -> tuple[Event, e.ReviewOpen, Texts]:
        assert self.opened is not None
        assert isinstance(self.opened.data, e.ReviewOpen)
        return self.opened, self.opened.data, self._texts

    def _take(self, entry: Signed) -> None:
        event, before = read_event(entry.body), self._last
        state = apply(before, entry, signatures_checked=True)
        self.events += 1
        self._acts.learn(event)
        if self.closed is None:
            self._texts.learn(event)
            self._follow(event, before, state)
        if self.closed is None:
            self._deciding = state
        self._last = state

    def _follow(self, event: Event, before: State | None, state: State) -> None:
        match event.data:
            case e.TeamCreate():
                self._founding = event
            case e.GrantIssue() as data if self.opened is None:
                self._issued.update((one.grant, event) for one in data.recipients)
            case e.ReviewOpen() as data if data.review == self.review:
                assert before is not None
                self.opened, self._first = event, state
                self.subjects = before.review_drafts[event.author].subjects
            case e.ReviewDecide() as data if data.review == self.review:
                assert before is not None
                rulings = before.reviews[self.review].rulings
                for n, decision in enumerate(data.decisions):
                    earlier = rulings[decision.subject].verdict
                    word = None if earlier is None else earlier.value
                    self._rulings[decision.subject] = (event, n, word)
            case e.ReviewClose() as data if data.review == self.review:
                self.closed = event
            case _:
                pass


def _decisions(event: Event) -> tuple[e.Decision, ...]:
    assert isinstance(event.data, e.ReviewDecide)
    return event.data.decisions


def _place(position: Position) -> dict[str, object]:
    return {"seq": position.seq, "hash": _base64(position.hash)}


def _base64(content: bytes) -> str:
    return b64encode(content).decode()
