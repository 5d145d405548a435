"""Let somebody else keep a key's value too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.presenters.managing import ManagerPresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import Select


class ManagerDialog(DialogFrame):
    """`added(what to say)` once it is done."""

    added = Signal(str)

    def __init__(self, window: QWidget, presenter: ManagerPresenter) -> None:
        title = self.tr("Add a key manager to {}").format(presenter.name)
        super().__init__(window, title, self.tr("Add key manager"))
        self._presenter = presenter
        presenter.setParent(self)
        self.who = Select(self.tr("Who"))
        for id_, name in presenter.people:
            self.who.addItem(name, id_)
        self.field(self.tr("Who"), self.who)
        self.primary.setEnabled(bool(presenter.people))
        if not presenter.people:
            self.refuse(presenter.nobody)
        text = self.tr(
            "They keep the value on their computer, can share and replace the key, and count as "
            "having seen it. Taking that back later means replacing the key."
        )
        self.body.addWidget(
            Banner(Tone.NEUTRAL, self.tr("A key manager’s access never ends."), text)
        )
        self.accepted_now.connect(self._accept)
        presenter.added.connect(self._done)
        presenter.refused.connect(self._refused)

    def _accept(self) -> None:
        self.busy(self.tr("Sealing it to them…"))
        self._presenter.add(self.who.currentData())

    def _done(self, said: str) -> None:
        self.busy(None)
        self.close()
        self.added.emit(said)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
