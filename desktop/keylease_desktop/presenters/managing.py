"""Who may keep a key's value: choosing another key manager."""

from PySide6.QtCore import QObject, Signal

from keylease.client.access import hindrance, managers
from keylease.client.session import Session
from keylease.model.base import KeyId, MemberId
from keylease.model.roles import KEEPERS_OF_NAMES
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.services.team import TeamService


class ManagerPresenter(QObject):
    """`added(what to say)` or `refused(KeyleaseError)`."""

    added = Signal(str)
    refused = Signal(object)

    def __init__(self, team: TeamService, key: KeyId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._key = key
        now = team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        self._seen = now
        shown = now.names.told_apart()
        self.name = named(shown, key)
        self.nobody = self.tr("Nobody else can manage it: their words are to be compared first.")
        keeps = set(managers(now, key))
        self.people: list[tuple[MemberId, str]] = [
            (id_, named(shown, id_))
            for id_, member in now.people()
            if id_ not in keeps
            and member.role in KEEPERS_OF_NAMES
            and hindrance(now, key, id_) is None
        ]

    def add(self, member: MemberId) -> None:
        """Let that person keep it, too."""
        key, seen = self._key, self._seen

        def work(session: Session) -> object:
            return session.keys.add_custodian(key, member, seen=seen)

        said = self.tr("{} manages {} now, too.").format(dict(self.people)[member], self.name)
        self._team.act(
            work,
            doing=self.tr("Adding a key manager…"),
            then=lambda _: self.added.emit(said),
            failed=self.refused.emit,
        )
