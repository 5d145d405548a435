"""Putting on record who knows a value by other ways than Keylease."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from keylease.client.access import in_use
from keylease.client.session import Session
from keylease.model.base import KeyId, MemberId
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.services.team import TeamService


class DeclarePresenter(QObject):
    """`declared(what to say)` or `refused(KeyleaseError)`."""

    declared = Signal(str)
    refused = Signal(object)

    def __init__(self, team: TeamService, key: KeyId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._key = key
        now = team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        shown = now.names.told_apart()
        self.name = named(shown, key)
        self.version = in_use(now, key) or 1
        ids = [id_ for id_, _ in now.people() if id_ != now.me]
        self.people = [(id_, named(shown, id_)) for id_ in ids]

    def declare(self, members: Sequence[MemberId], elsewhere: str) -> None:
        """Put it on record."""
        key, version = self._key, self.version

        def work(session: Session) -> object:
            return session.keys.declare_exposure(key, version, members, who=elsewhere.strip())

        said = self.tr("It is on record who knows {}.").format(self.name)
        self._team.act(
            work,
            doing=self.tr("Noting…"),
            then=lambda _: self.declared.emit(said),
            failed=self.refused.emit,
        )
