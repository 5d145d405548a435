"""What one sees after joining, until somebody lets one in: the words to compare."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.screens.context import Context
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.card import Card, in_the_middle
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.letter_tile import IconTile
from keylease_desktop.widgets.words import WordsView

WIDTH = 460


class WaitingScreen(QWidget):
    """Six words to read to whoever invites; the rest comes by itself."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = context.team
        card = Card(24)
        card.setFixedWidth(WIDTH)
        card.column.addWidget(
            IconTile("user-check", Tone.ACCENT, 44), 0, Qt.AlignmentFlag.AlignLeft
        )
        title = self.tr("You have joined and wait to be let in")
        card.column.addWidget(Label(title, Type.SECTION, wrap=True))
        card.column.addWidget(
            Label(
                self.tr(
                    "Call whoever invited you and read these six words to each other. If you both "
                    "see the same, nobody stands between you; then they let you in and this page "
                    "goes away by itself."
                ),
                Type.BODY,
                Tone.MUTED,
                wrap=True,
            )
        )
        self.words = WordsView(self.tr("Safety words"))
        card.column.addWidget(self.words)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(in_the_middle(card))
        column.addStretch(2)
        self._ask()

    def _ask(self) -> None:
        self._team.ask(
            lambda session: session.people.safety_words(session.me),
            self.words.show_words,
            failed=self._not_yet,
        )

    def _not_yet(self, error: KeyleaseError) -> None:
        """Not told yet: the words wait for the first news of the team server."""
        self.words.show_words(())
