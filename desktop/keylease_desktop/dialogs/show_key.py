"""A link from outside leads to a key: asked before anything is shown."""

from PySide6.QtWidgets import QWidget

from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.label import Label


class ShowKeyDialog(DialogFrame):
    """`accepted_now` when the key is to be shown. Nothing is opened by it."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window, self.tr("Show {}?").format(name), self.tr("Show the key"))
        text = self.tr(
            "A link from outside Keylease leads to this key. Showing it opens nothing, and nothing "
            "goes on record."
        )
        self.body.addWidget(Label(text, wrap=True))
        self.accepted_now.connect(self.close)
