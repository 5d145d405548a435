"""The window: entrance, locked, or the open team. It decides which, and remembers where it was.

Pages are imported when they are first needed: the locked window is on the screen before the rest
of the app is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedLayout

from keylease_desktop.screens.locked import LockedScreen
from keylease_desktop.services.services import Services
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.card import Ground
from keylease_desktop.widgets.toast import Toasts

if TYPE_CHECKING:
    from keylease_desktop.screens.entrance import EntranceScreen
    from keylease_desktop.screens.workplace import Workplace

SMALLEST = (1024, 640)
FIRST = (1280, 800)


class MainWindow(QMainWindow):
    """Shows one of three. Nothing of the team is left in it while it is locked.

    `made(page)` when an entrance or a locked page was made, for whoever listens to it.
    """

    closing = Signal()
    made = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.setWindowTitle("Keylease")
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST)
        self.restoreGeometry(services.settings.window_geometry)
        self.may_hide: Callable[[], bool] = lambda: False
        self._entrance: EntranceScreen | None = None
        self._locked: LockedScreen | None = None
        self.workplace: Workplace | None = None
        ground = Ground()
        self.setCentralWidget(ground)
        self._stack = QStackedLayout(ground)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._toasts = Toasts(self)

    @property
    def locked(self) -> LockedScreen:
        """The locked page, made at its first use."""
        if self._locked is None:
            self._locked = LockedScreen()
            self._stack.addWidget(self._locked)
            self.made.emit(self._locked)
        return self._locked

    @property
    def entrance(self) -> EntranceScreen:
        """The entrance, made at its first use."""
        if self._entrance is None:
            from keylease_desktop.screens.entrance import EntranceScreen

            self._entrance = EntranceScreen(self._services)
            self._stack.addWidget(self._entrance)
            self.made.emit(self._entrance)
        return self._entrance

    def say_anew(self) -> None:
        """Make the pages anew, in the language that is spoken now."""
        self._leave()
        for page in (self._entrance, self._locked):
            if page is not None:
                self._stack.removeWidget(page)
                page.deleteLater()
        self._entrance = self._locked = None

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
        from keylease_desktop.screens.workplace import Workplace

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
