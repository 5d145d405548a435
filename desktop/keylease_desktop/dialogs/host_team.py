"""Hosting the team from this computer: what that means, and where it is reached."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.presenters.team_server import TeamServerPresenter
from keylease_desktop.services.hosting import can_host
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import TextField
from keylease_desktop.widgets.label import Label

PORT = "8443"
PORT_WIDTH = 96


class HostTeamDialog(DialogFrame):
    """Proposes an address; it closes when the team is hosted."""

    def __init__(self, window: QWidget, presenter: TeamServerPresenter) -> None:
        super().__init__(window, self.tr("Host from this computer"), self.tr("Host the team"))
        self._presenter = presenter
        self.body.addWidget(
            Label(
                self.tr(
                    "This computer answers colleagues in your network over HTTPS. Everything stays "
                    "where it is, and you can stop at any time."
                ),
                wrap=True,
            )
        )
        self.body.addWidget(
            Banner(
                Tone.WARNING,
                self.tr("For a trial"),
                self.tr(
                    "While this computer sleeps or Keylease is closed, colleagues reach nothing: "
                    "they see what they knew last and can open no key. Locking does not end it."
                ),
            )
        )
        self.address = TextField(self.tr("Address of this computer"))
        self.port = TextField(self.tr("Port"))
        self.port.setText(PORT)
        self._where()
        text = self.tr(
            "It shows a certificate of its own. Invites carry the fingerprint, so colleagues' apps "
            "trust this one and no other; it stands here in Settings as soon as it runs."
        )
        self.body.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        self.accepted_now.connect(self._host)
        self.address.returnPressed.connect(self._host)
        self.port.returnPressed.connect(self._host)
        presenter.begun.connect(self.close)
        presenter.refused.connect(self._refused)
        if can_host():
            presenter.hosting.propose(self._propose)
        else:
            self.primary.setEnabled(False)
            self.refuse(self.tr("Hosting takes more packages: install Keylease with its “desktop” "
                                "extra."))  # fmt: skip

    def _where(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        for caption, field in (
            (self.tr("Address of this computer, as colleagues reach it"), self.address),
            (self.tr("Port"), self.port),
        ):
            column = QVBoxLayout()
            column.setSpacing(5)
            label = Label(caption, Type.CAPTION, Tone.MUTED, wrap=True)
            label.setBuddy(field)
            column.addWidget(label, 1, Qt.AlignmentFlag.AlignBottom)
            column.addWidget(field)
            line.addLayout(column, 1 if field is self.address else 0)
        self.port.setFixedWidth(PORT_WIDTH)
        self.body.addLayout(line)

    def _propose(self, address: str) -> None:
        if not self.address.text():
            self.address.setText(address)

    def _host(self) -> None:
        if self.primary.isEnabled():
            self.busy(self.tr("Beginning to host…"))
            self._presenter.host(self.address.text(), self.port.text())

    def _refused(self, sentence: str) -> None:
        self.busy(None)
        self.refuse(sentence)
