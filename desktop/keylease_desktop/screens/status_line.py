"""The bottom of the window: when it locks, how fresh it is, what is being done, the clipboard."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.countdown import Countdown, clock
from keylease_desktop.widgets.status import StatusItem

HEIGHT = 28
SOON = 30
"""Seconds before locking from which it is told in another colour."""


class StatusLine(QWidget):
    """Facts in a row; each hides itself when there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.lock = StatusItem("lock-open")
        self.server = StatusItem("server")
        self.history = StatusItem("shield-check")
        self.doing = StatusItem("hourglass")
        self.clipboard = Countdown(self.tr("Clear now"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(20)
        for item in (self.lock, self.server, self.history):
            row.addWidget(item)
        row.addStretch(1)
        row.addWidget(self.doing)
        row.addWidget(self.clipboard)
        self.doing.hide()

    def show_lock(self, seconds: int) -> None:
        """How long until it locks by itself."""
        tone = Tone.WARNING if seconds <= SOON else Tone.MUTED
        self.lock.show_text(self.tr("Locks in {}").format(clock(seconds)), tone)

    def show_server(self, text: str, reached: bool) -> None:
        """Where the team lives, and how old what is shown is."""
        tone = Tone.MUTED if reached else Tone.WARNING
        self.server.show_text(text, tone, "server" if reached else "wifi-off")

    def show_doing(self, text: str) -> None:
        """What is being done now; "" when nothing is."""
        self.doing.show_text(text)

    def show_clipboard(self, name: str, left: int, total: int) -> None:
        """What lies on the clipboard, and for how long still."""
        self.clipboard.show_left(self.tr("{} clears in").format(name), left, total)
