"""One campaign on the screen: its rows, how each stands, and what its keys do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from keylease.client.access import having, manages
from keylease.client.deciding import Decided, fits, may_follow
from keylease.client.review_facts import ReviewFacts, review_facts
from keylease.client.review_terms import shortened
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.insight.review_advice import Advice
from keylease.insight.review_rows import review_rows
from keylease.model.base import KeyId, MemberId, ReviewId, Time
from keylease.model.events import Decision, Verdict
from keylease.model.roles import OVERSEERS, Status
from keylease.model.state import Review, Ruling
from keylease_desktop.presenters import when
from keylease_desktop.presenters.campaign_rows import (
    CampaignRow,
    RowFacts,
    campaign_rows,
    row_facts,
    verdict_words,
)
from keylease_desktop.presenters.deciding import Deciding
from keylease_desktop.presenters.happening_words import Shown, listed, named
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone

NO_ROWS: tuple[CampaignRow, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How a row stands: a verdict in a word, or why there is none to give."""

    text: str = "–"
    tone: Tone = Tone.MUTED
    tip: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Head:
    """What stands over the rows. `decides` says that this member may decide here."""

    title: str = ""
    second: str = ""
    decided: int = 0
    subjects: int = 0
    decides: bool = False
    oversees: bool = False
    closed: bool = False

    @property
    def share(self) -> float:
        """What part is decided, 0 to 1."""
        return self.decided / self.subjects if self.subjects else 1.0


class CampaignPresenter(QObject):
    """`rows_changed` when the rows are others, `standing_changed` when only verdicts or seconds
    are; `taken_back(subject)` after an undo; `hindered` says why a key does nothing; `said` and
    `refused` are sentences about what came of it.
    """

    rows_changed = Signal()
    standing_changed = Signal()
    taken_back = Signal(str)
    hindered = Signal(str)
    said = Signal(str)
    refused = Signal(str)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.team = team
        self.review: ReviewId | None = None
        self.rows = NO_ROWS
        self.by_id: dict[str, CampaignRow] = {}
        self.ready = False
        self._known = ReviewFacts()
        self._decided = 0
        self.deciding = Deciding(team, self)
        self.deciding.changed.connect(self.standing_changed)
        self.deciding.written.connect(self._written)
        self.deciding.failed.connect(self._not_sent)
        team.minute_passed.connect(self._ask)
        team.snapshot_changed.connect(self._ask)
        team.locked.connect(self._forget)

    # Which review ------------------------------------------------------------------------------

    def show(self, review: ReviewId | None) -> None:
        """Turn to a review, or to none."""
        if review == self.review:
            return
        self.deciding.turn_to(review)
        self.review = review
        self._clear()
        if review is None:
            return
        self.team.ask(review_facts, self._know, failed=self._fail)
        self._ask()

    def _clear(self) -> None:
        self.rows, self.by_id, self.ready, self._decided = NO_ROWS, {}, False, 0
        self.rows_changed.emit()

    def _forget(self) -> None:
        self.deciding.forget()
        self.review, self._known = None, ReviewFacts()
        self._clear()

    def _know(self, known: ReviewFacts) -> None:
        self._known = known
        self.standing_changed.emit()

    def _fail(self, error: KeyleaseError) -> None:
        self.refused.emit(refusal(error))

    def _ask(self, _: object = None) -> None:
        """Have the rows computed beside the window: ten thousand take a while."""
        review, t = self.review, self.team.now()
        if review is None:
            return

        def work(session: Session) -> tuple[ReviewId, tuple[CampaignRow, ...]]:
            now = session.snapshot
            facts = review_rows(now.state, session.exposures(), review, now.me, t)
            return review, campaign_rows(now, facts, t)

        self.team.ask(work, self._take, failed=self._fail)

    def _take(self, answer: tuple[ReviewId, tuple[CampaignRow, ...]]) -> None:
        review, rows = answer
        if review != self.review:
            return
        self.ready = True
        self.rows = rows
        self.by_id = {row.id: row for row in rows}
        decided = {row.id for row in rows if row.fact.ruling.verdict is not None}
        self._decided = len(decided)
        self.deciding.seen_in_rows()
        self._tell_faster(self.deciding.give_way(decided))
        self.rows_changed.emit()

    # How it stands -----------------------------------------------------------------------------

    @property
    def _now(self) -> Snapshot | None:
        return self.team.snapshot

    @property
    def record(self) -> Review | None:
        """The review as the ledger has it."""
        now = self._now
        return None if now is None or self.review is None else now.state.reviews.get(self.review)

    @property
    def head(self) -> Head:
        """What stands over the rows."""
        now, review = self._now, self.record
        if now is None or review is None or self.review is None:
            return Head()
        t = self.team.now()
        fresh = [s for s in self.deciding.subjects if self._ruling(s).verdict is None]
        return Head(
            title=now.names.of(self.review),
            second=self._second(now, review, t),
            decided=self._decided + len(fresh),
            subjects=len(review.rulings),
            decides=review.closed is None and t < review.due and now.me in review.reviewers,
            oversees=now.self.role in OVERSEERS,
            closed=review.closed is not None,
        )

    def _second(self, now: Snapshot, review: Review, t: Time) -> str:
        shown = Shown(now.names.told_apart())
        ends = self.tr("due {}").format(when.day(review.due, t))
        if review.closed is not None:
            ends = self.tr("closed {}").format(when.day(review.closed, t))
        elif review.due <= t:
            ends = self.tr("its time was over {}").format(when.day(review.due, t))
        scope = self._known.scopes.get(self.review or "", "") or self.tr("Everything")
        who = self.tr("reviewers {}").format(shown.all(review.reviewers))
        return " · ".join((scope, who, ends))

    def _ruling(self, subject: str) -> Ruling:
        row = self.by_id.get(subject)
        return Ruling() if row is None else row.fact.ruling

    def verdict(self, subject: str) -> Verdict | None:
        """What was decided on a subject, held or on record."""
        mine = self.deciding.of(subject)
        return self._ruling(subject).verdict if mine is None else mine.verdict

    def standing(self, row: CampaignRow) -> Standing:
        """How a row stands."""
        t, mine, ruling = self.team.now(), self.deciding.of(row.id), row.fact.ruling
        if mine is not None:
            text, tone = verdict_words(mine.verdict, mine.until, t)
            tip = self._because(self.tr("by you"), row)
            return Standing(text, tone, tip, mine.verdict)
        if ruling.verdict is not None:
            text, tone = verdict_words(ruling.verdict, ruling.until, t)
            who = "" if self._now is None or ruling.by is None else self._now.names.of(ruling.by)
            tip = self._because(self.tr("{}, {}").format(who, when.ago(ruling.at or t, t)), row)
            if not ruling.effective:
                tip = self.tr("{}. Asked for, not carried out yet.").format(tip)
            return Standing(text, tone, tip, ruling.verdict)
        if not row.fact.second:
            tip = self.tr("No reviewer may decide on this: it is closed as “no second reviewer”.")
            return Standing(self.tr("nobody"), Tone.MUTED, tip)
        if row.fact.own and not self.head.closed:
            return Standing(self.tr("yours"), Tone.MUTED, self.tr("Somebody else decides on yours"))
        return Standing()

    def _because(self, who: str, row: CampaignRow) -> str:
        reason = self.reason(row.id)
        return self.tr("{}: “{}”").format(who, reason) if reason else who

    def reason(self, subject: str) -> str:
        """Why it is, or is to be, decided so; "" where nobody has said."""
        said = self.deciding.reasons.get(subject)
        return self._known.verdicts.get((self.review or "", subject), "") if said is None else said

    def is_left(self, row: CampaignRow) -> bool:
        """Whether this member is still to decide on it."""
        return row.fact.mine and self.deciding.of(row.id) is None

    def facts(self, subject: str) -> RowFacts | None:
        """All that is known of a row; None where there is none."""
        now, row, t = self._now, self.by_id.get(subject), self.team.now()
        if now is None or row is None:
            return None
        has: set[MemberId] = set() if row.fact.key is None else having(now, row.fact.key, t)
        return row_facts(now, row, self._known, has, t, self.reason(subject))

    def shortens_to(self, row: CampaignRow) -> Time | None:
        """The end that "shorten" gives by itself; None where it would not be sooner."""
        review = self.record
        if review is None or row.fact.kind != "grant":
            return None
        return shortened(row.fact.ends, self.team.now(), review.shorten_to)

    def last_end(self, subjects: Sequence[str]) -> Time:
        """When the last of these ends by itself. ValueError where none of them ever does."""
        ends = [self.by_id[one].fact.ends for one in subjects]
        return max(end for end in ends if end is not None)

    def replaces(self, key: KeyId) -> bool:
        """Whether this member can put a new value into that key."""
        return self._now is not None and manages(self._now, key)

    def heirs(self, subjects: Sequence[str]) -> list[tuple[MemberId, str]]:
        """Whom these could be handed on to."""
        now = self._now
        if now is None:
            return []
        about = {self.by_id[one].fact.member for one in subjects if one in self.by_id}
        shown = now.names.told_apart()
        here = [id_ for id_, member in now.people() if member.status is Status.ACTIVE]
        return [(id_, named(shown, id_)) for id_ in here if id_ not in about]

    # What the keys do --------------------------------------------------------------------------

    def decide(
        self,
        subjects: Sequence[str],
        verdict: Verdict,
        *,
        until: Time | None = None,
        to: MemberId | None = None,
    ) -> bool:
        """Hold a verdict on these for ten seconds; whether it fits any of them. What it does not
        fit is left as it is, and said.
        """
        decisions: list[Decision] = []
        over: set[str] = set()
        hindered: dict[str, None] = {}
        head, held = self.head, self.deciding.held.by_subject
        for subject in subjects:
            row = self.by_id[subject]
            end = until or self.shortens_to(row) if verdict is Verdict.SHORTEN else None
            hindrance = self._hindrance(head, row, verdict, end)
            if hindrance:
                hindered[hindrance] = None
                continue
            decisions.append(Decision(subject, verdict, until=end, to=to))
            if subject not in held and self.verdict(subject) is not None:
                over.add(subject)
        self.deciding.hold(decisions, over)
        if hindered:
            self.hindered.emit(self._left_out(len(subjects) - len(decisions), next(iter(hindered))))
        return bool(decisions)

    def hinders(self, subjects: Sequence[str], verdict: Verdict) -> str:
        """Why none of these can be decided so; "" where one can. For what asks more before."""
        head, asked_for = self.head, self.team.now()
        found = [self._hindrance(head, self.by_id[one], verdict, asked_for) for one in subjects]
        return "" if "" in found else next(iter(found), "")

    def give_reason(self, subjects: Sequence[str], reason: str) -> None:
        """It goes on record with what is, or will be, decided on these; "" takes it back."""
        fitting = [one for one in subjects if not self._no_reason(self.by_id[one])]
        self.deciding.give_reason(fitting, reason.strip())

    def no_reason(self, subjects: Sequence[str]) -> str:
        """Why none can be given for any of these; "" where one can."""
        found = [self._no_reason(self.by_id[one]) for one in subjects]
        return "" if "" in found else next(iter(found), "")

    def _no_reason(self, row: CampaignRow) -> str:
        is_open = row.id in self.deciding.held.by_subject or self.verdict(row.id) is None
        if row.fact.own or is_open:
            return self._hindrance(self.head, row, Verdict.KEEP, None)
        if not self._hindrance(self.head, row, Verdict.END, None):
            return ""
        return self.tr("{} is on record: a reason goes with a decision.").format(row.subject)

    def _left_out(self, count: int, why: str) -> str:
        return why if count == 1 else self.tr("{} are left as they are. {}").format(count, why)

    def _hindrance(self, head: Head, row: CampaignRow, verdict: Verdict, end: Time | None) -> str:
        """Why it cannot be decided so; "" where it can."""
        fact = row.fact
        if not head.decides:
            return self.tr("This review can only be looked at.")
        if fact.own:
            return self.tr("{}: somebody else decides on yours.").format(row.subject)
        if not fits(fact.kind, verdict):
            return self._does_not_fit(row)
        stands = self.deciding.of(row.id)
        before = fact.ruling if stands is None else Ruling(verdict=stands.verdict)
        if row.id not in self.deciding.held.by_subject and not may_follow(before, verdict):
            return self.tr("{} is decided; it can only be ended yet.").format(row.subject)
        if verdict is Verdict.SHORTEN and end is None:
            return self.tr("{} ends so soon by itself: choose a date, or keep it.").format(
                row.subject
            )
        return ""

    def _does_not_fit(self, row: CampaignRow) -> str:
        return {
            "exposure": self.tr("What was seen cannot be taken back: replace the value, or keep."),
            "custody": self.tr("Managing a key has no end: keep it, end it, or reassign it."),
            "role": self.tr("A role can be kept or ended."),
        }.get(row.fact.kind, "")

    def routine(self, shown: Iterable[CampaignRow]) -> list[str]:
        """The routine rows among these that are left to decide; Look is never one of them."""
        return [row.id for row in shown if row.fact.advice is Advice.ROUTINE and self.is_left(row)]

    def undo(self) -> bool:
        """Take the last keystroke back, as long as it is held."""
        subject = self.deciding.undo()
        if subject:
            self.taken_back.emit(subject)
        return bool(subject)

    # What came of it ---------------------------------------------------------------------------

    def _tell_faster(self, subjects: Iterable[str]) -> None:
        """Another reviewer was faster."""
        now, late = self._now, [self.by_id[s] for s in subjects if s in self.by_id]
        if now is None or not late:
            return
        who = listed(sorted({now.names.of(row.fact.ruling.by or "") for row in late}))
        what = late[0].subject if len(late) == 1 else self.tr("{} rows").format(len(late))
        self.said.emit(self.tr("{} has decided on {} first: that stands.").format(who, what))

    def _written(self, told: Decided) -> None:
        if told.refused:
            subject, error = told.refused[0]
            row = self.by_id.get(subject)
            what = (
                row.subject
                if row is not None and len(told.refused) == 1
                else self.tr("{} decisions").format(len(told.refused))
            )
            text = self.tr("{}: not taken. {}").format(what, refusal(error))
            self.refused.emit(text)
        if told.others:
            count = len(told.others)
            self.said.emit(
                when.counted(
                    count,
                    self.tr("Another reviewer had decided on {} row first: that stands."),
                    self.tr("Another reviewer had decided on {} rows first: that stands."),
                )
            )

    def _not_sent(self, error: KeyleaseError, count: int, held: bool) -> None:
        why = refusal(error)
        if held:
            text = self.tr("{} decisions are not sent yet, and tried again. {}")
        else:
            text = self.tr("{} decisions were not taken. {}")
        self.refused.emit(text.format(count, why))
