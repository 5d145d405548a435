"""The place Leak check: what to do when a key may have leaked, and what this version looks for."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from keylease_desktop.dialogs.key_dialogs import KeyDialogs
from keylease_desktop.models.cells import Tile
from keylease_desktop.presenters.leaks import LeakRow, LeaksPresenter
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Kind
from keylease_desktop.widgets.card import Scroll
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.page_header import PageHeader

MARGIN = 32
FREEZE, REPLACE = "freeze", "replace"


class LeaksScreen(QWidget):
    """The keys one has, with whom to tell or what to do; below, what is not looked for."""

    def __init__(
        self, leaks: LeaksPresenter, acts: KeyDialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._acts = acts
        scroll = Scroll(at_top=True)
        scroll.column.setContentsMargins(MARGIN, 28, MARGIN, MARGIN)
        scroll.column.setSpacing(20)
        scroll.column.addWidget(PageHeader(self.tr("Leak check")))
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
        self.keys.acted.connect(self._acted)
        self._none = Label(
            self.tr("You have no key at present: nothing of yours can leak."),
            Type.BODY,
            Tone.MUTED,
            wrap=True,
        )
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._what)
        words.addWidget(self._none)
        scroll.column.addLayout(words)
        scroll.column.addWidget(self.keys)
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
                    actions=self._can(row),
                )
                for row in rows
            ]
        )
        self.keys.setVisible(bool(rows))
        self._what.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _can(self, row: LeakRow) -> tuple[Action, ...]:
        if not row.managed:
            return ()
        stop = Action(FREEZE, self.tr("Freeze"), Kind.QUIET, "snowflake")
        replace = Action(REPLACE, self.tr("Replace"), Kind.PLAIN, "refresh-cw")
        return (replace,) if row.frozen else (stop, replace)

    def _acted(self, key: object, name: str) -> None:
        act = self._acts.freeze if name == FREEZE else self._acts.replace
        act(str(key))


def make(context: Context) -> PlaceView:
    """The place."""
    return PlaceView(LeaksScreen(LeaksPresenter(context.team, context), context.key_dialogs))
