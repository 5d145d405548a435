"""Moving the team to a team server: the server's link, where it leads, and the move itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.presenters.team_server import Ended, TeamServerPresenter, fingerprint
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.text_area import TextArea

BEGINS = "keylease:relay?"


class MoveTeamDialog(DialogFrame):
    """Where the link leads is shown before anything is sent; the team stays until all is there."""

    def __init__(self, window: QWidget, presenter: TeamServerPresenter) -> None:
        super().__init__(window, self.tr("Move to a team server"), self.tr("Move the team"))
        self._presenter = presenter
        self._moving = False
        self._asking = self._question()
        self.body.addWidget(self._asking)
        self.primary.setEnabled(False)
        self.accepted_now.connect(self._move)
        presenter.ended.connect(self._ended)
        presenter.refused.connect(self._refused)
        presenter.team.busy_changed.connect(self._tell)

    def _question(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        text = self.tr(
            "A team server is always there, whoever's computer sleeps. Whoever runs it starts "
            "“keylease relay serve”, which prints a link. Paste it here."
        )
        column.addWidget(Label(text, wrap=True))
        self.link = TextArea(self.tr("Link of the server"), 3, mono=True)
        self.link.setPlaceholderText(BEGINS + "…#…")
        self.link.textChanged.connect(self._look)
        label = Label(self.tr("Link of the server"), Type.CAPTION, Tone.MUTED)
        label.setBuddy(self.link)
        field = QVBoxLayout()
        field.setSpacing(5)
        field.addWidget(label)
        field.addWidget(self.link)
        column.addLayout(field)
        self._where = self._destination()
        column.addWidget(self._where)
        return page

    def _destination(self) -> QWidget:
        """What is known before anything is sent; hidden until the link is whole."""
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.host = Label("", Type.SECTION, wrap=True)
        self.pin = Label("", Type.MONO, Tone.MUTED, wrap=True)
        self._is_it = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        column.addWidget(self.host)
        column.addWidget(self.pin)
        column.addWidget(self._is_it)
        column.addSpacing(8)
        text = self.tr(
            "Everything goes along: history, record, and what colleagues can open. They follow by "
            "themselves, and this computer's copy is sealed. Whoever runs the server could, with a "
            "recipient, hand out a key late or without a record; they can read no value."
        )
        column.addWidget(Label(text, wrap=True))
        shown.hide()
        return shown

    def _look(self) -> None:
        """Say where the link leads, as soon as it is a whole one."""
        from keylease.relocation import destination  # seldom needed

        text = self.link.toPlainText()
        self.refuse("")
        try:
            where = destination(text)
        except KeyleaseError:
            self._where.hide()
            self.primary.setEnabled(False)
            if text.strip():
                self.refuse(
                    self.tr("That is not the whole link of a new team server. Copy it again, from "
                            "keylease:relay to its end.")
                )  # fmt: skip
            return
        self.host.setText(where.host)
        self.pin.setText("\n".join(fingerprint(pin) for pin in where.pins))
        self.pin.setVisible(bool(where.pins))
        self._is_it.setText(
            self.tr("Its certificate. The server shows the same one where it was started.")
            if where.pins
            else self.tr("Its certificate is not pinned: this computer's trust decides.")
        )
        self._where.show()
        self.primary.setEnabled(True)

    def _move(self) -> None:
        if self._moving or not self.primary.isEnabled():
            return
        self._moving = True
        self.link.setReadOnly(True)
        self.cancel.set_caption(self.tr("Stop"))
        self.busy(self.tr("Asking the new server…"))
        self._presenter.move(self.link.toPlainText(), self.tr("Part {} has arrived…"))

    def _tell(self, doing: str) -> None:
        if self._moving and doing:
            self.busy(doing)

    def reject(self) -> None:
        """Cancel; while the team is on its way, stop that first."""
        if self._moving:
            self._presenter.stop()
            self.busy(self.tr("Stopping…"))
            return
        super().reject()

    def _ended(self, ended: Ended) -> None:
        self._stand()
        if ended is Ended.STOPPED:
            self.refuse(self.tr("Stopped: the team is where it was. With the same link it goes on "
                                "from there."))  # fmt: skip
            return
        host = self.host.text()
        self._asking.hide()
        self.primary.hide()
        self._caps.hide()
        self.cancel.set_caption(self.tr("Close"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        banner = self._moved(host) if ended is Ended.MOVED else self._signed(host)
        self.body.addWidget(banner)
        banner.show()
        announce(self, banner.title.text())

    def _moved(self, host: str) -> Banner:
        text = self.tr(
            "Colleagues follow by themselves: at once where Keylease is open, else when they open "
            "it next."
        )
        if self._presenter.hosting.is_taken:
            hosted = self.tr(
                "Leave Keylease open here until they have: who was connected to this computer "
                "hears of the move from it."
            )
            text = f"{text} {hosted}"
        return Banner(Tone.GOOD, self.tr("The team has moved to {}").format(host), text)

    def _signed(self, host: str) -> Banner:
        text = self.tr(
            "All is there and the move is signed, but {} has not confirmed it. Keylease goes on by "
            "itself once it answers: leave the server running."
        )
        return Banner(Tone.WARNING, self.tr("Almost there"), text.format(host))

    def _refused(self, sentence: str) -> None:
        if self._moving:
            self._stand()
            self.refuse(sentence)

    def _stand(self) -> None:
        self._moving = False
        self.busy(None)
        self.link.setReadOnly(False)
        self.cancel.set_caption(self.tr("Cancel"))
