"""A new passphrase: typed twice, judged while it is typed, or six words suggested."""

from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease.model.secret import Secret
from keylease_desktop.services.passphrases import Strength, strength, suggestion
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.inputs import CheckBox, SecretInput
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.progress import ProgressBar

METER = 80
JUDGE_AFTER = 150
"""Milliseconds without a key after which a passphrase is judged."""


class Missing(NamedTuple):
    """What is missing still, in a sentence, and where it is to be typed."""

    sentence: str
    field: QWidget


class PassphraseBlock(QWidget):
    """`what_is_missing` says why it is not good yet; `take` gives the passphrase and forgets it.
    `another` takes the place of one that is asked for above.
    """

    def __init__(self, *, another: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[str, ...] = ()
        self._judged = Strength(0)
        self._caption = self.tr("New passphrase") if another else self.tr("Passphrase")
        self.first = SecretInput(self._caption)
        self.again = SecretInput(self.tr("Passphrase, again"))
        self._bar = ProgressBar()
        self._says = Line("", Type.CAPTION, Tone.MUTED)
        self.suggest = Button(self.tr("Suggest six words"), Kind.LINK)
        self.suggested = Label("", Type.MONO, wrap=True)
        self.suggested.hide()
        self.key_ring = CheckBox("", gives_way=True)
        self.key_ring.hide()
        self._none = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self._none.hide()
        self._lay()
        self._timer = QTimer(self, interval=JUDGE_AFTER, singleShot=True)
        self._timer.timeout.connect(self.judge)
        self.first.textChanged.connect(lambda _: self._typed())
        self.suggest.clicked.connect(self._suggest)
        self._say()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(Label(self._caption, Type.CAPTION, Tone.MUTED))
        column.addWidget(self.first)
        column.addSpacing(6)
        below = QHBoxLayout()
        below.setSpacing(10)
        self._bar.setFixedWidth(METER)
        below.addWidget(self._bar)
        below.addWidget(self._says, 1)
        below.addWidget(self.suggest)
        column.addLayout(below)
        column.addWidget(self.suggested)
        column.addSpacing(8)
        column.addWidget(Label(self.tr("Again"), Type.CAPTION, Tone.MUTED))
        column.addWidget(self.again)
        column.addSpacing(8)
        column.addWidget(self.key_ring)
        column.addWidget(self._none)

    def show_key_ring(self, name: str) -> None:
        """Offer the system's key ring by name; "" says that there is none."""
        self.key_ring.setText(self.tr("Unlock with this computer's key ring ({})").format(name))
        self.key_ring.setAccessibleName(self.key_ring.text())
        self.key_ring.setVisible(bool(name))
        self._none.setText(
            self.tr("No key ring of the system was found: you type the passphrase each time.")
        )
        self._none.setVisible(not name)

    def set_known(self, *words: str) -> None:
        """Words that whoever guesses would try first: the names that were just typed."""
        self._known = words

    @property
    def wants_key_ring(self) -> bool:
        """Whether the system's key ring shall open it too."""
        return self.key_ring.isVisibleTo(self) and self.key_ring.isChecked()

    def what_is_missing(self) -> Missing | None:
        """Why it is not good yet; None when it is."""
        self.judge()
        if not self.first.text():
            return Missing(self.tr("Choose a passphrase."), self.first)
        if not self._judged.enough:
            guessed = self.tr(
                "This passphrase would be guessed. Take more words, or the six suggested."
            )
            return Missing(guessed, self.first)
        if self.first.text() != self.again.text():
            return Missing(self.tr("The two passphrases differ. Type it again."), self.again)
        return None

    def take(self) -> Secret:
        """The passphrase; the fields are empty afterwards."""
        taken = Secret(self.first.text().encode())
        self.forget()
        return taken

    def forget(self) -> None:
        """Empty the fields."""
        self.first.forget()
        self.again.forget()
        self.suggested.setText("")
        self.suggested.hide()

    def judge(self) -> None:
        """Judge what was typed now."""
        self._timer.stop()
        self._judged = strength(self.first.text(), self._known)
        self._say()

    def _typed(self) -> None:
        self._judged = Strength(0)
        self._timer.start()

    def _suggest(self) -> None:
        """Words to be learnt while they are typed, once: shown, not filled in."""
        self.suggested.setText(suggestion())
        self.suggested.show()
        self.first.setFocus()

    def _say(self) -> None:
        score = self._judged.score if self.first.text() else 0
        words = (
            self.tr("guessed at once"),
            self.tr("guessed in a day"),
            self.tr("guessed by somebody who wants it"),
            self.tr("strong"),
            self.tr("strong: centuries"),
        )
        said = words[score] if self.first.text() else self.tr("six words are best")
        tone = Tone.GOOD if score >= 3 else Tone.WARNING if self.first.text() else Tone.MUTED
        self._bar.show_share(score / 4, said, tone)
        self._says.set_text(said, tone)
