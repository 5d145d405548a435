"""Another passphrase for the identity on this computer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease.model.secret import Secret
from keylease_desktop.dialogs.passphrase_block import Missing, PassphraseBlock
from keylease_desktop.presenters.settings import SettingsPresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import SecretInput
from keylease_desktop.widgets.label import Label


class ChangePassphraseDialog(DialogFrame):
    """The old one, and a new one twice."""

    def __init__(self, window: QWidget, presenter: SettingsPresenter) -> None:
        super().__init__(window, self.tr("Change the passphrase"), self.tr("Change it"))
        self._presenter = presenter
        self.old = SecretInput(self.tr("Current passphrase"))
        self.field(self.tr("Current passphrase"), self.old)
        self.new = PassphraseBlock(another=True)
        self.body.addWidget(self.new)
        text = self.tr("The recovery kit stays as it is: it does not depend on the passphrase.")
        self.body.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        self.accepted_now.connect(self._change)
        presenter.refused.connect(self._refused)
        presenter.passphrase_changed.connect(self.close)
        self.covered.connect(lambda on: None if on else self._forget())

    def _change(self) -> None:
        missing = self.new.what_is_missing()
        if not self.old.text():
            missing = Missing(self.tr("Type the current passphrase."), self.old)
        self.refuse("" if missing is None else missing.sentence)
        if missing is not None:
            missing.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.busy(self.tr("Changing…"))
        old = Secret(self.old.text().encode())
        self._presenter.change_passphrase(old, Secret(self.new.first.text().encode()))

    def _refused(self, error: KeyleaseError) -> None:
        if self.isVisible():
            self.busy(None)
            self.refuse(refusal(error))

    def _forget(self) -> None:
        self.old.forget()
        self.new.forget()
