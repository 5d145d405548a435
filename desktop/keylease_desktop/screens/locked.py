"""The locked window: one field, and counts instead of names."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from keylease_desktop.presenters import when
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Card, Ground, in_the_middle
from keylease_desktop.widgets.inputs import SecretInput, Select
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.letter_tile import IconTile
from keylease_desktop.widgets.progress import Working

WIDTH = 380
A_MINUTE = 60_000


class LockedScreen(Ground):
    """`unlock_asked(passphrase text)`, `key_ring_asked()`; `other_asked()` for another team."""

    unlock_asked = Signal(str)
    key_ring_asked = Signal()
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._since: int | None = None
        self._waiting = 0
        self._errand = ""
        self._now = 0
        self._build()
        self._clock = QTimer(self, interval=A_MINUTE)
        self._clock.timeout.connect(self._tick)

    def _build(self) -> None:
        card = Card(28)
        card.setFixedWidth(WIDTH)
        column = card.column
        column.addWidget(IconTile("lock", Tone.ACCENT, 44), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = self._middle(Type.SECTION, Tone.NEUTRAL)
        self._text = self._middle(Type.BODY, Tone.MUTED)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(6)
        self.team = Select(self.tr("Team"))
        self.team.hide()
        column.addWidget(self.team)
        self.passphrase = SecretInput(self.tr("Passphrase"), self.tr("Passphrase"))
        self.passphrase.setMinimumHeight(36)
        self.passphrase.returnPressed.connect(self._unlock)
        self.passphrase.textEdited.connect(lambda _: self._complain(""))
        column.addWidget(self.passphrase)
        self._refusal = Label("", Type.CAPTION, Tone.DANGER, wrap=True)
        self._refusal.hide()
        column.addWidget(self._refusal)
        self.unlock = Button(self.tr("Unlock"), Kind.PRIMARY, "lock-open")
        self.unlock.clicked.connect(self._unlock)
        column.addWidget(self.unlock)
        self.key_ring = Button("", Kind.PLAIN, "key-round", tall=True)
        self.key_ring.clicked.connect(self.key_ring_asked)
        self.key_ring.hide()
        column.addWidget(self.key_ring)
        self.working = Working(self.tr("Unlocking"), 20)
        self.working.hide()
        column.addWidget(self.working, 0, Qt.AlignmentFlag.AlignHCenter)
        self.other = Button(self.tr("Found or join another team…"), Kind.QUIET)
        self.other.clicked.connect(self.other_asked)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(in_the_middle(card))
        outer.addSpacing(8)
        outer.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _middle(self, kind: Type, tone: Tone) -> Label:
        label = Label("", kind, tone, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return label

    def show_locked(self, since: int | None, waiting: int, now: int) -> None:
        """Since when it is locked (None: since the app was started), and how many things wait."""
        self._since, self._waiting, self._now, self._errand = since, waiting, now, ""
        self._clock.start() if since is not None else self._clock.stop()
        self._say()

    def show_errand(self, sentence: str) -> None:
        """Say what is to be done once it is unlocked."""
        self._errand = sentence
        self._say()

    def show_teams(self, teams: list[tuple[str, str]], chosen: str) -> None:
        """Teams as (name, id); asked for only where there are several."""
        self.team.clear()
        for name, id_ in teams:
            self.team.addItem(name, id_)
        self.team.setCurrentIndex(max(self.team.findData(chosen), 0))
        self.team.setVisible(len(teams) > 1)

    def show_key_ring(self, name: str) -> None:
        """Offer the system's key ring by its name; "" where it does not hold this team."""
        self.key_ring.set_caption(self.tr("Unlock with {}").format(name))
        self.key_ring.setVisible(bool(name))

    def busy(self, on: bool) -> None:
        """Show that it works, and take nothing more meanwhile."""
        self.working.setVisible(on)
        for part in (self.passphrase, self.unlock, self.key_ring, self.team, self.other):
            part.setEnabled(not on)
        if not on:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it stayed locked."""
        self.busy(False)
        self.passphrase.selectAll()
        self._complain(sentence)
        announce(self, sentence)

    def _complain(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        self.passphrase.set_wrong(bool(sentence))

    def _unlock(self) -> None:
        text = self.passphrase.text()
        if not text:
            return
        self.passphrase.forget()
        self._complain("")
        self.busy(True)
        self.unlock_asked.emit(text)

    def _tick(self) -> None:
        self._now += A_MINUTE
        self._say()

    def _say(self) -> None:
        if self._since is None:
            self._title.setText(self.tr("Keylease is locked"))
        else:
            ago = when.ago(self._since, self._now)
            self._title.setText(self.tr("Locked {}").format(ago))
        waiting = when.counted(
            self._waiting, self.tr("One thing waits for you."), self.tr("{} things wait for you.")
        )
        said = self._errand or (waiting if self._waiting else "")
        self._text.setText(said)
        self._text.setVisible(bool(said))
