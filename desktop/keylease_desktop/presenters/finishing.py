"""Finishing a campaign: what was decided, what stands out, whether it can be closed yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.model.base import ReviewId, Time
from keylease.model.events import Verdict
from keylease.model.state import Review
from keylease_desktop.presenters import when
from keylease_desktop.presenters.campaign import CampaignPresenter
from keylease_desktop.presenters.campaign_rows import CampaignRow
from keylease_desktop.services.team import TeamService

if TYPE_CHECKING:
    from pathlib import Path

    from keylease.client.evidence_pack import Packed


def _tr(text: str) -> str:
    return QCoreApplication.translate("finishing", text)


@dataclass(frozen=True)
class Finish:
    """`tally` as captions and counts; `exceptions` are sentences; `hindrance` is why it cannot be
    closed yet, "" where it can; `following` says when the next one is due.
    """

    tally: tuple[tuple[str, str], ...]
    exceptions: tuple[str, ...]
    hindrance: str
    following: str


def finish(now: Snapshot, review: Review, rows: Sequence[CampaignRow], t: Time) -> Finish:
    """How a review would be closed at `t`."""
    rulings = [row.fact.ruling for row in rows]
    counts = Counter(ruling.verdict for ruling in rulings if ruling.verdict is not None)
    nobody = sum(row.fact.ruling.verdict is None and not row.fact.second for row in rows)
    undecided = len(rows) - sum(counts.values()) - nobody
    asked = sum(one.verdict is not None and not one.effective for one in rulings)
    return Finish(
        tally=tuple(
            (caption, str(counts[verdict]))
            for verdict, caption in _captions()
            if counts[verdict] or verdict in (Verdict.KEEP, Verdict.END)
        ),
        exceptions=tuple(_exceptions(nobody, undecided, asked)),
        hindrance=_hindrance(review, undecided, t),
        following=_following(now, t),
    )


def _captions() -> list[tuple[Verdict, str]]:
    return [
        (Verdict.KEEP, _tr("Kept")),
        (Verdict.END, _tr("Ended")),
        (Verdict.SHORTEN, _tr("Shortened")),
        (Verdict.REPLACE, _tr("To replace")),
        (Verdict.REASSIGN, _tr("Handed on")),
    ]


def _exceptions(nobody: int, undecided: int, asked: int) -> list[str]:
    found = []
    if asked:
        found.append(
            when.counted(
                asked,
                _tr("{} decision is on record and still to be carried out."),
                _tr("{} decisions are on record and still to be carried out."),
            )
        )
    if nobody:
        found.append(
            when.counted(
                nobody,
                _tr("{} had no second reviewer; the evidence says so."),
                _tr("{} had no second reviewer; the evidence says so."),
            )
        )
    if undecided:
        found.append(
            when.counted(undecided, _tr("{} was not decided."), _tr("{} were not decided."))
        )
    return found


def _hindrance(review: Review, undecided: int, t: Time) -> str:
    if review.closed is not None:
        return _tr("It is closed already.")
    if undecided and t < review.due:
        return _tr("It can be closed once all is decided, or after {}.").format(
            when.day(review.due, t)
        )
    return ""


def _following(now: Snapshot, t: Time) -> str:
    every = now.state.policy.review_every
    if every is None:
        return _tr("The team’s rules plan no next one.")
    return _tr("The next one is then due {}.").format(when.day(t + every, t))


class FinishPresenter(QObject):
    """`changed` as decisions come in; `closed(what to say)` or `refused(KeyleaseError)`."""

    changed = Signal()
    closed = Signal(str)
    refused = Signal(object)

    def __init__(self, campaign: CampaignPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaign = campaign
        self._team: TeamService = campaign.team
        assert campaign.review is not None, "what is finished is shown"
        self.review: ReviewId = campaign.review
        campaign.deciding.held.flush()
        campaign.rows_changed.connect(self.changed)
        campaign.standing_changed.connect(self.changed)

    @property
    def title(self) -> str:
        """The review's."""
        return self._campaign.head.title

    @property
    def on_its_way(self) -> bool:
        """Whether decisions are still being written."""
        return bool(self._campaign.deciding.subjects)

    @property
    def page(self) -> Finish | None:
        """What the dialog shows; None where the team is locked."""
        now, review = self._team.snapshot, self._campaign.record
        if now is None or review is None:
            return None
        return finish(now, review, self._campaign.rows, self._team.now())

    def close(self) -> None:
        """Close it now."""
        review, title, page = self.review, self.title, self.page
        following = "" if page is None else page.following

        def work(session: Session) -> object:
            return session.reviews.close(review)

        said = " ".join((self.tr("{} is closed.").format(title), following))
        self._team.act(
            work,
            doing=self.tr("Closing the review…"),
            then=lambda _: self.closed.emit(said),
            failed=self._failed,
        )

    def _failed(self, error: KeyleaseError) -> None:
        self.refused.emit(error)


class EvidencePresenter(QObject):
    """Writes the evidence of a review: `packed(what to say)` or `refused(KeyleaseError)`."""

    packed = Signal(str)
    refused = Signal(object)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team

    def place(self, review: ReviewId, folder: Path) -> Path:
        """The new folder that it goes into, below `folder`: named by the title and the minute."""
        now = self._team.snapshot
        title = "review" if now is None else now.names.of(review)
        plain = "-".join(re.findall(r"[a-z0-9]+", title.lower())) or "review"
        return folder / f"{plain}-{when.today(self._team.now()):%Y-%m-%d-%H%M%S}"

    def pack(self, review: ReviewId, folder: Path) -> None:
        """Write it into a new folder below `folder`, and a zip beside that."""
        place = self.place(review, folder)

        def work(session: Session) -> Packed:
            from keylease.client.evidence_pack import pack_review  # seldom needed, slow to read

            return pack_review(session, review, place)

        self._team.ask(
            work, self._done, failed=self._failed, doing=self.tr("Writing the evidence…")
        )

    def _done(self, packed: Packed) -> None:
        said = self.tr("{} holds the evidence. An auditor checks it with its verify.py.")
        self.packed.emit(said.format(packed.folder.name))

    def _failed(self, error: KeyleaseError) -> None:
        self.refused.emit(error)
