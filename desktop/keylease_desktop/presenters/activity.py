"""The place Activity: the record as rows, checked again on wish, and written to a file."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from keylease.client.activity import Happening
from keylease.client.activity_file import csv_of, json_of, write_text
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.client.verification import ReplicaReport, verify_replica
from keylease.client.wrong_keys import WrongKey
from keylease.errors import KeyleaseError
from keylease_desktop.presenters import when
from keylease_desktop.presenters.activity_rows import (
    ActivityRow,
    activity_rows,
    line_facts,
    newest_first,
)
from keylease_desktop.presenters.happening_words import Shown, named
from keylease_desktop.presenters.record import TeamRecord
from keylease_desktop.services.team import TeamService

Made = tuple[dict[str, str], Sequence[Happening], list[ActivityRow]]


class FileKind(Enum):
    """As what the record can be written."""

    CSV = "csv"
    JSON = "json"


class ActivityPresenter(QObject):
    """`rows_changed` with the rows, the newest first; `checked(sentence, good)` when the chain was
    checked again; `written(path)` and `refused(KeyleaseError)` of a file.
    """

    rows_changed = Signal(object)
    checked = Signal(str, bool)
    written = Signal(str)
    refused = Signal(object)

    def __init__(
        self, team: TeamService, record: TeamRecord, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._record = record
        self._made: Made = ({}, (), [])
        self._making = False
        self.rows: tuple[ActivityRow, ...] = ()
        self.ready = False
        record.changed.connect(self._make)
        team.snapshot_changed.connect(self._make)
        team.locked.connect(self._forget)
        self._make()

    @property
    def snapshot(self) -> Snapshot | None:
        """The newest snapshot."""
        return self._team.snapshot

    @property
    def wrong(self) -> KeyleaseError | None:
        """Why the record could not be read, if it could not."""
        return self._record.wrong

    def now(self) -> int:
        """This computer's clock."""
        return self._team.now()

    @property
    def shown(self) -> Shown:
        """Names, as they may be shown."""
        return Shown(self._made[0])

    def facts(self, row: ActivityRow) -> tuple[tuple[str, str], ...]:
        """All that is known of one line."""
        return line_facts(self.shown, row, self.now())

    # Rows --------------------------------------------------------------------------------------

    def _make(self, _: object = None) -> None:
        """Make rows of what is new, in the worker: a hundred thousand take their time."""
        now, happened = self.snapshot, self._record.happened
        if now is None or self._making or not self._record.read:
            return
        names, known, rows = self._made
        self._making = True

        def work(session: Session) -> Made:
            fresh = now.names.told_apart()
            shown = Shown(fresh)
            start = len(known) if fresh == names and happened[: len(known)] == known else 0
            return fresh, happened, [*rows[:start], *activity_rows(shown, happened[start:])]

        self._team.ask(work, self._take, failed=self._failed)

    def _take(self, made: Made) -> None:
        self._making = False
        first, self.ready = not self.ready, True
        before, self._made = self._made, made
        if first or len(before[2]) != len(made[2]) or before[0] != made[0]:
            self.rows = newest_first(made[2])
            self.rows_changed.emit(self.rows)
        if made[1] is not self._record.happened:
            self._make()

    def _failed(self, error: KeyleaseError) -> None:
        self._making = False
        self.refused.emit(error)

    def _forget(self) -> None:
        self._made, self._making, self.ready = ({}, (), []), False, False
        self.rows = ()
        self.rows_changed.emit(())

    # The chain ---------------------------------------------------------------------------------

    def standing(self) -> str:
        """What has been checked so far: every line is, as it comes in."""
        now = self.snapshot
        if now is None:
            return ""
        events, lines = now.state.head.seq + 1, now.access.seq
        here = {id_ for id_, member in now.here() if id_ != now.me}
        others = len(here & {seen.author for seen in now.seen})
        text = self.tr("Checked as they came in: {} events, {} openings and refusals.").format(
            f"{events:,}", f"{lines:,}"
        )
        said = when.counted(
            others,
            self.tr("{} colleague has the same history."),
            self.tr("{} colleagues have the same history."),
        )
        return f"{text} {said}" if others else text

    def check_again(self) -> None:
        """Check every byte of this computer's copy anew, believing nothing."""
        self._team.ask(
            verify_replica, self._checked, failed=self._not_good, doing=self.tr("Checking…")
        )

    def _checked(self, report: ReplicaReport) -> None:
        text = self.tr(
            "Checked anew, just now: {} of {} events, {} openings and refusals ({} readable)."
        )
        events, lines = f"{report.events:,}", f"{report.lines:,}"
        whole = text.format(events, events, lines, f"{report.readable:,}")
        said = [*(self._wrong(one) for one in report.wrong_keys), whole]
        if report.held_back:
            text = self.tr("The team server keeps {} of them from you: ask whoever runs it why.")
            said.append(text.format(f"{report.held_back:,}"))
        self.checked.emit(" ".join(said), not (report.wrong_keys or report.held_back))

    def _wrong(self, one: WrongKey) -> str:
        """Who has handed out a wrong metadata key."""
        text = self.tr(
            "{} handed out a wrong key for names on {}, so some names cannot be read: ask them why."
        )
        return text.format(named(self._made[0], one.by), when.full(one.at))

    def _not_good(self, error: KeyleaseError) -> None:
        self.checked.emit(str(error), False)

    # Files -------------------------------------------------------------------------------------

    def write(self, path: Path, kind: FileKind, rows: Sequence[ActivityRow]) -> None:
        """Write these rows to a file, in the order of the record."""
        names = self._made[0]
        happened = [row.happening for row in reversed(rows)]

        def name(id_: str) -> str:
            return named(names, id_)

        def work(session: Session) -> None:
            text = csv_of(happened, name) if kind is FileKind.CSV else json_of(happened, name)
            write_text(path, text)

        self._team.ask(
            work,
            lambda _: self.written.emit(str(path)),
            failed=self.refused.emit,
            doing=self.tr("Writing the file…"),
        )
