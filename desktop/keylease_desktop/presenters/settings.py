"""The place Settings: what it shows of team and machine, and its few acts."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from keylease.client.backup import Exported, export
from keylease.client.key_ring import (
    forget_key_ring,
    has_slot,
    keep_in_key_ring,
    key_ring_name,
)
from keylease.client.profile import TeamFolder
from keylease.client.session import Session
from keylease.errors import KeyleaseError
from keylease.model.secret import Secret
from keylease_desktop.presenters.self_check import Finding, self_check
from keylease_desktop.services.machine import Machine
from keylease_desktop.services.team import TeamService


@dataclass(frozen=True)
class History:
    """Where the history stands, to be compared: by number on screens, by words over the phone."""

    events: int
    number: str
    words: tuple[str, ...]


class SettingsPresenter(QObject):
    """`checked(findings, key ring's name, whether it opens this team)`; `history_read(History)`;
    `refused(KeyleaseError)`; `exported(Exported)`; `passphrase_changed()`.
    """

    checked = Signal(object, str, bool)
    history_read = Signal(object)
    refused = Signal(object)
    exported = Signal(object)
    passphrase_changed = Signal()

    def __init__(self, team: TeamService, machine: Machine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._machine = machine

    def check(self) -> None:
        """Look at what is protected here."""

        def work(session: Session) -> tuple[tuple[Finding, ...], str, bool]:
            name, used = key_ring_name(), has_slot(self._folder(session))
            return self_check(self._machine, self._home, name, used), name, used

        self._team.ask(work, lambda found: self.checked.emit(*found), failed=self.refused.emit)

    def read_history(self) -> None:
        """Compute number and words of what is held here; half a second."""

        def work(session: Session) -> History:
            reading = session.team.words()
            return History(session.snapshot.state.head.seq + 1, reading.number, reading.words)

        self._team.ask(work, self.history_read.emit, failed=self.refused.emit)

    def use_key_ring(self, wanted: bool) -> None:
        """Let the system's key ring open this team, or only the passphrase again."""

        def work(session: Session) -> None:
            folder = self._folder(session)
            if wanted:
                keep_in_key_ring(folder, session.connection.identity)
            else:
                forget_key_ring(folder)

        def refused(error: KeyleaseError) -> None:
            self.refused.emit(error)
            self.check()

        doing = self.tr("Asking the key ring…")
        self._team.ask(work, lambda _: self.check(), failed=refused, doing=doing)

    def change_passphrase(self, old: Secret, new: Secret) -> None:
        """Put the identity under another passphrase; the one before has to be right."""

        def work(session: Session) -> None:
            folder = self._folder(session)
            cost = self._team.assembly.cost
            folder.unlock(old, floor=cost).wipe()
            folder.write_identity(session.connection.identity, new, cost=cost)

        self._team.ask(work, lambda _: self.passphrase_changed.emit(), failed=self.refused.emit)

    def export(self, folder: Path) -> None:
        """Write a backup to a new folder."""

        def work(session: Session) -> Exported:
            return export(session, folder)

        doing = self.tr("Writing the backup…")
        self._team.ask(work, self.exported.emit, failed=self.refused.emit, doing=doing)

    @property
    def _home(self) -> Path:
        return self._team.assembly.home.path

    def _folder(self, session: Session) -> TeamFolder:
        return self._team.assembly.home.folder(session.connection.courier.team)
