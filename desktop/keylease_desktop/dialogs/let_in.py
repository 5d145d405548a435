"""Let a newcomer in, or compare words with somebody who is in: six words, read to each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from keylease.errors import KeyleaseError
from keylease.model.base import MemberId
from keylease_desktop.presenters.people_acts import PeopleActs
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Card
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.label import Label

EACH = 3
"""Words that each of the two reads out: whoever only listens proves nothing."""


class LetInDialog(DialogFrame):
    """`agreed(compared)` once it is on record; `differed` when the words are not the same."""

    agreed = Signal(bool)
    differed = Signal()

    def __init__(
        self, window: QWidget, acts: PeopleActs, member: MemberId, *, newcomer: bool
    ) -> None:
        self._acts, self._member, self._newcomer = acts, member, newcomer
        self._compared = False
        name = acts.name(member)
        title = self.tr("Let {} in?") if newcomer else self.tr("Compare words with {}")
        primary = self.tr("They match: let in") if newcomer else self.tr("They match")
        other = self.tr("Let in, compare later") if newcomer else ""
        super().__init__(window, title.format(name), primary, other=other)
        self.body.addWidget(
            Label(
                self.tr(
                    "Call {} or meet them; a chat proves nothing. Six words stand on their screen "
                    "as on yours. You read the first three, they read the last three."
                ).format(name),
                wrap=True,
            )
        )
        self._columns = [
            _Column(self.tr("You read to {}").format(name)),
            _Column(self.tr("{} reads to you").format(name)),
        ]
        row = QHBoxLayout()
        row.setSpacing(12)
        for column in self._columns:
            row.addWidget(column, 1)
        self.body.addLayout(row)
        self._differ = Button(self.tr("The words differ"), Kind.LINK)
        self._differ.clicked.connect(self._show_differ)
        self.body.addWidget(self._differ, 0, Qt.AlignmentFlag.AlignLeft)
        self._warning = Banner(
            Tone.DANGER,
            self.tr("Then somebody else may have used the link."),
            self.tr("Do not let them in. Remove them, and send {} a new invitation.").format(name),
            self.tr("Remove {}…").format(name),
        )
        self._warning.acted.connect(self._remove)
        self._warning.hide()
        self.body.addWidget(self._warning)
        self.accepted_now.connect(lambda: self._accept(compared=True))
        self.other_chosen.connect(lambda: self._accept(compared=False))
        self.primary.setEnabled(False)
        acts.words(member, self._show_words, self._refused)

    @property
    def words(self) -> tuple[str, ...]:
        """The words on the screen."""
        return tuple(word for column in self._columns for word in column.words)

    def _show_words(self, words: tuple[str, ...]) -> None:
        self._columns[0].show_words(words[:EACH], 1)
        self._columns[1].show_words(words[EACH:], EACH + 1)
        self.primary.setAccessibleDescription(", ".join(words))  # heard where the focus goes
        self.primary.setEnabled(True)
        self.primary.setFocus()

    def _show_differ(self) -> None:
        self._warning.show()
        self.primary.setEnabled(False)
        if self._newcomer:
            self.other.setEnabled(False)

    def _remove(self) -> None:
        self.close()
        self.differed.emit()

    def _accept(self, *, compared: bool) -> None:
        self.busy(self.tr("Letting in…") if self._newcomer else self.tr("Putting it on record…"))

        self._compared = compared
        if self._newcomer:
            self._acts.let_in(
                self._member, compared=compared, then=self._finish, failed=self._refused
            )
        else:
            self._acts.compared(self._member, self._finish, self._refused)

    def _finish(self) -> None:
        self.busy(None)
        self.close()
        self.agreed.emit(self._compared)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


class _Column(Card):
    """Three of the words, numbered, large enough to be read aloud."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()
        self.column.setSpacing(8)
        self.column.addWidget(Label(title, Type.CAPTION, Tone.MUTED, wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        holder = QVBoxLayout()
        holder.addLayout(self._grid)
        self.column.addLayout(holder)
        self._lines = [
            (Label("", Type.CAPTION, Tone.MUTED, tabular=True), Label("…", Type.SECTION))
            for _ in range(EACH)
        ]
        for place, (number, word) in enumerate(self._lines):
            self._grid.addWidget(number, place, 0)
            self._grid.addWidget(word, place, 1)

    def show_words(self, words: tuple[str, ...], first: int) -> None:
        """Show them."""
        self.words = words
        for place, (word, (number, line)) in enumerate(zip(words, self._lines, strict=True)):
            number.setText(str(first + place))
            line.setText(word)
