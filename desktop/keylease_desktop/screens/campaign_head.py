"""What stands over the rows of a campaign: what it is about, how far it is, how it ends."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from keylease_desktop.presenters.campaign import Head
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.label import Line
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.progress import ProgressBar

PROGRESS_AT_LEAST = 60


class CampaignHead(QWidget):
    """The buttons are the screen's to wire."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", self.tr("Back to all reviews"))
        self._header = PageHeader("", " ")
        self._count = Line("", Type.BODY, Tone.MUTED, tabular=True)
        self.bar = ProgressBar()
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.bar.setMinimumWidth(PROGRESS_AT_LEAST)
        self.finish = Button(self.tr("Finish…"), Kind.PLAIN, "file-check", tall=True)
        self.evidence = Button(self.tr("Evidence…"), Kind.PLAIN, "archive", tall=True)
        for widget in (self._count, self.bar, self.evidence, self.finish):
            self._header.add(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addSpacing(-8)  # the arrow itself stands above the rows
        row.addWidget(self.back)
        row.addWidget(self._header, 1)

    def show_head(self, head: Head) -> None:
        """Say how far it is."""
        self._header.set_title(head.title)
        self._header.set_subtitle(head.second)
        told = self.tr("{} of {} decided").format(head.decided, head.subjects)
        self._count.set_text(self.tr("{} of {}").format(head.decided, head.subjects))
        self.bar.show_share(head.share, told)
        self.finish.setVisible(head.oversees and not head.closed)
        self.evidence.setVisible(head.oversees and head.closed)
