"""Give an access a later end, in one step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.dialogs.spans import short_span
from keylease_desktop.presenters.renewing import RenewPresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.segmented import Segmented


class RenewDialog(DialogFrame):
    """`renewed(str)` with what to say once it is done."""

    renewed = Signal(str)

    def __init__(self, window: QWidget, presenter: RenewPresenter) -> None:
        super().__init__(window, presenter.title, self.tr("Renew"))
        self._presenter = presenter
        presenter.setParent(self)
        self.body.addWidget(Label(presenter.text, Type.BODY, Tone.MUTED, wrap=True))
        self.span = Segmented(
            self.tr("For"), [(span, short_span(span)) for span in presenter.spans]
        )
        self.field(self.tr("From now for"), self.span)
        self.until = Label("", Type.STRONG)
        self.body.addWidget(self.until)
        self.span.choose(presenter.span)
        self.span.changed.connect(presenter.choose)
        presenter.offered.connect(self._show)
        presenter.renewed.connect(self._done)
        presenter.refused.connect(self._refused)
        self.accepted_now.connect(self._accept)
        self._show()

    def _show(self) -> None:
        self.until.setText(self._presenter.until_text)
        self.primary.set_caption(self._presenter.primary)
        self.primary.setEnabled(not self._presenter.fault)
        self.refuse(self._presenter.fault)

    def _accept(self) -> None:
        self.busy(self.tr("Renewing…"))
        self._presenter.renew()

    def _done(self, said: str) -> None:
        self.busy(None)
        self.close()
        self.renewed.emit(said)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
