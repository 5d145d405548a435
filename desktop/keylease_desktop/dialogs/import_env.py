"""Import a `.env`: what it holds, which lines become keys, and where they belong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease.client.entering import Entry, known_providers
from keylease.errors import KeyleaseError
from keylease_desktop.presenters import when
from keylease_desktop.presenters.importing import ImportPresenter, Result, Taking
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Rule
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import CheckBox, Select, TextField
from keylease_desktop.widgets.label import Label, Line

WIDE = 720
MOST = 100
"""Lines of which a dialog makes rows; a file with more is imported in parts by the command line."""


class ImportDialog(DialogFrame):
    """`imported(tuple[Result])` once something was tried; it stays open while anything failed."""

    imported = Signal(object)

    def __init__(self, window: QWidget, presenter: ImportPresenter) -> None:
        title = self.tr("Import {}").format(presenter.source or self.tr("what was pasted"))
        super().__init__(window, title, self.tr("Import"))
        self._presenter = presenter
        presenter.setParent(self)
        self.rows: list[LineRow] = []
        self._rest: list[Entry] = []
        self._lines()
        self.elsewhere = TextField(
            self.tr("Seen elsewhere"), self.tr("like: in the repository, posted in Slack")
        )
        self.field(self.tr("Who has seen these before they came here?"), self.elsewhere)
        presenter.taken.connect(self._taken)
        presenter.refused.connect(self._refused)
        self.accepted_now.connect(self._accept)
        self._count()

    def card_width(self) -> int:
        """Wide enough for a row of fields beside each variable."""
        return WIDE

    def _lines(self) -> None:
        usable = [entry for entry in self._presenter.lines if not entry.refusal]
        likely = [entry for entry in usable if entry.likely]
        self._rest = [entry for entry in usable if not entry.likely]
        left_out = [entry for entry in self._presenter.lines if entry.refusal]
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        if not likely:
            none = self.tr("No line looks like a key.")
            self._column.addWidget(Label(none, Type.BODY, Tone.MUTED))
        self._add(likely)
        if self._rest:
            text = when.counted(
                len(self._rest),
                self.tr("Show {} other line"),
                self.tr("Show {} other lines"),
            )
            self._others = Button(text, Kind.LINK)
            self._others.clicked.connect(self._show_rest)
            self.body.addWidget(self._others, 0, Qt.AlignmentFlag.AlignLeft)
        if left_out:
            said = "; ".join(f"{entry.variable}: {entry.refusal}" for entry in left_out[:5])
            self.body.addWidget(Label(said, Type.CAPTION, Tone.MUTED, wrap=True))

    def _add(self, entries: Sequence[Entry]) -> None:
        environments = self._presenter.environments()
        for entry in entries[: MOST - len(self.rows)]:
            likely = self._presenter.likely_environment(entry)
            row = LineRow(entry, environments, likely)
            row.changed.connect(self._count)
            if self.rows:
                self._column.addWidget(Rule())
            self._column.addWidget(row)
            self.rows.append(row)

    def _show_rest(self) -> None:
        self._others.hide()
        self._add(self._rest)
        self._count()

    def _count(self) -> None:
        many = sum(row.wanted for row in self.rows)
        self.primary.set_caption(
            when.counted(many, self.tr("Import {} key"), self.tr("Import {} keys"))
        )

    def _accept(self) -> None:
        wanted = [row for row in self.rows if row.wanted]
        faults = [fault for row in wanted if (fault := row.fault())]
        if not wanted:
            self.refuse(self.tr("Choose at least one line."))
        elif faults:
            self.refuse(faults[0])
        else:
            self.busy(self.tr("Sealing them to you…"))
            self._presenter.take([row.taking() for row in wanted], self.elsewhere.text())

    def _taken(self, results: tuple[Result, ...]) -> None:
        self.busy(None)
        problems = {result.variable: result.problem for result in results}
        for row in self.rows:
            if row.entry.variable in problems:
                row.show_result(problems[row.entry.variable])
        self.imported.emit(results)
        if any(problems.values()):
            self.refuse(self.tr("Not all lines were taken; each says why."))
            self._count()
        else:
            self.close()

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))

    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.forget()
        super().hideEvent(event)


class LineRow(QWidget):
    """One line: whether it is taken, under which name, where it belongs."""

    changed = Signal()

    def __init__(self, entry: Entry, environments: Sequence[tuple[str, str]], likely: str) -> None:
        super().__init__()
        self.entry = entry
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.take = CheckBox(entry.variable)
        self.take.setChecked(entry.likely)
        self.take.toggled.connect(self.changed)
        words.addWidget(self.take)
        self._says = Line(self._guess(), Type.CAPTION, Tone.MUTED)
        indented = QHBoxLayout()
        indented.setContentsMargins(27, 0, 0, 0)
        indented.addWidget(self._says)
        words.addLayout(indented)
        row.addLayout(words, 1)
        self.provider = Select(self.tr("Provider of {}").format(entry.variable))
        self._offer_providers()
        self.name = TextField(self.tr("Name of {}").format(entry.variable))
        self.name.setText(entry.name)
        self.name.setFixedWidth(130)
        self.environment = Select(self.tr("Environment of {}").format(entry.variable))
        self.environment.addItem(self.tr("Environment…"), "")
        for id_, name in environments:
            self.environment.addItem(name, id_)
        self.environment.setCurrentIndex(max(self.environment.findData(likely), 0))
        for widget in (self.provider, self.name, self.environment):
            row.addWidget(widget)

    def _guess(self) -> str:
        ending = self.tr("ends with {}").format(self.entry.ending) if self.entry.ending else ""
        line = self.entry.guesses[0].provider.name if self.entry.guesses else ""
        return " · ".join(part for part in (line, ending) if part)

    def _offer_providers(self) -> None:
        """Only where the value does not say by itself whose it is."""
        guesses = self.entry.guesses
        self.provider.addItem(self.tr("Provider…"), "")
        for facts in known_providers():
            self.provider.addItem(facts.name, facts.id)
        if guesses:
            self.provider.setCurrentIndex(max(self.provider.findData(guesses[0].provider.id), 0))
        self.provider.setVisible(not (guesses and guesses[0].certain))
        self.provider.setFixedWidth(120)

    @property
    def wanted(self) -> bool:
        """Whether it is to become a key."""
        return self.take.isChecked() and self.take.isEnabled()

    def fault(self) -> str:
        """What is missing; empty if nothing is."""
        if not self.provider.currentData():
            return self.tr("{}: choose the provider.").format(self.entry.variable)
        if not self.environment.currentData():
            return self.tr("{}: choose where it is used.").format(self.entry.variable)
        if not self.name.text().strip():
            return self.tr("{}: give it a name.").format(self.entry.variable)
        return ""

    def taking(self) -> Taking:
        """What was chosen."""
        return Taking(
            self.entry,
            self.name.text().strip(),
            self.provider.currentData(),
            self.environment.currentData(),
        )

    def show_result(self, problem: str) -> None:
        """Say what became of it."""
        if problem:
            self._says.set_text(problem, Tone.DANGER)
            return
        self._says.set_text(self.tr("imported"), Tone.GOOD)
        for widget in (self.take, self.name, self.environment, self.provider):
            widget.setEnabled(False)
