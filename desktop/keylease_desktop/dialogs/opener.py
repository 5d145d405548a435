"""What opens dialogs over a window: each in place of the one before, and none while locked."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from keylease_desktop.services.team import TeamService
from keylease_desktop.widgets.sheet import Sheet


class Opener(QObject):
    """Holds the one dialog that is open. It is deleted when it goes, and goes on locking."""

    def __init__(self, window: QWidget, team: TeamService) -> None:
        super().__init__(window)
        self.window = window
        self.team = team
        self._open: Sheet | None = None
        team.locked.connect(self.close)

    def show(self, dialog: Sheet) -> None:
        """Open a dialog, and put away the one that was open."""
        self.close()
        self._open = dialog
        dialog.covered.connect(lambda on: None if on else self._away(dialog))
        dialog.open()

    def close(self) -> None:
        """Put away what is open."""
        if self._open is not None:
            self._open.close()

    def _away(self, dialog: Sheet) -> None:
        if self._open is dialog:
            self._open = None
        dialog.deleteLater()
