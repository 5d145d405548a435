"""The window: entrance, locked, or the open team. It decides which, and remembers where it was."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout

from keylease_desktop.screens.context import Services
from keylease_desktop.screens.entrance import EntranceScreen
from keylease_desktop.screens.locked import LockedScreen
from keylease_desktop.screens.workplace import Workplace
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.card import Ground
from keylease_desktop.widgets.toast import Toasts

SMALLEST = (1024, 640)
FIRST = (1280, 800)


class MainWindow(Ground):
    """Shows one of three. Nothing of the team is left in it while it is locked."""

    closing = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.setWindowTitle("Keylease")
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST)
        self.restoreGeometry(services.settings.window_geometry)
        self.may_hide: Callable[[], bool] = lambda: False
        self.entrance = EntranceScreen(services)
        self.locked = LockedScreen()
        self.workplace: Workplace | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.entrance)
        self._stack.addWidget(self.locked)
        self._toasts = Toasts(self)

    def say_anew(self) -> None:
        """Make the pages anew, in the language that is spoken now."""
        self._leave()
        for page in (self.entrance, self.locked):
            self._stack.removeWidget(page)
            page.deleteLater()
        self.entrance, self.locked = EntranceScreen(self._services), LockedScreen()
        self._stack.addWidget(self.entrance)
        self._stack.addWidget(self.locked)

    def show_entrance(self, link: str = "", *, others: bool = False) -> None:
        """For whoever has no team here yet, wants another, or comes with a link to be confirmed."""
        self._leave()
        self._stack.setCurrentWidget(self.entrance)
        self.entrance.begin(others=others)
        if link:
            self.entrance.follow(link)

    def show_locked(self) -> None:
        """The one field."""
        self._leave()
        self.locked.busy(False)
        self._stack.setCurrentWidget(self.locked)
        self.locked.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_workplace(self, *, is_demo: bool = False) -> Workplace:
        """The open team, made anew."""
        self._leave()
        self.workplace = Workplace(self._services, is_demo=is_demo)
        self._stack.addWidget(self.workplace)
        self._stack.setCurrentWidget(self.workplace)
        return self.workplace

    def _leave(self) -> None:
        """Take down the open team's widgets; their contents go with them."""
        workplace, self.workplace = self.workplace, None
        if workplace is not None:
            workplace.context.toasts.finish()
            self._stack.removeWidget(workplace)
            workplace.hide()
            workplace.deleteLater()

    def tell(self, sentence: str) -> None:
        """Say what went wrong, over whatever is shown."""
        if self.workplace is not None:
            self.workplace.context.refuse(sentence)
        else:
            self._toasts.show(sentence, tone=Tone.DANGER)

    def come_up(self) -> None:
        """To the front, from wherever it is."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._services.settings.set_window_geometry(self.saveGeometry())
        if self.may_hide():
            self.hide()
            event.ignore()
            return
        super().closeEvent(event)
        self.closing.emit()
