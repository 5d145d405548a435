"""Opening a review: over what, by whom, until when; and what that comes to, before it is opened."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import TypedDict, Unpack

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from keylease.client.ends import end_on
from keylease.client.entering import provider_facts
from keylease.client.review_terms import (
    Wanted,
    possible_lapses,
    possible_reviewers,
    scope_of,
    usual_due,
    usual_reviewers,
    usual_title,
)
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.insight.review_advice import Advice
from keylease.insight.review_rows import rows_in
from keylease.model.base import MemberId, ReviewId, Time
from keylease.model.events import Lapse
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts.refusals import refusal

SHORTEST = when.DAY
SOON = 120
"""Milliseconds of quiet after which a change is counted."""
IDLE = (30, 60, 90)


def _tr(text: str) -> str:
    return QCoreApplication.translate("opening", text)


class About(Enum):
    """Which part of the team a review is about."""

    EVERYTHING = auto()
    ENVIRONMENT = auto()
    PROVIDER = auto()
    PROJECT = auto()
    MEMBER = auto()
    PEOPLE = auto()
    SERVICES = auto()
    IDLE = auto()


@dataclass(frozen=True)
class Wish:
    """What was typed and chosen so far; `which` names the environment, the provider …"""

    title: str
    reviewers: tuple[MemberId, ...]
    due: date | None
    lapse: Lapse
    shorten_to: Time = 7 * when.DAY
    about: About = About.EVERYTHING
    which: str = ""


class Change(TypedDict, total=False):
    """Any part of a wish."""

    title: str
    reviewers: tuple[MemberId, ...]
    due: date | None
    lapse: Lapse
    shorten_to: Time
    about: About
    which: str


@dataclass(frozen=True)
class Preview:
    """What it would come to: how many decisions, by advice; how many nobody could decide."""

    total: int = 0
    text: str = ""
    warning: str = ""
    fault: str = ""


class OpeningPresenter(QObject):
    """`previewed(Preview)` as the wish changes; `opened(ReviewId)` or `refused(KeyleaseError)`."""

    previewed = Signal(object)
    opened = Signal(str)
    refused = Signal(object)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        now = team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        self.now: Snapshot = now
        t = team.now()
        self.lapses = possible_lapses(now)
        self.preview = Preview()
        self.wish = Wish(
            title=usual_title(t),
            reviewers=usual_reviewers(now),
            due=when.today(usual_due(t)).date(),
            lapse=self.lapses[-1],
        )
        self._pause = QTimer(self, interval=SOON, singleShot=True)
        self._pause.timeout.connect(self._count)
        self._count()

    # What there is to choose from --------------------------------------------------------------

    @property
    def reviewers(self) -> list[tuple[MemberId, str]]:
        """Who can be asked to decide."""
        return [(id_, self.name(id_)) for id_ in possible_reviewers(self.now)]

    def name(self, member: MemberId) -> str:
        """Somebody's name."""
        return named(self.now.names.told_apart(), member)

    def choices(self, about: About) -> list[tuple[str, str]]:
        """What can be named there, as (what is meant, what is shown); none where nothing is."""
        names = self.now.names
        match about:
            case About.ENVIRONMENT:
                found = [(id_, names.of(id_)) for id_ in self.now.state.environments]
            case About.PROVIDER:
                found = [(one, provider_facts(one).name or one) for one in self._fields("provider")]
            case About.PROJECT:
                found = [(one, one) for one in self._fields("project")]
            case About.MEMBER:
                found = [(id_, self.name(id_)) for id_, _ in self.now.here()]
            case About.IDLE:
                return [(str(days), _tr("{} days").format(days)) for days in IDLE]
            case _:
                found = []
        return sorted(found, key=lambda choice: choice[1].casefold())

    def _fields(self, field: str) -> set[str]:
        names = self.now.names
        return {names.field(key, field) for key in self.now.state.keys} - {""}

    # What is wished ----------------------------------------------------------------------------

    def change(self, **change: Unpack[Change]) -> None:
        """Wish something else."""
        self.wish = replace(self.wish, **change)
        self._pause.start()

    def _wanted(self) -> Wanted:
        which, about = self.wish.which, self.wish.about
        return Wanted(
            environment=which if about is About.ENVIRONMENT else "",
            provider=which if about is About.PROVIDER else "",
            project=which if about is About.PROJECT else "",
            only=(which,) if about is About.MEMBER and which else (),
            people=about is About.PEOPLE,
            apps=about is About.SERVICES,
            idle_for=int(which) * when.DAY if about is About.IDLE and which else None,
        )

    def _count(self) -> None:
        """Count beside the window: all of a large team takes a while."""
        wanted, reviewers, t = self._wanted(), self.wish.reviewers, self._team.now()

        def work(session: Session) -> tuple[Counter[Advice], int]:
            now = session.snapshot
            scope, _ = scope_of(now, wanted)
            rows = rows_in(now.state, session.exposures(), t, scope, reviewers)
            return Counter(row.advice for row in rows), sum(not row.second for row in rows)

        self._team.ask(work, self._counted, failed=self._not_counted)

    def _counted(self, found: tuple[Counter[Advice], int]) -> None:
        counts, alone = found
        total = sum(counts.values())
        parts = [
            text.format(counts[advice])
            for advice, text in (
                (Advice.END, _tr("End {}")),
                (Advice.LOOK, _tr("Look {}")),
                (Advice.ROUTINE, _tr("Routine {}")),
            )
        ]
        self._tell(
            Preview(total=total, text=" · ".join(parts), warning=self._warning(alone, total))
        )

    def _not_counted(self, error: KeyleaseError) -> None:
        self._tell(Preview(fault=refusal(error)))

    def _tell(self, preview: Preview) -> None:
        self.preview = replace(preview, fault=preview.fault or self._fault(preview))
        self.previewed.emit(self.preview)

    def _warning(self, alone: int, total: int) -> str:
        reviewers = self.wish.reviewers
        if not alone or not reviewers or alone == total == 0:
            return ""
        if len(reviewers) == 1:
            return _tr(
                "Nobody decides on their own access: {} of these are {}’s own and would be closed "
                "as “no second reviewer”. Name a second."
            ).format(alone, self.name(reviewers[0]))
        return _tr("{} of these no reviewer may decide on. Name another.").format(alone)

    def _fault(self, preview: Preview) -> str:
        """Why it cannot be opened so; "" where it can."""
        due = self.wish.due
        if not self.wish.title.strip():
            return _tr("Give it a title.")
        if not self.wish.reviewers:
            return _tr("Choose who decides.")
        if due is None:
            return _tr("Type the due date like 2027-01-31.")
        if end_on(due) < self._team.now() + SHORTEST:
            return _tr("Leave the reviewers a day at least.")
        return "" if preview.total else _tr("There is nothing to review there.")

    def open(self) -> None:
        """Open it, over what is so now."""
        wish, wanted, t = self.wish, self._wanted(), self._team.now()
        assert wish.due is not None, "it has no fault"
        due = end_on(wish.due)
        span = wish.shorten_to if wish.lapse is Lapse.SHORTEN else None

        def work(session: Session) -> ReviewId:
            now = session.refresh()
            scope, words = scope_of(now, wanted)
            rows = rows_in(now.state, session.exposures(), t, scope)
            return session.reviews.open(
                wish.title.strip(),
                [row.subject for row in rows],
                wish.reviewers,
                due,
                lapse=wish.lapse,
                shorten_to=span,
                scope=words,
            )

        self._team.act(
            work, doing=_tr("Opening the review…"), then=self._opened, failed=self._refused
        )

    def _opened(self, review: ReviewId) -> None:
        self.opened.emit(review)

    def _refused(self, error: KeyleaseError) -> None:
        self.refused.emit(error)
