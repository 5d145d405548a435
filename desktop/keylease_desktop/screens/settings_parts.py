"""What the pages of Settings are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.presenters.self_check import Finding
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.card import Card, Scroll
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.mark import Mark

WIDTH = 640
MARKS = {Tone.GOOD: "circle-check", Tone.WARNING: "triangle-alert", Tone.MUTED: "info"}


class Page(Scroll):
    """Cards below each other, no wider than reading wants."""

    def __init__(self) -> None:
        super().__init__()
        self.column.setContentsMargins(4, 4, Metrics.PAGE, Metrics.PAGE)
        # as wide as reading wants: heights have to be computed for the width that is given
        cards = QWidget()
        cards.setMaximumWidth(WIDTH)
        self._cards = QVBoxLayout(cards)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        line = QHBoxLayout()
        line.addWidget(
            cards, WIDTH
        )  # all of the room up to that: the rest of it takes what is left
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addStretch(1)

    def card(self, title: str, text: str = "") -> Card:
        """A card with a title, below those that are there."""
        card = Card()
        card.column.addWidget(Label(title, Type.SECTION))
        if text:
            card.column.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        self._cards.addWidget(card)
        return card


def row(card: Card, caption: str, control: QWidget, text: str = "") -> Label:
    """A caption with a sentence below, its control at the right; returns the sentence."""
    line = QHBoxLayout()
    line.setSpacing(16)
    words = QVBoxLayout()
    words.setSpacing(1)
    label = Label(caption, Type.BODY, wrap=True)
    label.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(caption)
    below = Label(text, Type.CAPTION, Tone.MUTED, wrap=True)
    words.addWidget(label)
    words.addWidget(below)
    line.addLayout(words, 1)
    line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
    card.column.addLayout(line)
    below.setVisible(bool(text))  # not before it lies in the card: it would be a window of its own
    return below


def say(label: Label, text: str) -> None:
    """Change a sentence below a caption; "" hides it."""
    label.setText(text)
    label.setVisible(bool(text))


class FindingsView(QWidget):
    """What the self-check found, a line each."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for finding in findings:
            self._column.addWidget(_FindingLine(finding))


class _FindingLine(QWidget):
    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.setAccessibleName(f"{finding.title}: {finding.text}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        mark = Mark(MARKS[finding.tone], 16, finding.tone)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(finding.title, Type.STRONG))
        words.addWidget(Label(finding.text, Type.CAPTION, Tone.MUTED, wrap=True))
        line.addLayout(words, 1)
