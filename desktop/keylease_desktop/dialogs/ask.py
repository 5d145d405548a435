"""Ask for a key, and say no to somebody who asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.dialogs.spans import short_span
from keylease_desktop.presenters.requesting import AskPresenter, DenyPresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Kind
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import Select, TextField
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.segmented import Segmented


class AskDialog(DialogFrame):
    """`asked(what to say)` once it is done."""

    asked = Signal(str)

    def __init__(self, window: QWidget, presenter: AskPresenter) -> None:
        super().__init__(window, self.tr("Ask for a key"), self.tr("Ask"))
        self._presenter = presenter
        presenter.setParent(self)
        self.key = Select(self.tr("Key"))
        for one in presenter.keys:
            self.key.addItem(f"{one.name}  ({one.about})" if one.about else one.name, one.id)
        self.key.setCurrentIndex(max(self.key.findData(presenter.key), 0))
        self.field(self.tr("Key"), self.key)
        key = presenter.key
        allowed = presenter.spans(key) if key is not None else ()
        self.span = Segmented(
            self.tr("For"), [(span, short_span(span)) for span in allowed] or [(0, "–")]
        )
        if key is not None:
            self.span.choose(presenter.usual(key))
        self.field(self.tr("For"), self.span)
        self.why = TextField(self.tr("Why"), self.tr("like: evaluation for release 2.1"))
        self.why.setMaxLength(500)
        self.field(self.tr("Why (whoever answers reads it)"), self.why)
        self._answer = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self.body.addWidget(self._answer)
        self.key.currentIndexChanged.connect(self._chosen)
        self.accepted_now.connect(self._accept)
        presenter.asked.connect(self._done)
        presenter.refused.connect(self._refused)
        self._chosen()

    def _chosen(self) -> None:
        chosen = self.key.currentData()
        one = next((one for one in self._presenter.keys if one.id == chosen), None)
        who = "" if one is None else self.tr("{} can answer.").format(one.answered_by)
        self._answer.setText(who or self.tr("You have access to every key you know of."))
        self.primary.setEnabled(one is not None)

    def _accept(self) -> None:
        if not self.why.text().strip():
            self.refuse(self.tr("Say in a few words what it is for."))
            return
        self.busy(self.tr("Asking…"))
        self._presenter.ask(self.key.currentData(), self.span.value, self.why.text())

    def _done(self, said: str) -> None:
        self.busy(None)
        self.close()
        self.asked.emit(said)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


class DenyDialog(DialogFrame):
    """`denied(what to say)` once it is done."""

    denied = Signal(str)

    def __init__(self, window: QWidget, presenter: DenyPresenter) -> None:
        super().__init__(window, self.tr("Deny it?"), self.tr("Deny"), kind=Kind.DANGER)
        self._presenter = presenter
        presenter.setParent(self)
        said = f"{presenter.asked.title}, {presenter.asked.second}."
        self.body.addWidget(Label(said, wrap=True))
        self.why = TextField(self.tr("Why"))
        self.why.setMaxLength(500)
        self.field(self.tr("Why (they read it)"), self.why)
        self.accepted_now.connect(self._accept)
        presenter.denied.connect(self._done)
        presenter.refused.connect(self._refused)

    def _accept(self) -> None:
        if not self.why.text().strip():
            self.refuse(self.tr("Say why: they read it."))
            return
        self.busy(self.tr("Answering…"))
        self._presenter.deny(self.why.text())

    def _done(self, said: str) -> None:
        self.busy(None)
        self.close()
        self.denied.emit(said)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
