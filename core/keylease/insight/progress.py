"""How far an access review is, for everybody and for one reviewer."""

from enum import IntEnum

from msgspec import Struct

from keylease.ledger.standing import behind
from keylease.ledger.subjects import whose
from keylease.model.base import MemberId, ReviewId, Time
from keylease.model.spans import DAY
from keylease.model.state import Review, State

DUE_SOON = 3 * DAY
"""Milliseconds before its due date from which a review presses."""


class Stage(IntEnum):
    """How far an open review is, by the time alone."""

    OPEN = 1
    DUE_SOON = 2
    OVER = 3


def stage(review: Review, t: Time) -> Stage:
    """Of a review that is not closed."""
    if t >= review.due:
        return Stage.OVER
    return Stage.DUE_SOON if t >= review.due - DUE_SOON else Stage.OPEN


class Progress(Struct, frozen=True, gc=False):
    """Of one review: how many subjects, how many decided, how many are left that `me` may decide.

    Nobody decides on their own access, nor on that of an app whose token they made, so what is
    left for one may be less than what is left.
    """

    review: ReviewId
    subjects: int
    decided: int
    left_to_me: int
    due: Time
    closed: Time | None = None

    @property
    def share(self) -> float:
        """What part of it is decided, 0 to 1."""
        return self.decided / self.subjects if self.subjects else 1.0


def progress(state: State, id_: ReviewId, me: MemberId, t: Time) -> Progress:
    """How far that review is at `t`; after its due date nothing is left to decide."""
    review = state.reviews[id_]
    undecided = sum(ruling.verdict is None for ruling in review.rulings.values())
    mine = 0
    if me in review.reviewers and review.closed is None and t < review.due:
        mine = len(open_to(state, id_, me))
    subjects = len(review.rulings)
    return Progress(id_, subjects, subjects - undecided, mine, review.due, review.closed)


def open_to(state: State, id_: ReviewId, me: MemberId) -> list[str]:
    """The undecided subjects of a review that are not about oneself or an app one has made."""
    own = {member for member in state.members if me in behind(state, member)}
    return [
        subject
        for subject, ruling in state.reviews[id_].rulings.items()
        if ruling.verdict is None and whose(state, subject) not in own
    ]


def campaigns(state: State, me: MemberId, t: Time) -> list[Progress]:
    """Every review: the open ones first, by due date, then the closed ones, the newest first."""
    return sorted((progress(state, id_, me, t) for id_ in state.reviews), key=_open_first)


def _open_first(one: Progress) -> tuple[bool, Time, ReviewId]:
    if one.closed is None:
        return (False, one.due, one.review)
    return (True, -one.closed, one.review)


def outcome(review: Review) -> dict[str, int]:
    """How often each verdict was given, by its word; what is undecided is not in it."""
    counts: dict[str, int] = {}
    for ruling in review.rulings.values():
        if ruling.verdict is not None:
            counts[ruling.verdict.value] = counts.get(ruling.verdict.value, 0) + 1
    return counts
