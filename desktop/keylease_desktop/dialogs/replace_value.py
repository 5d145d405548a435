"""Replace a key's value: paste the new one; it goes to all who have access, and into use."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QWidget

from keylease.client.access import having, in_use
from keylease.client.entering import provider_facts
from keylease.errors import KeyleaseError
from keylease_desktop.presenters.entering import EnterPresenter, Recognition
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import SecretInput
from keylease_desktop.widgets.label import Label


class ReplaceDialog(DialogFrame):
    """`replaced(KeyId)` once the new value is in use."""

    replaced = Signal(str)

    def __init__(self, window: QWidget, presenter: EnterPresenter) -> None:
        now, key = presenter.now, presenter.key or ""
        super().__init__(
            window, self.tr("Replace {}").format(now.names.of(key)), self.tr("Replace value")
        )
        self._presenter = presenter
        presenter.setParent(self)
        provider = provider_facts(now.names.field(key, "provider"))
        first = self.tr("1. Make a new key at {}.").format(provider.name)
        self.body.addWidget(Label(first, Type.STRONG))
        if provider.console:
            console = Button(self.tr("Open its page in the browser"), Kind.LINK)
            console.setToolTip(provider.console)
            console.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(provider.console)))
            self.body.addWidget(console, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Label(self.tr("2. Paste its value here."), Type.STRONG))
        self.value = SecretInput(self.tr("New value"), self.tr("Paste the new key here"))
        self.value.textChanged.connect(presenter.look)
        self.body.addWidget(self.value)
        self.said = Label("", Type.CAPTION, Tone.WARNING, wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.body.addWidget(self._consequence(provider.name))
        presenter.recognised.connect(self._recognised)
        presenter.entered.connect(self._done)
        presenter.refused.connect(self._refused)
        self.accepted_now.connect(self._accept)

    def first_focus(self) -> QWidget:
        """The field, though a link stands before it."""
        return self.value

    def _consequence(self, provider: str) -> Banner:
        now, key = self._presenter.now, self._presenter.key or ""
        many = len(having(now, key, self._presenter.team.now()))
        version = in_use(now, key)
        old = self.tr(
            "Version {} is then replaced. It works until you delete it at {}; the record calls it "
            "dead only once that is shown."
        ).format(version or "–", provider)
        title = self.tr("All {} who have access get the new value at once.").format(many)
        return Banner(Tone.NEUTRAL, title, old)

    def _recognised(self, found: Recognition) -> None:
        worst = found.fault or found.twin or found.caution
        self.said.setText(worst)
        self.said.setVisible(bool(worst))
        self.value.set_wrong(bool(found.fault or found.twin))

    def _accept(self) -> None:
        found = self._presenter.recognition
        fault = found.fault or found.twin
        if not self.value.text().strip():
            fault = self.tr("Paste the new value.")
        if fault:
            self.refuse(fault)
            return
        self.busy(self.tr("Sealing it to all who have access…"))
        self._presenter.replace(self.value.text())

    def _done(self, key: str) -> None:
        self.busy(None)
        self.close()
        self.replaced.emit(key)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))

    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.forget()
        self.value.forget()
        super().hideEvent(event)
