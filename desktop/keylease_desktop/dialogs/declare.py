"""Say who knows a key's value by other ways."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.models.cells import Chip
from keylease_desktop.models.people_chips import people_chips
from keylease_desktop.presenters.declaring import DeclarePresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.widgets.chip_field import ChipField
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import TextField
from keylease_desktop.widgets.label import Label


class DeclareDialog(DialogFrame):
    """`declared(what to say)` once it is on record."""

    declared = Signal(str)

    def __init__(self, window: QWidget, presenter: DeclarePresenter) -> None:
        super().__init__(
            window, self.tr("Who knew {} before?").format(presenter.name), self.tr("Put on record")
        )
        self._presenter = presenter
        presenter.setParent(self)
        text = self.tr(
            "Whoever knows version {} from elsewhere counts as having seen it until it is "
            "replaced and shown to be dead."
        )
        self.body.addWidget(Label(text.format(presenter.version), wrap=True))
        self.who = ChipField(self.tr("People"), self._suggest, self.tr("Type a name"))
        self.field(self.tr("People of the team"), self.who)
        self.elsewhere = TextField(self.tr("Elsewhere"), self.tr("like: posted in Slack"))
        self.field(self.tr("Elsewhere"), self.elsewhere)
        self.accepted_now.connect(self._accept)
        presenter.declared.connect(self._done)
        presenter.refused.connect(self._refused)

    def _suggest(self, typed: str) -> Sequence[Chip]:
        return people_chips(self._presenter.people, typed)

    def _accept(self) -> None:
        members = [str(chip.id) for chip in self.who.chips]
        if not members and not self.elsewhere.text().strip():
            self.refuse(self.tr("Say who knows it."))
            return
        self.busy(self.tr("Noting…"))
        self._presenter.declare(members, self.elsewhere.text())

    def _done(self, said: str) -> None:
        self.busy(None)
        self.close()
        self.declared.emit(said)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
