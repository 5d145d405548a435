"""What is to be made safe, each with the way to do it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease_desktop.presenters.notices import Notice
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Kind
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.label import Label


class NoticesDialog(DialogFrame):
    """`chosen(about)` when one is taken up."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, notices: tuple[Notice, ...]) -> None:
        title = self.tr("To be on the safe side")
        super().__init__(window, title, self.tr("Close"), kind=Kind.PLAIN)
        text = self.tr("These stay here until they are mended: each is a loss that could be final.")
        self.body.addWidget(Label(text, wrap=True))
        for notice in notices:
            banner = Banner(Tone.WARNING, notice.title, notice.text, notice.action)
            banner.acted.connect(partial(self._choose, notice.about))
            self.body.addWidget(banner)
        self.cancel.hide()
        self.accepted_now.connect(self.close)

    def _choose(self, about: str) -> None:
        self.close()
        self.chosen.emit(about)
