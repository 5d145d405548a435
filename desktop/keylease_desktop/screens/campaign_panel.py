"""All that is known of one row of a campaign."""

from PySide6.QtWidgets import QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.presenters.campaign_rows import RowFacts
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.detail_panel import DetailPanel
from keylease_desktop.widgets.facts import Facts
from keylease_desktop.widgets.label import Label


class CampaignPanel(DetailPanel):
    """Beside the rows once Enter asks for it; Escape puts it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The chosen row"), parent)
        self._facts = Facts()
        self._caption = Label(self.tr("Who else has access"), Type.CAPTION, Tone.MUTED)
        self._others = Label("", wrap=True)
        for part in (self._facts, self._caption, self._others):
            self.column.addWidget(part)

    def show_facts(self, facts: RowFacts | None) -> None:
        """Change what it is about."""
        if facts is None:
            return
        self.show_title(Tile.of_person(facts.tile), facts.title, facts.second)
        self._facts.show_facts(facts.facts)
        self._caption.setVisible(bool(facts.others))
        self._others.setVisible(bool(facts.others))
        self._others.setText(facts.others)
