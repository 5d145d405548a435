"""Making a recovery kit and rehearsing it: two groups are typed back from the paper."""

import secrets
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from keylease.client.kit import KitSheet, sheet_of, write_sheet
from keylease.model.roles import Role
from keylease_desktop.presenters.frame import is_in
from keylease_desktop.services.settings import Settings
from keylease_desktop.services.team import TeamService

ASKED = 2
REMEMBERED = "kits_rehearsed"
SHORT = 16


class RecoveryKitPresenter(QObject):
    """`made(tuple of groups)`, `saved(Path)`, `refused(KeyleaseError)`, `rehearsed()`.

    The groups are the secret itself: they are here while the dialog is open, and then dropped.
    """

    made = Signal(object)
    saved = Signal(object)
    refused = Signal(object)
    rehearsed = Signal()

    def __init__(
        self, team: TeamService, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._settings = settings
        self._sheet: KitSheet | None = None
        self.asked: tuple[int, ...] = ()

    @property
    def on_one_computer(self) -> bool:
        """Whether nobody elsewhere can reach the team, and whoever looks can change that."""
        now = self._team.snapshot
        if now is None or not is_in(now):
            return False
        return now.self.role is Role.OWNER and now.state.relay.address.startswith("file:")

    def make(self) -> None:
        """Compute it; half a second."""
        at = self._team.now()
        self._team.ask(
            lambda session: sheet_of(session, at=at), self._made, failed=self.refused.emit
        )

    def save(self, path: Path) -> None:
        """Write it as a PDF to a new file, for its person alone to read."""
        sheet = self._sheet
        if sheet is not None:
            self._team.ask(
                lambda _: write_sheet(path, sheet),
                lambda _: self.saved.emit(path),
                failed=self.refused.emit,
            )

    def choose_groups(self) -> tuple[int, ...]:
        """Which groups are to be typed back, counted from 1."""
        assert self._sheet is not None
        places = range(1, len(self._sheet.groups) + 1)
        self.asked = tuple(sorted(secrets.SystemRandom().sample(places, ASKED)))
        return self.asked

    def check(self, typed: tuple[str, ...]) -> tuple[bool, ...]:
        """Which of the groups asked for were typed as they stand on the paper."""
        assert self._sheet is not None
        groups = [self._sheet.groups[place - 1] for place in self.asked]
        right = tuple(
            said.strip().upper() == group for said, group in zip(typed, groups, strict=True)
        )
        if all(right):
            remember(self._settings, self._team)
            self.rehearsed.emit()
        return right

    def forget(self) -> None:
        """Drop the groups."""
        self._sheet = None

    def _made(self, sheet: KitSheet) -> None:
        self._sheet = sheet
        self.made.emit(sheet.groups)


def remember(settings: Settings, team: TeamService) -> None:
    """Note that this person's kit was rehearsed; it is not asked for again."""
    known = [*_known(settings), _mark(team)]
    settings.set_name(REMEMBERED, " ".join(known[-8:]))


def is_rehearsed(settings: Settings, team: TeamService) -> bool:
    """Whether the kit of whoever is unlocked was rehearsed on this computer."""
    return _mark(team) in _known(settings)


def _known(settings: Settings) -> list[str]:
    return settings.name(REMEMBERED).split()


def _mark(team: TeamService) -> str:
    """Who in which team, shortened: a person has another kit in each team."""
    snapshot = team.snapshot
    return "" if snapshot is None else snapshot.me.removeprefix("mem_")[:SHORT]
