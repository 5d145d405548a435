"""The entrance: how one comes to a team on this computer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease_desktop.screens.context import Services
from keylease_desktop.widgets.card import Ground


class EntranceScreen(Ground):
    """`left` when one goes back to the teams that are there."""

    left = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services

    def begin(self) -> None:
        """Show the choices."""
