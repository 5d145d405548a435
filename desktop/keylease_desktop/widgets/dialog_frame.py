"""The frame of every dialog: a title, what it asks, one primary action."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Scroll
from keylease_desktop.widgets.key_caps import KeyCaps
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.progress import Working
from keylease_desktop.widgets.sheet import Sheet


class DialogFrame(Sheet):
    """520 wide. Put what it asks into `body`. `accepted_now` is the primary action, by its button
    or Ctrl+Enter; the dialog stays until `close()`, so that it can show `busy` and `refuse`.
    """

    accepted_now = Signal()
    other_chosen = Signal()

    def __init__(
        self,
        window: QWidget,
        title: str,
        primary: str,
        *,
        kind: Kind = Kind.PRIMARY,
        other: str = "",
        cancel: str = "",
    ) -> None:
        super().__init__(window, title)
        outer = QVBoxLayout(self.card)
        outer.setContentsMargins(0, Metrics.DIALOG, 0, Metrics.DIALOG)
        outer.setSpacing(12)
        self.header = QHBoxLayout()
        self.header.setContentsMargins(Metrics.DIALOG, 0, Metrics.DIALOG, 0)
        self.header.setSpacing(12)
        self.header.addWidget(Label(title, Type.TITLE, wrap=True), 1)
        outer.addLayout(self.header)
        self._scroll = Body()
        self.body = self._scroll.column
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._feet(primary, kind, other, cancel or self.tr("Cancel")))

    def _feet(self, primary: str, kind: Kind, other: str, cancel: str) -> QVBoxLayout:
        feet = QVBoxLayout()
        feet.setContentsMargins(Metrics.DIALOG, 0, Metrics.DIALOG, 0)
        feet.setSpacing(12)
        self._refusal = Label("", Type.CAPTION, Tone.DANGER, wrap=True)
        self._refusal.hide()
        feet.addWidget(self._refusal)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._caps = KeyCaps(self.tr("Ctrl"), self.tr("Enter"))
        self._working = Working(self.tr("Working"))
        self._working.hide()
        self._stage = Line("", Type.CAPTION, Tone.MUTED)
        self._names_keys = not other
        if other:  # where the keys are named else: three in a row leave no room
            self._caps.hide()
            self.other = Button(other, Kind.PLAIN, tall=True)
            self.other.clicked.connect(self.other_chosen)
            row.addWidget(self.other)
        row.addWidget(self._caps)
        row.addWidget(self._working)
        row.addWidget(self._stage, 1)
        self.cancel = Button(cancel, Kind.QUIET, tall=True)
        self.cancel.clicked.connect(self.reject)
        row.addWidget(self.cancel)
        self.primary = Button(primary, kind, tall=True)
        self.primary.setAutoDefault(False)
        self.primary.clicked.connect(self.accepted_now)
        row.addWidget(self.primary)
        feet.addLayout(row)
        return feet

    def stops(self) -> list[QWidget]:
        """What is asked comes before the buttons below it."""
        return sorted(super().stops(), key=lambda stop: not self._scroll.isAncestorOf(stop))

    def field(self, caption: str, widget: QWidget) -> Label:
        """Add a labelled row to the body; returns the label."""
        label = Label(caption, Type.CAPTION, Tone.MUTED)
        label.setBuddy(widget)
        row = QVBoxLayout()
        row.setSpacing(5)
        row.addWidget(label)
        row.addWidget(widget)
        self.body.addLayout(row)
        return label

    def busy(self, stage: str | None) -> None:
        """Show that it works on `stage`; None when it has ended."""
        working = stage is not None
        self._stage.set_text(stage or "")
        self._working.setVisible(working)
        self._caps.setVisible(not working and self._names_keys)
        self.primary.setEnabled(not working)
        if working:
            self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say why it was not done, and what to do next; "" takes that back."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.primary.isEnabled():
                self.accepted_now.emit()
            return
        super().keyPressEvent(event)


class Body(Scroll):
    """As tall as what is in it, and no taller than the window leaves room for."""

    def __init__(self) -> None:
        super().__init__()
        # room for the focus ring of what touches the edge
        self.column.setContentsMargins(Metrics.DIALOG, 5, Metrics.DIALOG, 5)
        self.column.setSpacing(16)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        content = self.widget()
        assert content is not None, "Scroll has set one"
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # what is within has grown or shrunk: the card is to do so, too
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
            self._settle()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()
        super().resizeEvent(event)

    def _settle(self) -> None:
        """No bar where all fits without one: it would take the room that makes it needed."""
        fits = self.heightForWidth(self.width()) <= self.height()
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self.column.hasHeightForWidth():
            return self.column.totalSizeHint().height()
        # a wrapped text that fits on one line wants less than it takes at least
        least = self.column.totalMinimumSize().height()
        return max(self.column.totalHeightForWidth(width), least)
