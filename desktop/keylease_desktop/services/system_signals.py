"""What the desktop says about sleep and the locked screen, by D-Bus.

logind tells of sleep (PrepareForSleep) and of a locked session (Lock); the screen saver tells of
itself (ActiveChanged), under the names that GNOME, KDE and others use. Without a bus nothing comes,
and `heard` says so.
"""

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from keylease_desktop.services.autolock import SessionSignals

_LOGIN = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")


class SystemSignals(SessionSignals):
    """Listens from the moment it is made. `heard` tells whether there is a bus to hear from."""

    def __init__(
        self,
        parent: QObject | None = None,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = system or QDBusConnection.systemBus()
        self._session = session or QDBusConnection.sessionBus()
        self.heard = self._system.isConnected() or self._session.isConnected()
        if self._system.isConnected():
            self._listen(self._system, f"{_LOGIN}.Manager", "PrepareForSleep", "slept")
            self._listen(self._system, f"{_LOGIN}.Session", "Lock", "session_locked")
        if self._session.isConnected():
            for saver in _SAVERS:
                self._listen(self._session, saver, "ActiveChanged", "saver_changed")

    def _listen(self, bus: QDBusConnection, interface: str, name: str, slot: str) -> None:
        # no service named: under a test, and with some desktops, another name owns the object
        # The stubs want bytes; the binding takes what SLOT returns, a str, and refuses bytes.
        called = SLOT(f"{slot}(QDBusMessage)")
        bus.connect("", "", interface, name, self, called)  # type: ignore[call-overload]

    @Slot(QDBusMessage)
    def slept(self, message: QDBusMessage) -> None:
        """PrepareForSleep(true) comes before, (false) after."""
        if message.arguments() == [True]:
            self.going_to_sleep.emit()

    @Slot(QDBusMessage)
    def session_locked(self, message: QDBusMessage) -> None:
        """Lock has no argument."""
        self.screen_locked.emit()

    @Slot(QDBusMessage)
    def saver_changed(self, message: QDBusMessage) -> None:
        """ActiveChanged(true) when the screen locks or blanks."""
        if message.arguments() == [True]:
            self.screen_locked.emit()
