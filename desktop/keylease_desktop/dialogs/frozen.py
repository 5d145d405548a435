"""Histories differed: what happened, words to compare, the evidence, how an owner goes on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.model.roles import Role
from keylease_desktop.presenters import when
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import CheckBox
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.words import WordsView


class FrozenDialog(DialogFrame):
    """`export_asked(Path)` for the evidence; it closes when an owner has gone on."""

    export_asked = Signal(object)

    def __init__(self, window: QWidget, team: TeamService, now: Snapshot) -> None:
        super().__init__(
            window,
            self.tr("Histories differ"),
            self.tr("Follow the team server"),
            kind=Kind.DANGER,
            cancel=self.tr("Stay read-only"),
        )
        self._team = team
        assert now.frozen is not None
        self.body.addWidget(
            Label(
                self.tr(
                    "On {} the team server showed a history that does not go on from the one you "
                    "have seen. Either it was restored from an old backup, or somebody is shown "
                    "another history than you. Nothing can be shared here until that is clear."
                ).format(when.full(now.frozen.at)),
                wrap=True,
            )
        )
        self.body.addWidget(
            Label(self.tr("Read these words to an owner. Theirs should be the same."), wrap=True)
        )
        self.words = WordsView(self.tr("History words"))
        self.body.addWidget(self.words)
        self.evidence = Button(self.tr("Save the evidence…"), Kind.PLAIN, "file-check")
        self.evidence.clicked.connect(self._choose)
        self.body.addWidget(self.evidence, 0, Qt.AlignmentFlag.AlignLeft)
        told = self.tr("I have compared the words with every other owner")
        self.compared = CheckBox(told, gives_way=True)
        self._owner = now.self.role is Role.OWNER
        text = self.tr("Only an owner can go on, after comparing the words with the others.")
        if self._owner:
            self.body.addWidget(self.compared)
        else:
            self.body.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        self.primary.setEnabled(False)
        self.compared.toggled.connect(self.primary.setEnabled)
        self.accepted_now.connect(self._go_on)
        team.ask(lambda session: session.team.words().words, self.words.show_words)

    def _choose(self) -> None:
        chooser = QFileDialog(self.window(), self.tr("Where the evidence shall lie"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda path: self.export_asked.emit(Path(path)))
        chooser.open()

    def _go_on(self) -> None:
        self.busy(self.tr("Fetching the whole history anew…"))

        def work(session: Session) -> Snapshot:
            return session.team.accept_history()

        def done(_: object) -> None:
            self.close()

        self._team.act(work, doing="", then=done, failed=self._refused)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
