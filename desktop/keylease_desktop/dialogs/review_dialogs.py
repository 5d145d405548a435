"""Opens the dialogs about reviews over a window."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from keylease.model.base import KeyId, MemberId, ReviewId, Time
from keylease.model.events import Verdict
from keylease_desktop.dialogs.compare_reviews import CompareDialog
from keylease_desktop.dialogs.finish_review import FinishDialog
from keylease_desktop.dialogs.open_review import OpenReviewDialog
from keylease_desktop.dialogs.opener import Opener
from keylease_desktop.dialogs.review_rows import ReasonDialog, ReassignDialog, ShortenDialog
from keylease_desktop.presenters.campaign import CampaignPresenter
from keylease_desktop.presenters.finishing import EvidencePresenter, FinishPresenter
from keylease_desktop.presenters.review_opening import OpeningPresenter
from keylease_desktop.presenters.reviews import ReviewRow
from keylease_desktop.texts.refusals import refusal

Then = Callable[[Sequence[str], bool], None]
"""Told which rows a dialog was about, and whether anything was decided."""


class ReviewDialogs(Opener):
    """`said` and `refused` are sentences for a person; `opened(review)` tells of a new one;
    `go(review)` leads there; `replace_asked(key)` wants its value replaced.
    """

    said = Signal(str)
    refused = Signal(str)
    opened = Signal(str)
    go = Signal(str)
    replace_asked = Signal(str)

    def __init__(self, window: QWidget, campaign: CampaignPresenter) -> None:
        super().__init__(window, campaign.team)
        self._campaign = campaign
        self.evidence = EvidencePresenter(self.team, self)
        self.evidence.packed.connect(self.said)
        self.evidence.refused.connect(lambda error: self.refused.emit(refusal(error)))

    def go_to(self, review: ReviewId) -> None:
        """Lead to a review, from wherever one is."""
        self.go.emit(review)

    def open_review(self) -> None:
        """Ask over what, by whom, until when."""
        if self.team.snapshot is None:
            return
        dialog = OpenReviewDialog(self.window, OpeningPresenter(self.team))
        dialog.opened.connect(self._opened)
        self.show(dialog)

    def _opened(self, review: ReviewId) -> None:
        self.said.emit(self.tr("The review is open. Its reviewers see it on Today."))
        self.opened.emit(review)

    def finish(self) -> None:
        """Show the tally, and close it."""
        if self._campaign.review is None:
            return
        dialog = FinishDialog(self.window, FinishPresenter(self._campaign))
        dialog.closed.connect(self.said)
        self.show(dialog)

    def pack(self) -> None:
        """Ask for a folder, and write the evidence into a new one there."""
        review = self._campaign.review
        if review is None:
            return
        chooser = QFileDialog(self.window, self.tr("Where to write the evidence"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda name: self.evidence.pack(review, Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def compare(self, closed: Sequence[ReviewRow]) -> None:
        """Two closed ones beside each other."""
        if len(closed) > 1:
            self.show(CompareDialog(self.window, closed))

    def shorten(self, subjects: Sequence[str], then: Then) -> None:
        """Ask for another date than the usual."""
        if not subjects:
            return
        if hindrance := self._campaign.hinders(subjects, Verdict.SHORTEN):
            self._campaign.hindered.emit(hindrance)
            return

        def shorten(until: Time) -> None:
            held = self._campaign.decide(subjects, Verdict.SHORTEN, until=until)
            then(subjects, held)

        ends = self._campaign.last_end(subjects)
        dialog = ShortenDialog(self.window, self._what(subjects), self.team.now(), ends)
        dialog.until.connect(shorten)
        self.show(dialog)

    def reassign(self, subjects: Sequence[str], then: Then) -> None:
        """Ask to whom it is to be handed on."""
        hindrance = self._campaign.hinders(subjects, Verdict.REASSIGN)
        if hindrance:
            self._campaign.hindered.emit(hindrance)
            return

        def reassign(to: MemberId) -> None:
            held = self._campaign.decide(subjects, Verdict.REASSIGN, to=to)
            then(subjects, held)

        heirs = self._campaign.heirs(subjects)
        dialog = ReassignDialog(self.window, self._what(subjects), heirs)
        dialog.to.connect(reassign)
        self.show(dialog)

    def reason(self, subjects: Sequence[str]) -> None:
        """Ask why it is decided so; the row stays the chosen one."""
        if not subjects:
            return
        hindrance = self._campaign.no_reason(subjects)
        if hindrance:
            self._campaign.hindered.emit(hindrance)
            return
        said = self._campaign.reason(subjects[0])
        dialog = ReasonDialog(self.window, self._what(subjects), said)
        dialog.given.connect(partial(self._campaign.give_reason, subjects))
        self.show(dialog)

    def _what(self, subjects: Sequence[str]) -> str:
        if len(subjects) > 1:
            return self.tr("{} rows").format(len(subjects))
        return self._campaign.by_id[subjects[0]].subject

    def replace(self, key: KeyId) -> None:
        """Have a key's value replaced."""
        self.replace_asked.emit(key)
