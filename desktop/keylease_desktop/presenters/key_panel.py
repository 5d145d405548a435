"""The panel about one key: its facts as they are, its activity when it was read."""

from PySide6.QtCore import QObject, Signal

from keylease.client.activity import Happening
from keylease.client.session import Session
from keylease.errors import KeyleaseError
from keylease.model.base import KeyId
from keylease_desktop.presenters.key_activity import KeyActivity, key_activity
from keylease_desktop.presenters.key_facts import KeyFacts, key_facts
from keylease_desktop.presenters.keys import KeysPresenter


class KeyPanelPresenter(QObject):
    """`facts_changed(KeyFacts | None)` and `activity_changed(KeyActivity)` of the chosen key."""

    facts_changed = Signal(object)
    activity_changed = Signal(object)

    def __init__(self, keys: KeysPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keys = keys
        self.key: KeyId | None = None
        self.facts: KeyFacts | None = None
        self._read_at: tuple[object, ...] = ()
        keys.rows_changed.connect(self._rows_changed)

    def choose(self, key: KeyId | None) -> None:
        """Be about that key from now on."""
        if key != self.key:
            self.key = key
            self._read_at = ()
            self._compute()

    def _rows_changed(self, rows: object) -> None:
        if self.key is not None:
            self._compute()

    def _compute(self) -> None:
        now, key = self.keys.snapshot, self.key
        if now is None or key is None or key not in now.state.keys:
            self.facts = None
            self.facts_changed.emit(None)
            return
        facts = key_facts(now, self.keys.exposures, key, self.keys.team.now())
        if facts != self.facts:
            self.facts = facts
            self.facts_changed.emit(facts)
        self._read(key)

    def _read(self, key: KeyId) -> None:
        """Read what happened, if there is anything new since it was read last."""
        now = self.keys.snapshot
        assert now is not None
        at = (key, now.state.head, now.access)
        if at == self._read_at:
            return
        self._read_at = at

        def work(session: Session) -> tuple[KeyId, list[Happening]]:
            return key, session.activity.happenings(now, key=key)

        self.keys.team.ask(work, self._happened, failed=self._not_read)

    def _happened(self, answer: tuple[KeyId, list[Happening]]) -> None:
        key, happened = answer
        now = self.keys.snapshot
        if now is not None and key == self.key:
            activity: KeyActivity = key_activity(now, happened, self.keys.team.now())
            self.activity_changed.emit(activity)

    def _not_read(self, error: KeyleaseError) -> None:
        self._read_at = ()
