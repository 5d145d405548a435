"""Rules for access reviews: the decision is the act (core/PROTOCOL.md, "Reviews")."""

from collections import Counter
from collections.abc import Iterable

from immutables import Map
from msgspec import structs

from keylease.errors import Code
from keylease.ledger.moves import (
    change_grant,
    change_key,
    change_member,
    find,
    given,
    require,
    require_new,
    require_person,
    require_role,
)
from keylease.ledger.rules.team import require_fields
from keylease.ledger.standing import behind, can_keep_names, is_active
from keylease.ledger.subjects import VERDICTS, About, about, require_reviewable
from keylease.model.base import KeyId, MemberId
from keylease.model.events import (
    Decision,
    Event,
    Lapse,
    ReviewClose,
    ReviewDecide,
    ReviewOpen,
    ReviewScope,
    Tally,
    Verdict,
)
from keylease.model.roles import KEEPERS_OF_NAMES, LEADERS, OVERSEERS, Role, may_manage
from keylease.model.spans import DAY
from keylease.model.state import Review, ReviewDraft, Ruling, State

SHORTEST_NOTICE = DAY
MOST_SUBJECTS = 65_536
"""In one review; every grant of a large team and more, and still a draft of a few megabytes."""
UNDECIDED = "undecided"
NO_SECOND_REVIEWER = "no_second_reviewer"
_HARDNESS = list(Lapse)


def review_scope(state: State, event: Event, data: ReviewScope) -> State:
    """An overseer announces the subjects of a review, chunk by chunk; of one at a time."""
    require_role(state, event, OVERSEERS)
    require_new(state.reviews, data.review)
    subjects = data.subjects
    if data.chunk > 0:
        draft = given(state.review_drafts.get(event.author), Code.E_STATE)
        going_on = (draft.review, draft.chunks) == (data.review, data.chunk)
        require(going_on, Code.E_STATE)
        subjects = draft.subjects + data.subjects
    require(len(subjects) <= MOST_SUBJECTS, Code.E_SIZE)
    announced = ReviewDraft(review=data.review, chunks=data.chunk + 1, subjects=subjects)
    drafts = state.review_drafts.set(event.author, announced)
    return structs.replace(state, review_drafts=drafts)


def review_open(state: State, event: Event, data: ReviewOpen) -> State:
    """The overseer who announced the subjects opens the review over exactly these."""
    require_role(state, event, OVERSEERS)
    require_new(state.reviews, data.review)
    draft = find(state.review_drafts, event.author)
    require(draft.review == data.review, Code.E_UNKNOWN)
    require_fields(event, "title")
    require(len(set(draft.subjects)) == len(draft.subjects), Code.E_DUP_ID)
    require(len(draft.subjects) == data.subjects, Code.E_FIELD)
    _require_terms(state, event, data)
    for subject in draft.subjects:
        found = require_reviewable(state, subject, event.ts)
        if found.grant is not None:
            reviews = (*state.grants[found.grant].reviews, data.review)
            state = change_grant(state, found.grant, reviews=reviews)
    review = Review(
        by=event.author,
        opened=event.ts,
        ledger=data.ledger,
        access=data.access,
        reviewers=data.reviewers,
        due=data.due,
        lapse=data.lapse,
        rulings=Map({subject: Ruling() for subject in draft.subjects}),
        shorten_to=data.shorten_to,
    )
    return structs.replace(
        state,
        reviews=state.reviews.set(data.review, review),
        review_drafts=state.review_drafts.delete(event.author),
    )


def _require_terms(state: State, event: Event, data: ReviewOpen) -> None:
    require(data.due >= event.ts + SHORTEST_NOTICE, Code.E_DUE)
    hardest = _HARDNESS.index(state.policy.lapse)
    require(_HARDNESS.index(data.lapse) <= hardest, Code.E_POLICY)
    shortens = data.lapse is Lapse.SHORTEN
    require((data.shorten_to is not None) == shortens, Code.E_FIELD)
    require(data.ledger.seq <= state.head.seq, Code.E_CHAIN)
    require(data.access.seq <= event.seen.seq, Code.E_SEEN)
    require(len(set(data.reviewers)) == len(data.reviewers), Code.E_DUP_ID)
    for reviewer in data.reviewers:
        require(require_person(state, reviewer).role in KEEPERS_OF_NAMES, Code.E_ROLE)


def review_decide(state: State, event: Event, data: ReviewDecide) -> State:
    """A reviewer decides on subjects of others; carried out here where it can be."""
    review = find(state.reviews, data.review)
    require(event.author in review.reviewers, Code.E_ROLE)
    require(review.closed is None, Code.E_STATE)
    require(event.ts < review.due, Code.E_DUE)
    rulings = review.rulings
    for decision in data.decisions:
        before = find(rulings, decision.subject)
        found = about_at_opening(state, decision.subject)
        _require_other(state, event.author, found.member)
        _require_sensible(state, event, decision, found, before)
        state, effective = _carry_out(state, event, decision, found)
        ruling = Ruling(
            verdict=decision.verdict,
            by=event.author,
            at=event.ts,
            until=decision.until,
            to=decision.to,
            effective=effective,
        )
        rulings = rulings.set(decision.subject, ruling)
    decided = structs.replace(review, rulings=rulings)
    return structs.replace(state, reviews=state.reviews.set(data.review, decided))


def _require_other(state: State, author: MemberId, about: MemberId) -> None:
    own = author in behind(state, about)
    made = own and author != about
    sentence = "Whoever made an app's token does not decide on the app's access." if made else ""
    require(not own, Code.E_OWN_REVIEW, sentence)


def about_at_opening(state: State, subject: str) -> About:
    """What a subject in scope is about, though its custody may have ended meanwhile."""
    kind, *parts = subject.split(":")
    if kind == "custody":
        return About(kind, parts[1], key=parts[0])
    return about(state, subject)


def _require_sensible(
    state: State, event: Event, decision: Decision, found: About, before: Ruling
) -> None:
    require(decision.verdict in VERDICTS[found.kind], Code.E_FIELD)
    softer = before.verdict in (Verdict.KEEP, Verdict.SHORTEN)
    again = decision.verdict is Verdict.END and softer
    require(before.verdict is None or again, Code.E_STATE)
    shortens = decision.verdict is Verdict.SHORTEN
    require((decision.until is not None) == shortens, Code.E_FIELD)
    require(decision.until is None or decision.until > event.ts, Code.E_DUE)
    reassigns = decision.verdict is Verdict.REASSIGN
    require((decision.to is not None) == reassigns, Code.E_FIELD)
    if decision.to is not None:
        require_person(state, decision.to)


def _carry_out(state: State, event: Event, decision: Decision, found: About) -> tuple[State, bool]:
    """The state after a decision, and whether it took effect rather than was only asked for."""
    match decision, found:
        case Decision(verdict=Verdict.KEEP), _:
            return state, True
        case Decision(verdict=Verdict.END), About(kind="grant", grant=str(id_)):
            return change_grant(state, id_, reviewed_out=True), True
        case Decision(verdict=Verdict.SHORTEN, until=int(until)), About(grant=str(id_)):
            sooner = min(until, state.grants[id_].expires)
            return change_grant(state, id_, expires=sooner, renewal=None), True
        case Decision(verdict=Verdict.END), About(kind="custody", key=str(id_)):
            return _end_custody(state, event, id_, found.member)
        case Decision(verdict=Verdict.END), About(kind="role"):
            return _end_role(state, event, found)
        case _:
            return state, False


def _end_custody(state: State, event: Event, id_: KeyId, member: MemberId) -> tuple[State, bool]:
    key = state.keys[id_]
    owner = state.members[event.author].role is Role.OWNER
    if not owner or member not in key.custodians:
        return state, False
    rest = tuple(other for other in key.custodians if other != member)
    return change_key(state, id_, custodians=rest), True


def _end_role(state: State, event: Event, found: About) -> tuple[State, bool]:
    """Back to plain member, where the reviewer could have done so by `member.role`."""
    author, subject = state.members[event.author], state.members[found.member]
    entitled = author.role in LEADERS and may_manage(author.role, subject.role)
    if not entitled or subject.role not in OVERSEERS or not is_active(state, found.member):
        return state, False
    return change_member(state, found.member, role=Role.MEMBER), True


def review_close(state: State, event: Event, data: ReviewClose) -> State:
    """An overseer closes; early only if all that is undecided has no second reviewer."""
    require_role(state, event, OVERSEERS)
    review = find(state.reviews, data.review)
    require(review.closed is None, Code.E_STATE)
    counted = tally(state, review)
    require(event.ts >= review.due or counted.undecided == 0, Code.E_UNDECIDED)
    require(data.tally == counted, Code.E_FIELD)
    closed = structs.replace(
        review, closed=event.ts, closed_by=event.author, evidence=data.evidence
    )
    return structs.replace(state, reviews=state.reviews.set(data.review, closed))


def tally(state: State, review: Review) -> Tally:
    """How a review stands, in numbers of subjects."""
    counts = Counter(outcome for _, outcome in outcomes(state, review))
    return Tally(
        keep=counts[Verdict.KEEP],
        end=counts[Verdict.END],
        shorten=counts[Verdict.SHORTEN],
        replace=counts[Verdict.REPLACE],
        reassign=counts[Verdict.REASSIGN],
        undecided=counts[UNDECIDED],
        no_second_reviewer=counts[NO_SECOND_REVIEWER],
    )


def outcomes(state: State, review: Review) -> Iterable[tuple[str, str]]:
    """Each subject and its verdict, or why it has none."""
    able = {member for member in review.reviewers if can_keep_names(state, member)}
    for subject, ruling in review.rulings.items():
        if ruling.verdict is not None:
            yield subject, ruling.verdict.value
        elif able - behind(state, about_at_opening(state, subject).member):
            yield subject, UNDECIDED
        else:
            yield subject, NO_SECOND_REVIEWER
