"""The place Leak check: what Keylease notices today, and whom to tell when a key has leaked."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.access import managers, own_access
from keylease.client.entering import provider_facts
from keylease.client.snapshot import Snapshot
from keylease.model.base import KeyId
from keylease_desktop.presenters.happening_words import Shown, listed
from keylease_desktop.services.team import TeamService


def _tr(text: str) -> str:
    return QCoreApplication.translate("leaks", text)


@dataclass(frozen=True)
class LeakRow:
    """A key one has, and who acts when it has leaked."""

    key: KeyId
    name: str
    provider: str
    tell: str
    frozen: bool
    managed: bool


def leak_rows(now: Snapshot, t: int) -> tuple[LeakRow, ...]:
    """The keys of this member, by name."""
    shown = Shown(now.names.told_apart())
    return tuple(_row(now, shown, access.key) for access in own_access(now, t))


def _row(now: Snapshot, shown: Shown, key: KeyId) -> LeakRow:
    keepers = managers(now, key)
    others = [shown.of(one) for one in keepers if one != now.me]
    tell = _tr("Tell {}, who can freeze and replace it").format(listed(others)) if others else ""
    if now.me in keepers:
        tell = _tr("You manage it: freeze and replace it")
        if others:
            tell = _tr("You manage it, with {}: freeze and replace it").format(listed(others))
    return LeakRow(
        key=key,
        name=shown.of(key),
        provider=provider_facts(now.names.field(key, "provider")).name,
        tell=tell or _tr("Nobody manages it any more: tell an owner"),
        frozen=now.state.keys[key].frozen,
        managed=now.me in keepers,
    )


class LeaksPresenter(QObject):
    """`rows_changed(tuple[LeakRow])` when any of them differs."""

    rows_changed = Signal(object)

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self.rows: tuple[LeakRow, ...] = ()
        team.snapshot_changed.connect(self._compute)
        team.locked.connect(self._forget)
        self._compute()

    def _compute(self, _: object = None) -> None:
        now = self._team.snapshot
        if now is not None:
            self.rows = leak_rows(now, self._team.now())
            self.rows_changed.emit(self.rows)

    def _forget(self) -> None:
        self.rows = ()
        self.rows_changed.emit(())
