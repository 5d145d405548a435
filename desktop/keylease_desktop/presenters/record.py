"""What happened in the team, held once for Today, People and Activity, and read on as it grows."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from keylease.client.activity import NOTHING_READ, Happening, Newer, ReadTo, in_order
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.model.base import MemberId
from keylease_desktop.services.team import TeamService


class TeamRecord(QObject):
    """`happened` is all that this member may read, the oldest first; `changed` when it grew.

    `wrong` is why it could not be read, until it can be again.
    """

    changed = Signal()

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._read_to: ReadTo = NOTHING_READ
        self._reading = False
        self.happened: Sequence[Happening] = ()
        self.read = False
        self.wrong: KeyleaseError | None = None
        self._last: dict[MemberId, Happening] = {}
        team.snapshot_changed.connect(self._read_on)
        team.locked.connect(self._forget)
        if team.snapshot is not None:
            self._read_on()

    def last_of(self, member: MemberId) -> Happening | None:
        """The newest thing that a member did."""
        return self._last.get(member)

    def _read_on(self) -> None:
        now = self._team.snapshot
        if now is None or self._reading:
            return
        self._reading = True
        known, read_to = self.happened, self._read_to

        def work(session: Session) -> tuple[Snapshot, Sequence[Happening], Newer]:
            newer = session.activity.newer(now, read_to)
            return now, _joined(known, newer), newer

        self._team.ask(work, self._take, failed=self._failed)

    def _take(self, answer: tuple[Snapshot, Sequence[Happening], Newer]) -> None:
        self._reading = False
        looked_at, happened, newer = answer
        first, self.read = not self.read, True
        self.wrong = None
        self._read_to = newer.read_to
        if newer.happenings or newer.anew or first:
            self.happened = happened
            self._last = {one.who: one for one in happened}
            self.changed.emit()
        if looked_at is not self._team.snapshot:
            self._read_on()

    def _failed(self, error: KeyleaseError) -> None:
        self._reading = False
        self.wrong = error
        self.changed.emit()

    def _forget(self) -> None:
        self._reading, self.read, self.wrong = False, False, None
        self._read_to, self.happened = NOTHING_READ, ()
        self._last = {}
        self.changed.emit()


def _joined(known: Sequence[Happening], newer: Newer) -> Sequence[Happening]:
    """Both in order; authors' clocks differ, so what is newer may belong before what was known."""
    if newer.anew:
        return tuple(newer.happenings)
    if not newer.happenings:
        return known
    return tuple(sorted([*known, *newer.happenings], key=in_order))
