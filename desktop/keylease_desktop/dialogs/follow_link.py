"""After a restore: the link by which colleagues follow to the new team server."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.text_area import TextArea


class FollowLinkDialog(DialogFrame):
    """The link is no secret: it says where the team is, and an owner has signed for it."""

    def __init__(self, window: QWidget, link: str) -> None:
        super().__init__(
            window,
            self.tr("The team is back"),
            self.tr("Copy the link"),
            cancel=self.tr("Close"),
        )
        self.body.addWidget(
            Label(
                self.tr(
                    "It lives on a new team server, since the old one is lost. Send this link to "
                    "your colleagues: with it their Keylease checks that nothing is missing, and "
                    "follows."
                ),
                wrap=True,
            )
        )
        self.link = TextArea(self.tr("Link for colleagues"), 4, mono=True)
        self.link.setPlainText(link)
        self.link.setReadOnly(True)
        self.body.addWidget(self.link)
        self.accepted_now.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.link.toPlainText())
        self.close()
