"""The place Keys: its rows, which key is chosen, and the plain acts on it."""

from PySide6.QtCore import QObject, Signal

from keylease.client.access import may_add_keys
from keylease.client.snapshot import Snapshot
from keylease.insight.exposure import Exposure
from keylease.model.base import KeyId
from keylease_desktop.presenters.key_rows import KeyRow, key_rows
from keylease_desktop.services.team import TeamService


class KeysPresenter(QObject):
    """`rows_changed(tuple[KeyRow])` each time they were computed; what did not change is the same
    object. `exposures` are those that the rows were computed from.
    """

    rows_changed = Signal(object)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.team = team
        self.rows: tuple[KeyRow, ...] = ()
        self.exposures: tuple[Exposure, ...] = ()
        team.snapshot_changed.connect(self._compute)
        team.attention.changed.connect(self._exposed)
        team.locked.connect(self._forget)
        team.minute_passed.connect(self._compute)
        self._compute()

    @property
    def snapshot(self) -> Snapshot | None:
        """What the rows were computed from."""
        return self.team.snapshot

    @property
    def may_add(self) -> bool:
        """Whether this member may put in keys."""
        now = self.snapshot
        return now is not None and now.frozen is None and may_add_keys(now)

    def row(self, key: KeyId) -> KeyRow | None:
        """The row of that key."""
        return next((row for row in self.rows if row.id == key), None)

    def _exposed(self) -> None:
        if self.team.attention.exposures != self.exposures:
            self._compute()

    def _compute(self) -> None:
        now = self.snapshot
        if now is None:
            return
        self.exposures = self.team.attention.exposures
        known = {row: row for row in self.rows}
        fresh = key_rows(now, self.exposures, self.team.now())
        rows = tuple(known.get(row, row) for row in fresh)  # the same object where nothing changed
        self.rows = rows
        self.rows_changed.emit(rows)

    def _forget(self) -> None:
        self.rows, self.exposures = (), ()
        self.rows_changed.emit(())
