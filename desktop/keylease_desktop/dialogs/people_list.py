"""Make a list of people, or say who is on it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease.model.base import MemberId
from keylease_desktop.presenters.people_acts import PeopleActs
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.chip_field import ChipField
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import TextField
from keylease_desktop.widgets.label import Label


class PeopleListDialog(DialogFrame):
    """`written(name)` once it is on record. Without a name it is a new list."""

    written = Signal(str)

    def __init__(
        self,
        window: QWidget,
        acts: PeopleActs,
        name: str = "",
        members: Sequence[MemberId] = (),
    ) -> None:
        title = self.tr("Who is on {}").format(name) if name else self.tr("New list of people")
        super().__init__(window, title, self.tr("Save the list"))
        self._acts, self._name = acts, name
        self.name = TextField(self.tr("Name"), self.tr("Backend"))
        self.name.setMaxLength(64)
        if not name:
            self.field(self.tr("Name"), self.name)
        self.who = ChipField(self.tr("Who"), acts.suggest, self.tr("Type a name"))
        self.field(self.tr("Who"), self.who)
        for member in members:
            self.who.add(acts.chip(member))
        self.body.addWidget(
            Label(
                self.tr(
                    "A list is a shortcut for sharing. Changing it later changes nobody's access."
                ),
                Type.CAPTION,
                Tone.MUTED,
                wrap=True,
            )
        )
        self.name.textChanged.connect(self._show)
        self.who.changed.connect(self._show)
        self.accepted_now.connect(self._accept)
        self._show()

    def _show(self, _: object = None) -> None:
        self.primary.setEnabled(bool(self._name or self.name.text().strip()))
        self.refuse("")

    def _accept(self) -> None:
        self.busy(self.tr("Writing the list…"))
        members = [str(chip.id) for chip in self.who.chips]
        self._acts.set_list(self._called, members, self._finish, self._refused)

    @property
    def _called(self) -> str:
        return self._name or self.name.text().strip()

    def _finish(self) -> None:
        self.busy(None)
        self.close()
        self.written.emit(self._called)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))
