"""Renewing an access: how long it may run from now, and doing it."""

from PySide6.QtCore import QObject, Signal

from keylease.client.access import policy_of
from keylease.client.ends import end_after
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.model.base import GrantId
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.presenters.sharing import SPANS, USUAL
from keylease_desktop.services.team import TeamService


class RenewPresenter(QObject):
    """`offered()` when the choice changed; `renewed(what to say)` or `refused(KeyleaseError)`."""

    offered = Signal()
    renewed = Signal(str)
    refused = Signal(object)

    def __init__(self, team: TeamService, grant: GrantId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._grant = grant
        now = team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        self._seen: Snapshot = now
        self._loan = now.grant(grant)
        shown = now.names.told_apart()
        self._who = named(shown, self._loan.to)
        self._key = named(shown, self._loan.key)
        self._longest = policy_of(now, self._loan.key).longest
        t = team.now()
        allowed = [span for span in SPANS if span >= when.DAY and span <= self._longest]
        later = [span for span in allowed if self._end(span) > self._loan.expires]
        self.spans: tuple[int, ...] = tuple(allowed or [self._longest])
        self.span = next((span for span in later if span >= USUAL), (later or allowed)[-1])
        self.title = self.tr("Renew {}’s access to {}").format(self._who, self._key)
        self.text = self.tr("Now it ends {}, in {}.").format(
            when.full(self._loan.expires), when.span(max(self._loan.expires - t, 0))
        )

    def _end(self, span: int) -> int:
        return end_after(span, self._team.now(), self._longest)

    def choose(self, span: int) -> None:
        """Choose a length from now."""
        self.span = span
        self.offered.emit()

    @property
    def until(self) -> int:
        """The new end."""
        return self._end(self.span)

    @property
    def until_text(self) -> str:
        """The new end in words."""
        return self.tr("until {}").format(when.full(self.until))

    @property
    def primary(self) -> str:
        """What the button says."""
        return self.tr("Renew until {}").format(when.day(self.until, self._team.now()))

    @property
    def fault(self) -> str:
        """Why that end cannot be taken; empty if it can."""
        if self.until <= self._loan.expires:
            return self.tr("It already runs longer. Choose a later end.")
        return ""

    def renew(self) -> None:
        """Do it."""
        until, seen = self.until, self._seen

        def work(session: Session) -> Snapshot:
            return session.lending.renew(self._grant, until, seen=seen)

        self._team.act(work, doing=self.tr("Renewing…"), then=self._done, failed=self.refused.emit)

    def _done(self, after: Snapshot) -> None:
        if after.grant(self._grant).renewal is not None:
            said = self.tr("The later end waits for a second approver.")
        else:
            said = self.tr("{} has {} until {}.").format(
                self._who, self._key, when.day(self.until, self._team.now())
            )
        self.renewed.emit(said)
