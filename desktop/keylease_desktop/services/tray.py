"""An icon beside the clock, on desktops that have a place for it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon


class Tray(QObject):
    """`available` is asked of the desktop each time: `isVisible` says yes where there is no tray.

    Nothing may hide the window into it unless `shown` is true.
    """

    asked_to_show = Signal()
    asked_to_lock = Signal()
    asked_to_clear = Signal()
    asked_to_quit = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        self._clear = self._entry(self.tr("Clear the clipboard"), self.asked_to_clear)
        self._clear.setVisible(False)
        self._entry(self.tr("Show Keylease"), self.asked_to_show)
        self._entry(self.tr("Lock"), self.asked_to_lock)
        self._menu.addSeparator()
        self._entry(self.tr("Quit"), self.asked_to_quit)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.asked_to_show)
        self.show_state("Keylease")

    @property
    def available(self) -> bool:
        """Whether this desktop has a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def shown(self) -> bool:
        """Whether the icon is really to be seen."""
        return self._icon.isVisible() and self.available

    def show(self, wanted: bool) -> bool:
        """Show the icon or take it away; tells whether it is to be seen."""
        self._icon.setVisible(wanted and self.available)
        return self.shown

    def show_state(self, text: str) -> None:
        """What the icon says under the mouse. No names: others see it over a shoulder."""
        self._icon.setToolTip(text)

    def show_countdown(self, left: int) -> None:
        """Seconds for which a value is on the clipboard; 0 for none."""
        self._clear.setVisible(left > 0)
        self._clear.setText(self.tr("Clear the clipboard ({} s)").format(left))
        self.show_state(self.tr("Clipboard clears in {} s").format(left) if left else "Keylease")

    def notify(self, title: str, text: str) -> None:
        """A notice by the desktop, where it can; who clicks on it asks for the window."""
        if self.shown and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(title, text, self._icon.icon())

    def close(self) -> None:
        """Take everything away."""
        self._icon.hide()
        self._menu.deleteLater()

    def _entry(self, text: str, asked: object) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(asked)
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.asked_to_show.emit()
