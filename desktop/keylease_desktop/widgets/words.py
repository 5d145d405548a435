"""Words that two people read to each other: numbered, large, easy to follow with a finger."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.label import Label

COLUMNS = 3


class WordsView(QWidget):
    """Six words in two rows; empty while they are being computed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self.words: tuple[str, ...] = ()
        self.setMinimumHeight(2 * Type.SECTION.line + 8)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # to be heard without eyes

    def show_words(self, words: Sequence[str]) -> None:
        """Show these."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.words = tuple(words)
        for place, word in enumerate(self.words):
            row, column = divmod(place, COLUMNS)
            self._grid.addWidget(Label(str(place + 1), Type.CAPTION, Tone.MUTED), row, 2 * column)
            self._grid.addWidget(Label(word, Type.SECTION), row, 2 * column + 1)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self.setAccessibleName(f"{self._name}: {' '.join(self.words)}")
