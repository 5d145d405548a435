"""Add a key: paste the value; the rest is proposed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.models.cells import Chip
from keylease_desktop.models.people_chips import people_chips
from keylease_desktop.presenters.entering import EnterPresenter, Recognition, Words
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.chip_field import ChipField
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import CheckBox, SecretInput, Select, TextField
from keylease_desktop.widgets.label import Label, Line


class AddKeyDialog(DialogFrame):
    """`added(KeyId)` once it is in."""

    added = Signal(str)

    def __init__(self, window: QWidget, presenter: EnterPresenter) -> None:
        super().__init__(window, self.tr("Add a key"), self.tr("Add key"))
        self._presenter = presenter
        presenter.setParent(self)
        self._touched: set[QWidget] = set()
        self._value_field()
        self._what_it_is()
        self._limits()
        self._who_knew()
        presenter.recognised.connect(self._recognised)
        presenter.entered.connect(self._done)
        presenter.refused.connect(self._refused)
        self.accepted_now.connect(self._accept)

    # What it asks ------------------------------------------------------------------------------

    def _value_field(self) -> None:
        self.value = SecretInput(self.tr("Value"), self.tr("Paste the key here"))
        self.value.textChanged.connect(self._presenter.look)
        self.field(self.tr("Value"), self.value)
        self.said = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.anyway = CheckBox(self.tr("Add it all the same"))
        self.anyway.hide()
        self.body.addWidget(self.anyway)

    def _what_it_is(self) -> None:
        self.name = TextField(self.tr("Name"), "openai-prod")
        self.name.setMaxLength(64)
        self.provider = Select(self.tr("Provider"))
        self.provider.addItem(self.tr("Choose…"), "")
        for facts in self._presenter.providers():
            self.provider.addItem(facts.name, facts.id)
        self.environment = Select(self.tr("Environment"))
        self.environment.addItem(self.tr("Choose…"), "")
        for id_, name in self._presenter.environments():
            self.environment.addItem(name, id_)
        self.variable = TextField(self.tr("Variable"), "OPENAI_API_KEY")
        self._pair((self.tr("Provider"), self.provider), (self.tr("Environment"), self.environment))
        self._pair((self.tr("Name"), self.name), (self.tr("Variable in programs"), self.variable))
        self.address = TextField(self.tr("Address"), "https://…")
        self._address_label = self.field(self.tr("Used at (its own address)"), self.address)
        self._show_address(False)
        self.provider.currentIndexChanged.connect(self._provider_chosen)
        for field in (self.name, self.variable):
            field.textEdited.connect(lambda _, field=field: self._touched.add(field))
        self.provider.activated.connect(lambda _: self._touched.add(self.provider))

    def _limits(self) -> None:
        self.cap = TextField(self.tr("Monthly cap"), self.tr("like 500 USD"))
        self.scopes = TextField(self.tr("Scopes"), self.tr("like chat only"))
        self._pair(
            (self.tr("Monthly cap at the provider"), self.cap),
            (self.tr("Scopes at the provider"), self.scopes),
        )

    def _who_knew(self) -> None:
        self.known_to = ChipField(
            self.tr("Who knew it before"), self._suggest, self.tr("Type a name")
        )
        self.field(self.tr("Who has seen it before it came here?"), self.known_to)
        self.elsewhere = TextField(
            self.tr("Seen elsewhere"), self.tr("elsewhere, like: posted in Slack")
        )
        self.body.addWidget(self.elsewhere)

    def _pair(self, *fields: tuple[str, QWidget]) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for caption, widget in fields:
            column = QVBoxLayout()
            column.setSpacing(5)
            label = Line(caption, Type.CAPTION, Tone.MUTED)
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget)
            row.addLayout(column, 1)
        self.body.addLayout(row)

    def _suggest(self, typed: str) -> Sequence[Chip]:
        return people_chips(self._presenter.people(), typed)

    # What it finds out -------------------------------------------------------------------------

    def _recognised(self, found: Recognition) -> None:
        if found.provider is not None and self.provider not in self._touched:
            self.provider.setCurrentIndex(max(self.provider.findData(found.provider.id), 0))
        for field, text in ((self.name, found.name), (self.variable, found.variable)):
            if field not in self._touched:
                field.setText(text)
        worst = found.fault or found.twin or found.caution
        self.said.setText(worst or found.said)
        self.said.set_tone(Tone.WARNING if worst else Tone.MUTED)
        self.said.setVisible(bool(worst or found.said))
        self.value.set_wrong(bool(found.fault))
        self.anyway.setVisible(bool(found.twin))

    def _provider_chosen(self) -> None:
        chosen = self.provider.currentData()
        facts = next((one for one in self._presenter.providers() if one.id == chosen), None)
        self._show_address(facts is not None and facts.needs_address)
        if facts is not None and self.variable not in self._touched:
            self.variable.setText(facts.variable)

    def _show_address(self, shown: bool) -> None:
        self.address.setVisible(shown)
        self._address_label.setVisible(shown)

    # The end -----------------------------------------------------------------------------------

    def _fault(self) -> str:
        found = self._presenter.recognition
        if not self.value.text().strip():
            return self.tr("Paste the value of the key.")
        if found.fault:
            return found.fault
        if found.twin and not self.anyway.isChecked():
            return found.twin
        if not self.provider.currentData():
            return self.tr("Choose the provider.")
        if not self.environment.currentData():
            return self.tr("Choose where the key is used.")
        if not self.name.text().strip():
            return self.tr("Give the key a name.")
        return ""

    def _accept(self) -> None:
        fault = self._fault()
        if fault:
            self.refuse(fault)
            return
        words = Words(
            name=self.name.text(),
            provider=self.provider.currentData(),
            environment=self.environment.currentData(),
            variable=self.variable.text(),
            monthly_cap=self.cap.text(),
            scopes=self.scopes.text(),
            base_url=self.address.text() if self.address.isVisibleTo(self) else "",
            known_to=tuple(str(chip.id) for chip in self.known_to.chips),
            known_elsewhere=self.elsewhere.text(),
        )
        self.busy(self.tr("Sealing it to you…"))
        self._presenter.add(self.value.text(), words)

    def _done(self, key: str) -> None:
        self.busy(None)
        self.close()
        self.added.emit(key)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))

    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.forget()
        self.value.forget()
        super().hideEvent(event)
