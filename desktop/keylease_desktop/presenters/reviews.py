"""The place Reviews: the campaigns that the ledger knows, and how far they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.snapshot import Snapshot
from keylease.insight.attention import next_review
from keylease.insight.progress import Progress, campaigns, outcome
from keylease.model.base import ReviewId
from keylease.model.events import Lapse, Verdict
from keylease.model.roles import OVERSEERS
from keylease.model.state import Review
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import Shown
from keylease_desktop.services.team import TeamService


def _tr(text: str) -> str:
    return QCoreApplication.translate("reviews", text)


@dataclass(frozen=True)
class ReviewRow:
    """One review, open or closed."""

    id: ReviewId
    title: str
    open: bool
    late: bool
    share: float
    decided: str
    due: str
    left: str
    reviewers: str
    lapse: str
    outcome: str
    mine: int = 0
    counts: tuple[tuple[str, int], ...] = ()


def review_rows(now: Snapshot, t: int) -> tuple[ReviewRow, ...]:
    """The open reviews by due date, then the closed ones, the newest first."""
    shown = Shown(now.names.told_apart())
    return tuple(_row(now, shown, one, t) for one in campaigns(now.state, now.me, t))


def _row(now: Snapshot, shown: Shown, one: Progress, t: int) -> ReviewRow:
    review = now.state.reviews[one.review]
    late = one.closed is None and one.due <= t
    return ReviewRow(
        id=one.review,
        title=shown.of(one.review),
        open=one.closed is None,
        late=late,
        share=one.share,
        decided=_tr("{} of {} decided").format(one.decided, one.subjects),
        due=_due(one, late=late, t=t),
        left=_left(one, now, review, late=late),
        reviewers=_tr("Reviewers: {}").format(shown.all(review.reviewers)),
        lapse=_lapse(review),
        outcome=", ".join(_outcome(review)) or _tr("nothing was decided"),
        mine=one.left_to_me,
        counts=() if one.closed is None else tuple(_counts(review)),
    )


def _due(one: Progress, *, late: bool, t: int) -> str:
    if one.closed is not None:
        return _tr("closed {}").format(when.day(one.closed, t))
    if late:
        return _tr("was due {}").format(when.day(one.due, t))
    return _tr("due {}, in {}").format(when.day(one.due, t), when.span(one.due - t))


def _left(one: Progress, now: Snapshot, review: Review, *, late: bool) -> str:
    if late:
        return _tr("Its time is over: what was not decided has taken the course set for it.")
    if one.left_to_me:
        return when.counted(one.left_to_me, _tr("{} is left for you."), _tr("{} are left for you."))
    if now.me not in review.reviewers:
        return _tr("You are no reviewer of it.")
    return _tr("Nothing is left for you.")


def _lapse(review: Review) -> str:
    return {
        Lapse.END: _tr("What nobody decides by then ends."),
        Lapse.SHORTEN: _tr("What nobody decides by then ends {} later.").format(
            when.exact(review.shorten_to or 0)
        ),
        Lapse.KEEP: _tr("What nobody decides by then stays as it is."),
    }[review.lapse]


def _outcome(review: Review) -> Iterator[str]:
    counts = outcome(review)
    for verdict, text in (
        (Verdict.KEEP, _tr("{} kept")),
        (Verdict.SHORTEN, _tr("{} shortened")),
        (Verdict.END, _tr("{} ended")),
        (Verdict.REASSIGN, _tr("{} handed on")),
        (Verdict.REPLACE, _tr("{} to replace")),
    ):
        if count := counts.get(verdict.value, 0):
            yield text.format(count)
    undecided = len(review.rulings) - sum(counts.values())
    if undecided:
        yield _tr("{} not decided").format(undecided)


def _counts(review: Review) -> Iterator[tuple[str, int]]:
    """The same lines for every review, so that two can be compared."""
    counts = outcome(review)
    yield _tr("Reviewed"), len(review.rulings)
    for verdict, text in (
        (Verdict.KEEP, _tr("Kept")),
        (Verdict.SHORTEN, _tr("Shortened")),
        (Verdict.END, _tr("Ended")),
        (Verdict.REASSIGN, _tr("Handed on")),
        (Verdict.REPLACE, _tr("To replace")),
    ):
        yield text, counts.get(verdict.value, 0)
    yield _tr("Not decided"), len(review.rulings) - sum(counts.values())
    yield _tr("Days it took"), ((review.closed or review.opened) - review.opened) // when.DAY


class ReviewsPresenter(QObject):
    """`rows_changed(tuple[ReviewRow])` when any of them differs."""

    rows_changed = Signal(object)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self.rows: tuple[ReviewRow, ...] = ()
        team.minute_passed.connect(self._compute)
        team.snapshot_changed.connect(self._compute)
        team.locked.connect(self._forget)
        if team.snapshot is not None:
            self._compute()

    @property
    def ready(self) -> bool:
        """Whether there is something to show yet."""
        return self._team.snapshot is not None

    @property
    def planned(self) -> str:
        """How often the team's rules want a review, and when the next; "" if they do not say."""
        now = self._team.snapshot
        every = None if now is None else now.state.policy.review_every
        if now is None or every is None:
            return ""
        said = _tr("The team’s rules want one every {}.").format(when.exact(every))
        t, following = self._team.now(), next_review(now.state)
        if following is None:
            return said
        due = _tr("The next is due {}.") if following > t else _tr("The next was due {}.")
        return " ".join((said, due.format(when.day(following, t))))

    @property
    def may_open(self) -> bool:
        """Whether this member can open one."""
        now = self._team.snapshot
        return now is not None and now.self.role in OVERSEERS and now.frozen is None

    def _compute(self, _: object = None) -> None:
        now = self._team.snapshot
        if now is not None:
            self.rows = review_rows(now, self._team.now())
            self.rows_changed.emit(self.rows)

    def _forget(self) -> None:
        self.rows = ()
        self.rows_changed.emit(())
