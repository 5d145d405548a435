"""The panel about one key: its facts as they are, and what happened about it."""

from PySide6.QtCore import QObject, Signal

from keylease.model.base import KeyId
from keylease_desktop.presenters.key_activity import KeyActivity, key_activity
from keylease_desktop.presenters.key_facts import KeyFacts, key_facts
from keylease_desktop.presenters.keys import KeysPresenter
from keylease_desktop.presenters.record import TeamRecord


class KeyPanelPresenter(QObject):
    """`facts_changed(KeyFacts | None)` and `activity_changed(KeyActivity)` of the chosen key."""

    facts_changed = Signal(object)
    activity_changed = Signal(object)

    def __init__(
        self, keys: KeysPresenter, record: TeamRecord, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.keys = keys
        self._record = record
        self.key: KeyId | None = None
        self.facts: KeyFacts | None = None
        keys.rows_changed.connect(self._rows_changed)
        record.changed.connect(self._tell_activity)

    def choose(self, key: KeyId | None) -> None:
        """Be about that key from now on."""
        if key != self.key:
            self.key = key
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
        self._tell_activity()

    def _tell_activity(self) -> None:
        now, key = self.keys.snapshot, self.key
        if now is not None and key is not None:
            happened = [one for one in self._record.happened if one.key == key]
            activity: KeyActivity = key_activity(now, happened, self.keys.team.now())
            self.activity_changed.emit(activity)
