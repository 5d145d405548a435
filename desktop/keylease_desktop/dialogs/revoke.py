"""Revoke access: what it ends, what it cannot take back, and whether the key is replaced too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.presenters.revoking import RevokePresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Kind
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import RadioButton, TextField
from keylease_desktop.widgets.label import Label


class RevokeDialog(DialogFrame):
    """`revoked(grants, replace)` once it is done; with `replace` the key is to be replaced next."""

    revoked = Signal(object, bool)

    def __init__(self, window: QWidget, presenter: RevokePresenter) -> None:
        what = presenter.consequence
        super().__init__(window, what.title, self.tr("Revoke access"), kind=Kind.DANGER)
        self._presenter = presenter
        presenter.setParent(self)
        self.body.addWidget(Label(what.text, wrap=True))
        self.both = RadioButton(self._both_text())
        self.only = RadioButton(self.tr("Revoke access only"))
        ways = QButtonGroup(self)
        ways.addButton(self.both)
        ways.addButton(self.only)
        self.only.setChecked(True)
        if what.opened and what.may_replace:
            self.both.setChecked(True)
            self.body.addWidget(self.both)
            self.body.addWidget(self.only)
        elif what.opened:
            note = self.tr("Ask a key manager to replace the key.")
            self.body.addWidget(Label(note, Type.BODY, Tone.WARNING, wrap=True))
        self.why = TextField(self.tr("Why"))
        self.why.setMaxLength(500)
        self.field(self.tr("Why"), self.why)
        self.both.toggled.connect(self._caption)
        self.accepted_now.connect(self._accept)
        presenter.revoked.connect(self._done)
        presenter.refused.connect(self._refused)
        self._caption()

    def _both_text(self) -> str:
        others = self._others
        if others == 0:
            return self.tr("Revoke and replace the key")
        return self.tr("Revoke and replace the key ({} others get the new value)").format(others)

    @property
    def _others(self) -> int:
        return self._presenter.consequence.others

    def _caption(self) -> None:
        replaces = self.both.isChecked()
        self.primary.set_caption(
            self.tr("Revoke and replace…") if replaces else self.tr("Revoke access")
        )

    def _accept(self) -> None:
        self.busy(self.tr("Revoking access…"))
        self._presenter.revoke(self.why.text())

    def _done(self, grants: object) -> None:
        self.busy(None)
        replaces = self.both.isChecked()
        self.close()
        self.revoked.emit(grants, replaces)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
