"""What a reviewer sees of each subject: the facts, what is advised, and why."""

from collections.abc import Iterable

from msgspec import Struct

from keylease.insight.exposure import Exposure
from keylease.insight.holders import holders
from keylease.insight.progress import open_to
from keylease.insight.review_advice import ADVICE, Advice, Facts, Why, advise
from keylease.insight.review_scope import EVERYTHING, Scope, subjects_in
from keylease.insight.review_uses import NEVER, Uses
from keylease.ledger.rules.reviews import about_at_opening
from keylease.ledger.standing import (
    active_custodians,
    behind,
    can_keep_names,
    ends_at,
    is_active,
    is_gone,
)
from keylease.ledger.subjects import About
from keylease.model.base import EnvironmentId, GrantId, KeyId, MemberId, ReviewId, Time
from keylease.model.roles import Role
from keylease.model.state import Ruling, State

UNDECIDED = Ruling()


class ReviewRow(Struct, frozen=True, gc=False):
    """One subject. Times are milliseconds UTC; `days` counts for the rule in `why`.

    `others` have access to the same key; `mine` says that it is left for the asker to decide,
    `own` that it is about the asker, who never decides on it. Without a `second`, no reviewer may.
    """

    subject: str
    kind: str
    member: MemberId
    role: Role
    verified: bool
    why: Why
    ruling: Ruling
    mine: bool
    key: KeyId | None = None
    environment: EnvironmentId | None = None
    grant: GrantId | None = None
    version: int | None = None
    since: Time | None = None
    by: MemberId | None = None
    openings: int = 0
    last_opened: Time | None = None
    others: int = 0
    ends: Time | None = None
    days: int | None = None
    own: bool = False
    second: bool = True

    @property
    def advice(self) -> Advice:
        """What is advised."""
        return ADVICE[self.why]


def review_rows(
    state: State, exposures: Iterable[Exposure], id_: ReviewId, me: MemberId, t: Time
) -> list[ReviewRow]:
    """The rows of a review, in no order of meaning: the ledger keeps its subjects in none."""
    review = state.reviews[id_]
    over = review.closed is not None or t >= review.due
    mine = set() if over or me not in review.reviewers else set(open_to(state, id_, me))
    table = _Table(state, exposures, t, me, able_reviewers(state, review.reviewers))
    return [
        table.row(subject, ruling, mine=subject in mine)
        for subject, ruling in review.rulings.items()
    ]


def rows_in(
    state: State,
    exposures: Iterable[Exposure],
    t: Time,
    scope: Scope = EVERYTHING,
    reviewers: Iterable[MemberId] | None = None,
) -> list[ReviewRow]:
    """The rows that a review of this scope would have if it were opened now.

    Which would have no second reviewer is known only where the `reviewers` are.
    """
    known = list(exposures)
    able = None if reviewers is None else able_reviewers(state, reviewers)
    table = _Table(state, known, t, None, able)
    subjects = subjects_in(state, known, scope, t)
    return [table.row(subject, UNDECIDED, mine=False) for subject in subjects]


def able_reviewers(state: State, reviewers: Iterable[MemberId]) -> frozenset[MemberId]:
    """Those of the reviewers who can decide (still)."""
    return frozenset(one for one in reviewers if can_keep_names(state, one))


class _Table:
    """Makes the rows of subjects, all as of one moment, for the asker."""

    def __init__(
        self,
        state: State,
        exposures: Iterable[Exposure],
        t: Time,
        me: MemberId | None,
        able: frozenset[MemberId] | None,
    ) -> None:
        self._state = state
        self._t = t
        self._me = me
        self._able = able
        self._uses = Uses(exposures)
        self._have: dict[KeyId, int] = {}

    def row(self, subject: str, ruling: Ruling, *, mine: bool) -> ReviewRow:
        found = about_at_opening(self._state, subject)
        member = self._state.members[found.member]
        grant = None if found.grant is None else self._state.grants[found.grant]
        key = None if found.key is None else self._state.keys[found.key]
        use = NEVER if found.key is None else self._uses.of(found.member, found.key)
        ends = None if found.grant is None else ends_at(self._state, found.grant, self._t)
        verified = member.verified or member.role is Role.APP
        since = None if grant is None else grant.issued
        whose = behind(self._state, found.member)
        last = max(use.last or 0, 0 if grant is None else grant.touched)
        why, days = advise(
            Facts(
                kind=found.kind,
                active=is_active(self._state, found.member),
                verified=verified,
                openings=use.times,
                age=self._t - (since or self._t),
                unused_for=self._t - last if last else 0,
                left=None if ends is None else ends - self._t,
                issuer_here=grant is None or not is_gone(self._state, grant.by),
                managers=0 if key is None else len(active_custodians(self._state, key)),
            )
        )
        return ReviewRow(
            subject=subject,
            kind=found.kind,
            member=found.member,
            role=member.role,
            verified=verified,
            why=why,
            ruling=ruling,
            mine=mine,
            key=found.key,
            environment=None if key is None else key.environment,
            grant=found.grant,
            version=found.version,
            since=since,
            by=None if grant is None else grant.by,
            openings=use.times,
            last_opened=use.last,
            others=self._others(found),
            ends=ends,
            days=days,
            own=self._me in whose,
            second=self._able is None or bool(self._able - whose),
        )

    def _others(self, found: About) -> int:
        """How many have access to the same key, besides whom it is about."""
        if found.key is None:
            return 0
        if found.key not in self._have:
            having = {one.member for one in holders(self._state, found.key, self._t)}
            self._have[found.key] = len(having)
        return self._have[found.key] - (found.kind != "exposure")
