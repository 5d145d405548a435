"""What is said beside the clock to somebody who looks at something else: each thing once.

What there is at the moment of unlocking is not said: it stands in Today, before their eyes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease_desktop.services.team import TeamService

if TYPE_CHECKING:
    from keylease.insight.reminders import Reminder


def _tr(text: str) -> str:
    return QCoreApplication.translate("reminders", text)


def sentence(what: Reminder) -> str:
    """In words without a name: others see them over a shoulder."""
    from keylease.insight.reminders import Reminder  # nobody is reminded before they unlock

    return {
        Reminder.INCIDENT: _tr("An incident is open."),
        Reminder.REQUEST: _tr("Somebody asks for access."),
        Reminder.ENDING: _tr("An access of yours ends within a day."),
        Reminder.REVIEW_WAITS: _tr("An access review waits for your decisions."),
        Reminder.REVIEW_DUE: _tr(
            "An access review is due within three days, and some of it is left for you to decide."
        ),
        Reminder.REVIEW_OVER: _tr("The time of an access review is over. It can be closed now."),
        Reminder.REVIEW_PLANNED: _tr("The next access review is due within a week."),
    }[what]


class Reminders(QObject):
    """`said(str)` when something has come that this member is to be reminded of."""

    said = Signal(str)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._known: frozenset[str] | None = None
        team.attention.changed.connect(self._look)
        team.locked.connect(self._forget)

    def _look(self) -> None:
        looked = self._team.attention.found
        if looked is None:
            return
        from keylease.insight.reminders import reminders

        now = looked.now
        found = reminders(now.state, looked.items, now.me, self._team.now())
        known, self._known = self._known, frozenset(found) | (self._known or frozenset())
        if known is not None:
            self._say({name: what for name, what in found.items() if name not in known})

    def _say(self, new: Mapping[str, Reminder]) -> None:
        if new:
            from keylease.insight.reminders import Reminder

            self.said.emit("\n".join(sentence(what) for what in Reminder if what in new.values()))

    def _forget(self) -> None:
        self._known = None
