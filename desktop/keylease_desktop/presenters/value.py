"""Opening a value to look at or to copy. Each opening is on record; the first is announced."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from keylease.errors import KeyleaseError
from keylease.model.access import Purpose
from keylease.model.base import KeyId
from keylease.model.secret import Secret
from keylease_desktop.services.clipboard import ClipboardGuard
from keylease_desktop.services.settings import Settings
from keylease_desktop.services.team import TeamService

TOLD = "first_copy_told"


class ValuePresenter(QObject):
    """`copied(name)` when a value is on the clipboard; `refused(KeyleaseError)` why it is not.

    `announced(go_on)` asks to be told, once on this computer, that opening puts one's name on
    record; the screen calls `go_on` when the person has agreed.
    """

    copied = Signal(str)
    refused = Signal(object)
    announced = Signal(object)

    def __init__(
        self,
        team: TeamService,
        clipboard: ClipboardGuard,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._clipboard = clipboard
        self._settings = settings

    def copy(self, key: KeyId, name: str) -> None:
        """Put the value on the clipboard for the seconds that were set."""
        if self._announce(lambda: self.copy(key, name)):
            return

        def opened(value: Secret) -> None:
            seconds = self._settings.number("clipboard_seconds")
            self._clipboard.copy(value, name, seconds)
            value.wipe()
            self.copied.emit(name)

        self._open(key, Purpose.COPY, opened, self.tr("Copying {}…").format(name))

    def show(self, key: KeyId, then: Callable[[str], None]) -> None:
        """Open the value to look at it while it is held."""
        if self._announce(lambda: None):
            return

        def opened(value: Secret) -> None:
            then(value.reveal().decode())
            value.wipe()

        self._open(key, Purpose.SHOW, opened, self.tr("Opening…"))

    def _announce(self, go_on: Callable[[], None]) -> bool:
        if self._settings.switch(TOLD):
            return False

        def agreed() -> None:
            self._settings.set_switch(TOLD, True)
            go_on()

        self.announced.emit(agreed)
        return True

    def _open(
        self, key: KeyId, purpose: Purpose, then: Callable[[Secret], None], doing: str
    ) -> None:
        self._team.act(
            lambda session: Secret(session.values.open(key, purpose).value.encode()),
            doing=doing,
            then=then,
            failed=self._failed,
        )

    def _failed(self, error: KeyleaseError) -> None:
        self.refused.emit(error)
