"""What needs doing, found in the worker once for all who tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from keylease.errors import KeyleaseError

if TYPE_CHECKING:
    from keylease.client.session import Session
    from keylease.client.snapshot import Snapshot
    from keylease.insight.attention import Item
    from keylease.insight.exposure import Exposure
    from keylease_desktop.services.team import TeamService


@dataclass(frozen=True)
class Found:
    """What needs this member, most urgent first, and what it was found in; `held_back` lines of
    the access log the relay keeps from them.
    """

    now: Snapshot
    exposures: tuple[Exposure, ...]
    items: tuple[Item, ...]
    held_back: int = 0


class Attention(QObject):
    """`changed` when it was looked anew: after each snapshot and each minute. `found` is None
    before the first time, while locked, and for whoever is not let in yet.
    """

    changed = Signal()

    def __init__(self, team: TeamService) -> None:
        super().__init__(team)
        self._team = team
        self._looking = False
        self.found: Found | None = None
        team.snapshot_changed.connect(self.look)
        team.minute_passed.connect(self.look)
        team.locked.connect(self._forget)

    @property
    def exposures(self) -> tuple[Exposure, ...]:
        """Who has seen what, as it was last looked at."""
        return self.found.exposures if self.found is not None else ()

    def look(self) -> None:
        """Look anew; once more where something comes meanwhile."""
        asked_of = self._team.snapshot
        if asked_of is None or self._looking:
            return
        self._looking = True
        t, before = self._team.now(), self.found

        def take(found: Found | None) -> None:
            self._looking = False
            self.found = found
            self.changed.emit()
            if self._team.snapshot is not asked_of:
                self.look()

        self._team.ask(lambda session: _found(session, before, t), take, failed=self._failed)

    def _failed(self, _: KeyleaseError) -> None:
        """What was found stays; the next snapshot asks again."""
        self._looking = False

    def _forget(self) -> None:
        self._looking, self.found = False, None


def _found(session: Session, before: Found | None, t: int) -> Found | None:
    from keylease.insight.attention import attention  # nobody looks before they unlock

    now = session.snapshot
    if now.me not in now.state.members:
        return None
    try:
        exposures = tuple(session.exposures())
    except KeyleaseError:  # the rest is to be told all the same
        exposures = before.exposures if before is not None else ()
    items = tuple(attention(now.state, exposures, t, now.me))
    return Found(now, exposures, items, session.held_back())
