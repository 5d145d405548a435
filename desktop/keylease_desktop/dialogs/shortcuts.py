"""Every key of the app at a glance (F1)."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.dialog_frame import Body
from keylease_desktop.widgets.key_caps import KeyCaps, caps_width
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.sheet import Sheet

WIDTH = 680
CAPS = 110


class ShortcutsSheet(Sheet):
    """Keys in groups; Escape or a click beside it puts it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("All shortcuts"), light=True)
        outer = QVBoxLayout(self.card)
        outer.setContentsMargins(0, Metrics.DIALOG, 0, Metrics.CARD)
        head = QHBoxLayout()
        head.setContentsMargins(Metrics.DIALOG, 0, Metrics.DIALOG, 0)
        head.addWidget(Line(self.tr("All shortcuts"), Type.TITLE), 1)
        close = Button(self.tr("Close"), Kind.QUIET, caps=(self.tr("Esc"),))
        close.clicked.connect(self.close)
        head.addWidget(close)
        outer.addLayout(head)
        scroll = Body()
        scroll.column.setSpacing(12)
        groups = self._groups()
        widest = max(caps_width(caps) for _, rows in groups for _, caps in rows)
        for title, rows in groups:
            scroll.column.addWidget(Label(title, Type.CAPTION_STRONG, Tone.MUTED))
            scroll.column.addLayout(_grid(rows, max(widest, CAPS)))
        outer.addWidget(scroll, 1)

    def card_width(self) -> int:
        """Two columns of keys side by side."""
        return WIDTH

    def _groups(self) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
        ctrl, shift, space = self.tr("Ctrl"), self.tr("Shift"), self.tr("Space")
        return [
            (
                self.tr("Everywhere"),
                [
                    (self.tr("Find anything"), (ctrl, "K")),
                    (self.tr("Filter this list"), (ctrl, "F")),
                    (self.tr("Go to a place"), (ctrl, self.tr("1 to 8"))),
                    (self.tr("Take back the last act"), (ctrl, "Z")),
                    (self.tr("Lock"), (ctrl, "L")),
                    (self.tr("This overview"), ("F1",)),
                ],
            ),
            (
                self.tr("On a key"),
                [
                    (self.tr("Add a key"), (ctrl, "N")),
                    (self.tr("Share"), (ctrl, "S")),
                    (self.tr("Replace the value"), (ctrl, "R")),
                    (self.tr("Copy the value"), (ctrl, shift, "C")),
                    (self.tr("Copy the name"), (ctrl, "C")),
                    (self.tr("Show the value while held"), (space,)),
                ],
            ),
            (
                self.tr("In a review, on the chosen rows"),
                [
                    (self.tr("Keep"), ("K",)),
                    (self.tr("End the access"), ("E",)),
                    (self.tr("Shorten it"), ("S",)),
                    (self.tr("Shorten to a date"), (shift, "S")),
                    (self.tr("Replace what was seen"), ("P",)),
                    (self.tr("Reassign it"), ("A",)),
                    (self.tr("Say why"), ("R",)),
                    (self.tr("Keep all that is routine"), (shift, "K")),
                    (self.tr("All about the row"), (self.tr("Enter"),)),
                    (self.tr("Back to all reviews"), (self.tr("Alt"), "←")),
                ],
            ),
            (
                self.tr("In a dialog"),
                [
                    (self.tr("Do it"), (ctrl, self.tr("Enter"))),
                    (self.tr("Put it away"), (self.tr("Esc"),)),
                    (self.tr("Choose a duration"), (self.tr("1 to 6"),)),
                    (self.tr("Next field"), (self.tr("Tab"),)),
                ],
            ),
        ]


def _grid(rows: list[tuple[str, tuple[str, ...]]], width: int) -> QGridLayout:
    """Keys and what they do, in two columns; `width` is what the keys of any group take."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    half = (len(rows) + 1) // 2
    for place, (text, caps) in enumerate(rows):
        row, column = place % half, 3 * (place // half)
        line = Line(text)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(line, row, column)
        grid.addWidget(KeyCaps(*caps), row, column + 1)
    for column in (0, 3):
        grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(column + 1, width)
    grid.setColumnMinimumWidth(2, 20)
    return grid
