"""The place Leak check: plainly what there is, and what to do when a key has leaked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.presenters.leaks import LeakRow, LeaksPresenter
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.card import Scroll
from keylease_desktop.widgets.item_list import Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.page_header import PageHeader

MARGIN = 32


class LeaksScreen(QWidget):
    """A statement, and the keys one has with whom to tell."""

    def __init__(self, leaks: LeaksPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scroll = Scroll()
        scroll.column.setContentsMargins(MARGIN, 28, MARGIN, MARGIN)
        scroll.column.setSpacing(20)
        scroll.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll.column.addWidget(PageHeader(self.tr("Leak check")))
        scroll.column.addWidget(
            Banner(
                Tone.NEUTRAL,
                self.tr("This version does not search files or repositories for keys."),
                self.tr(
                    "What it does notice: a value that is put in here a second time, under another "
                    "name or in another environment."
                ),
            )
        )
        self._title = Label(self.tr("If a key of yours may have leaked"), Type.SECTION)
        self._what = Label(
            self.tr(
                "Say so at once, even when in doubt: only replacing the key at its provider makes "
                "a leaked value useless. Deleting the message or the commit does not."
            ),
            Type.BODY,
            Tone.MUTED,
            wrap=True,
        )
        self.keys = ItemList(self.tr("Your keys, and whom to tell"))
        self._none = Label(
            self.tr("You have no key at present: nothing of yours can leak."),
            Type.BODY,
            Tone.MUTED,
            wrap=True,
        )
        for part in (self._title, self._what, self.keys, self._none):
            scroll.column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._leaks = leaks
        leaks.rows_changed.connect(self._show)
        self._show(leaks.rows)

    def _show(self, rows: tuple[LeakRow, ...]) -> None:
        self.keys.show_items(
            [
                Item(
                    row.key,
                    row.name,
                    row.tell,
                    Tile.of_provider(row.provider),
                    trailing=self.tr("frozen") if row.frozen else "",
                )
                for row in rows
            ]
        )
        self.keys.setVisible(bool(rows))
        self._none.setVisible(not rows)


def make(context: Context) -> PlaceView:
    """The place."""
    return PlaceView(LeaksScreen(LeaksPresenter(context.team, context)))
