"""Two closed reviews beside each other, by their counts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.presenters.reviews import ReviewRow
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import Select
from keylease_desktop.widgets.label import Label

MINUS = "\N{MINUS SIGN}"


class CompareDialog(DialogFrame):
    """Of the closed ones, the newest first; the two newest at first."""

    def __init__(self, window: QWidget, closed: Sequence[ReviewRow]) -> None:
        super().__init__(window, self.tr("Compare two reviews"), self.tr("Close"))
        self._closed = list(closed)
        self.cancel.hide()
        before, after = self.tr("The older"), self.tr("The newer")
        self.older, self.newer = Select(before), Select(after)
        row = QHBoxLayout()
        row.setSpacing(12)
        for select, caption, place in ((self.older, before, 1), (self.newer, after, 0)):
            for one in self._closed:
                select.addItem(one.title)
            select.setCurrentIndex(place)
            select.currentIndexChanged.connect(lambda _: self._show())
            column = QVBoxLayout()
            column.setSpacing(5)
            column.addWidget(Label(caption, Type.CAPTION, Tone.MUTED))
            column.addWidget(select)
            row.addLayout(column, 1)
        self.body.addLayout(row)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(16)
        for place, stretch in enumerate((2, 1, 1, 1)):
            self._grid.setColumnStretch(place, stretch)
        self.body.addWidget(self._table)
        self.accepted_now.connect(self.close)
        self._show()

    def _show(self) -> None:
        while (taken := self._grid.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        heads = (self.tr("The older"), self.tr("The newer"), self.tr("Change"))
        for column, text in enumerate(heads, 1):
            self._put(0, column, text, Tone.MUTED)
        older = self._closed[self.older.currentIndex()].counts
        newer = self._closed[self.newer.currentIndex()].counts
        for line, ((caption, before), (_, after)) in enumerate(zip(older, newer, strict=True), 1):
            self._put(line, 0, caption, Tone.MUTED)
            self._put(line, 1, str(before))
            self._put(line, 2, str(after))
            change = after - before
            self._put(line, 3, f"{change:+d}".replace("-", MINUS) if change else "–", Tone.MUTED)

    def _put(self, line: int, column: int, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        label = Label(text, Type.BODY, tone, tabular=True)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, line, column, side)
