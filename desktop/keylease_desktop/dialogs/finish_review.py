"""Close a review: the tally, what stands out, and when the next one is due."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.presenters.finishing import FinishPresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.facts import Facts
from keylease_desktop.widgets.label import Label


class FinishDialog(DialogFrame):
    """`closed(what to say)` once it is on record."""

    closed = Signal(str)

    def __init__(self, window: QWidget, presenter: FinishPresenter) -> None:
        title = self.tr("Finish {}").format(presenter.title)
        super().__init__(window, title, self.tr("Close the review"))
        self._presenter = presenter
        presenter.setParent(self)
        self._tally = Facts()
        self._signed = Label(
            self.tr(
                "Closing signs this tally and a fingerprint of every decision into the team’s "
                "history. “Evidence…” then writes the folder that an auditor checks against it."
            ),
            wrap=True,
        )
        self._exceptions = Label("", Type.BODY, Tone.WARNING, wrap=True)
        self._following = Label("", Type.BODY, Tone.MUTED, wrap=True)
        for part in (self._tally, self._signed, self._exceptions, self._following):
            self.body.addWidget(part)
        presenter.changed.connect(self._show)
        presenter.closed.connect(self._done)
        presenter.refused.connect(self._refused)
        self.accepted_now.connect(self._accept)
        self._show()

    def _show(self) -> None:
        page = self._presenter.page
        if page is None:
            return
        self._tally.show_facts(page.tally)
        exceptions = "\n".join(page.exceptions)
        self._exceptions.setText(exceptions)
        self._exceptions.setVisible(bool(exceptions))
        self._following.setText(page.hindrance or page.following)
        self.primary.setEnabled(not page.hindrance and not self._presenter.on_its_way)

    def _accept(self) -> None:
        self.busy(self.tr("Closing the review…"))
        self._presenter.close()

    def _done(self, said: str) -> None:
        self.busy(None)
        self.close()
        self.closed.emit(said)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
