"""Going over by a link to where the team is now, which an owner has sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from keylease.client.session import Session
from keylease.errors import Code, KeyleaseError
from keylease.model.secret import Secret
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import SecretInput
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.text_area import TextArea


class FollowTeamDialog(DialogFrame):
    """Takes the link and the passphrase; the team opens anew there, and this goes with the window
    of before. Where it shows another history, nothing has changed.
    """

    def __init__(self, window: QWidget, team: TeamService, link: str = "") -> None:
        super().__init__(window, self.tr("Go where the team is now"), self.tr("Go there"))
        self._team = team
        self.body.addWidget(
            Label(
                self.tr(
                    "When the team is reached at another address, an owner sends you a link. "
                    "Keylease believes it only if the history there goes on from yours and an "
                    "owner has signed for the place."
                ),
                wrap=True,
            )
        )
        self.link = TextArea(self.tr("Link from an owner"), 3, mono=True)
        self.field(self.tr("Link from an owner"), self.link)
        self.where = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self.body.addWidget(self.where)
        self.link.textChanged.connect(self._look)
        self.link.setPlainText(link)
        self._look()
        self.passphrase = SecretInput(self.tr("Your passphrase"))
        self.field(self.tr("Your passphrase"), self.passphrase)
        self.passphrase.returnPressed.connect(self._go)
        text = self.tr("Your copy of the history stays as it is until then.")
        self.body.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        self.accepted_now.connect(self._go)
        self.covered.connect(lambda on: None if on else self.passphrase.forget())

    def _look(self) -> None:
        """Say where the link leads, as soon as it is a whole one."""
        from keylease.recovery import followed  # seldom needed, and slow to read

        try:
            place = followed(self.link.toPlainText())
        except KeyleaseError:
            self.where.hide()
            return
        self.where.setText(self.tr("It leads to {}.").format(place))
        self.where.show()

    def _go(self) -> None:
        if not self.primary.isEnabled():
            return
        link, now = self.link.toPlainText(), self._team.snapshot
        for text, field, missing in (
            (link.strip(), self.link, self.tr("Paste the link first.")),
            (self.passphrase.text(), self.passphrase, self.tr("Type your passphrase.")),
        ):
            if not text:
                self.refuse(missing)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if now is None:
            return
        self.busy(self.tr("Comparing the history there with yours…"))
        assembly, team = self._team.assembly, now.state.team.hex()
        passphrase = Secret(self.passphrase.text().encode())

        def make() -> Session:
            from keylease.recovery import follow  # seldom needed, and slow to read

            return follow(assembly, link, passphrase, team=team)

        self._team.start(make, failed=self._refused)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        if error.code is Code.E_LINK:
            self.refuse(self.tr("That is not the whole link to where a team is. Copy it again, all "
                                "of it."))  # fmt: skip
        else:
            self.refuse(refusal(error))
