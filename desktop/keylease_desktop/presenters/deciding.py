"""What was decided here and does not stand in the rows yet: held, on its way, just written."""

from collections import deque
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from keylease.client.deciding import Decided
from keylease.client.session import Session
from keylease.errors import KeyleaseError, Unreachable
from keylease.model.base import ReviewId
from keylease.model.events import Decision
from keylease_desktop.presenters.held import Held
from keylease_desktop.services.team import TeamService


class Deciding(QObject):
    """`changed` whenever any of it did; `written(Decided)` of each batch that was sent;
    `failed(KeyleaseError, how many, whether they are held again)` of one that was not.
    """

    changed = Signal()
    written = Signal(object)
    failed = Signal(object, int, bool)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._review: ReviewId | None = None
        self._over: set[str] = set()
        self._going: deque[tuple[ReviewId, list[Decision]]] = deque()
        self._made: dict[str, Decision] = {}
        self._moving: dict[str, Decision] = {}
        self.reasons: dict[str, str] = {}
        """What was said here, by subject, of a decision that is made or is still to be."""
        self.held = Held(self)
        self.held.changed.connect(self.changed)
        self.held.ripe.connect(self._send)
        team.locking.connect(self.held.flush)

    def turn_to(self, review: ReviewId | None) -> None:
        """Decide on that review from here on; what is held for the one before is sent."""
        self.held.flush()
        self._review = review
        self._over.clear()
        self._made.clear()
        self.reasons.clear()
        self._note()

    def forget(self) -> None:
        """The team is locked: what was held has been sent, and whatever comes of it shows later."""
        self._review = None
        self._over.clear()
        self._made.clear()
        self._going.clear()
        self.reasons.clear()
        self._note()

    def of(self, subject: str) -> Decision | None:
        """What was decided here on a subject and does not stand in the rows yet."""
        return self.held.by_subject.get(subject) or self._moving.get(subject)

    @property
    def subjects(self) -> set[str]:
        """On which there is anything of that kind."""
        return self.held.by_subject.keys() | self._moving.keys()

    def hold(self, decisions: Sequence[Decision], over: set[str]) -> None:
        """One keystroke's decisions; `over` of them were kept or shortened before, as was seen."""
        self._over |= over
        self.held.hold(decisions)

    def give_reason(self, subjects: Iterable[str], reason: str) -> None:
        """It goes with what is, or will be, decided on these; "" takes it back."""
        self.reasons.update(dict.fromkeys(subjects, reason))
        self.changed.emit()

    def undo(self) -> str:
        """Take the last keystroke back; a subject of it, "" where there was nothing."""
        taken = self.held.undo()
        self._over -= {one.subject for one in taken}
        return taken[0].subject if taken else ""

    def give_way(self, decided: set[str]) -> set[str]:
        """Others have decided on these: which of them were held here, and are no more."""
        late = (self.held.by_subject.keys() & decided) - self._over
        if late:
            self.held.drop(late)
        return late

    def seen_in_rows(self) -> None:
        """New rows have come: what was written before stands in them."""
        self._made.clear()
        self._note()

    def _send(self, decisions: list[Decision]) -> None:
        review, over = self._review, frozenset(self._over)
        assert review is not None, "nothing is held for no review"
        reasons = {
            one.subject: said
            for one in decisions
            if (said := self.reasons.get(one.subject)) is not None
        }
        self._going.append((review, decisions))
        self._note()

        def work(session: Session) -> Decided:
            return session.reviews.decide_open(review, decisions, over, reasons)

        self._team.act(
            work,
            doing=self.tr("Writing down what was decided…"),
            then=self._sent,
            failed=self._not_sent,
            kept=True,
        )

    def _sent(self, told: Decided) -> None:
        review, decisions = self._going.popleft()
        made = set(told.made)
        if review == self._review:
            self._made.update((one.subject, one) for one in decisions if one.subject in made)
        self._over -= {one.subject for one in decisions}
        self._note()
        self.written.emit(told)

    def _not_sent(self, error: KeyleaseError) -> None:
        if not self._going:
            return  # locked meanwhile: what is not on record is undecided, and shows so
        review, decisions = self._going.popleft()
        again = isinstance(error, Unreachable) and review == self._review
        if again:
            self.held.hold(decisions)
        self._note()
        self.failed.emit(error, len(decisions), again)

    def _note(self) -> None:
        self._moving = dict(self._made)
        for review, decisions in self._going:
            if review == self._review:
                self._moving.update((one.subject, one) for one in decisions)
        self.changed.emit()
