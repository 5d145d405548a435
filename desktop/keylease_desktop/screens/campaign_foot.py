"""The foot of a campaign: the chosen row in a sentence, the keys, and what can be taken back."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from keylease.client.deciding import fits
from keylease.model.base import Time
from keylease.model.events import Verdict
from keylease_desktop.presenters import when
from keylease_desktop.presenters.campaign_rows import RowFacts
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.card import Ground, Rule
from keylease_desktop.widgets.key_button import KeyButton
from keylease_desktop.widgets.label import Line


class CampaignFoot(Ground):
    """`pressed(Verdict)` and `undone` by mouse; the keys themselves are the screen's."""

    pressed = Signal(object)
    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface=True, parent=parent)
        self._title = Line("", Type.CAPTION_STRONG)
        self._line = Line("", Type.CAPTION, Tone.MUTED, tabular=True)
        self._held = Line("", Type.CAPTION, Tone.WARNING, tabular=True)
        self.undo = KeyButton((self.tr("Ctrl"), "Z"), self.tr("undo"))
        self.undo.clicked.connect(self.undone)
        self.reason = KeyButton(("R",), self.tr("say why…"))
        self._keys = {
            Verdict.KEEP: KeyButton(("K",), self.tr("keep")),
            Verdict.END: KeyButton(("E",), self.tr("end")),
            Verdict.SHORTEN: KeyButton(("S",), self.tr("shorten")),
            Verdict.REPLACE: KeyButton(("P",), self.tr("replace")),
            Verdict.REASSIGN: KeyButton(("A",), self.tr("reassign…")),
        }
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(16)
        above.setContentsMargins(4, 0, 4, 0)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        above.addWidget(self._title)
        above.addWidget(self._line, 1)
        above.addWidget(self._held)
        below.setSpacing(8)
        for verdict, key in self._keys.items():
            key.clicked.connect(lambda _=False, verdict=verdict: self.pressed.emit(verdict))
            below.addWidget(key)
        below.addWidget(self.reason)
        below.addStretch(1)
        below.addWidget(self.undo)
        inside = QVBoxLayout()
        inside.setContentsMargins(Metrics.PAGE - 4, 9, Metrics.PAGE - 4, 7)
        inside.setSpacing(3)
        inside.addLayout(above)
        self._below = QWidget()
        self._below.setLayout(below)
        below.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(inside)
        self._told = ""
        self.hindrance = ""
        self.show_held(0, 0)

    def show_row(
        self, facts: RowFacts | None, chosen: int, ends: Time | None, now: Time, *, decides: bool
    ) -> None:
        """The row that the keys decide on, or how many; `ends` is where "shorten" puts its end."""
        title = "" if facts is None else facts.title
        line = "" if facts is None else facts.line
        if chosen > 1:
            title, line = self.tr("{} rows").format(chosen), self.tr("A key decides on all of them")
        self._title.set_text(title)
        self._told = line
        self._show_line()
        self._below.setVisible(decides)
        shorten = self._keys[Verdict.SHORTEN]
        shorten.set_caption(
            self.tr("shorten")
            if ends is None or chosen > 1
            else self.tr("shorten to {}").format(when.day(ends, now))
        )

    def show_held(self, count: int, seconds: int) -> None:
        """How many decisions can still be taken back, and for how long."""
        self.undo.setEnabled(bool(count))
        self.undo.set_caption(self.tr("undo, {} s").format(seconds) if count else self.tr("undo"))
        if not count:
            self._held.set_text("")
            return
        one = self.tr("{} not decided yet: takes effect in {} s, or when you lock or close")
        many = self.tr("{} not decided yet: they take effect in {} s, or when you lock or close")
        self._held.set_text((one if count == 1 else many).format(count, seconds))
        self._held.setAccessibleDescription(
            self.tr("Until then they are held in this window only: not decided yet.")
        )

    def show_hindrance(self, why: str) -> None:
        """Why a key has done nothing, until another row is chosen; "" for none."""
        told, self.hindrance = self.hindrance, why
        self._show_line()
        if why and why != told:
            announce(self, why)

    def show_fitting(self, kinds: Collection[str]) -> None:
        """Which keys mean anything on rows of these kinds; none of them where no row is chosen."""
        for verdict, key in self._keys.items():
            key.setEnabled(any(fits(kind, verdict) for kind in kinds))
        self.reason.setEnabled(bool(kinds))

    def _show_line(self) -> None:
        tone = Tone.WARNING if self.hindrance else Tone.MUTED
        self._line.set_text(self.hindrance or self._told, tone)
        self._held.setVisible(not self.hindrance)  # the key that takes back counts the seconds too
