"""What stands where there is nothing to list: why, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.letter_tile import IconTile
from keylease_desktop.widgets.progress import Working

MEASURE = 380


class EmptyState(QWidget):
    """Empty, no access, refused, offline, error: an icon, one sentence, and perhaps one action;
    `first` where that is the first thing to do, and so the primary one of the screen.
    """

    acted = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        action: str = "",
        tone: Tone = Tone.NEUTRAL,
        *,
        first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = _centred(self)
        column.addWidget(IconTile(icon, tone, 44), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        self._title = _middle(title, Type.SECTION, Tone.NEUTRAL)
        self._text = _middle(text, Type.BODY, Tone.MUTED)
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._text.setVisible(bool(text))
        if action:
            self.button = Button(action, Kind.PRIMARY if first else Kind.PLAIN, tall=True)
            self.button.clicked.connect(self.acted)
            column.addSpacing(8)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, title: str, text: str) -> None:
        """Give another reason why there is nothing."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))


class LoadingState(QWidget):
    """Something is under way; with `stop` it can be given up."""

    stopped = Signal()

    def __init__(self, text: str, stop: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = _centred(self)
        column.addWidget(Working(text, 24), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(_middle(text, Type.BODY, Tone.MUTED))
        if stop:
            button = Button(stop, Kind.QUIET)
            button.clicked.connect(self.stopped)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


def _centred(widget: QWidget) -> QVBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(24, 32, 24, 32)
    column = QVBoxLayout()
    column.setSpacing(6)
    row.addStretch(1)
    row.addLayout(column)
    row.addStretch(1)
    column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return column


def _middle(text: str, kind: Type, tone: Tone) -> Label:
    label = Label(text, kind, tone, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setFixedWidth(MEASURE)
    return label
