"""My keys and My requests: what a member sees."""

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from keylease.model.base import KeyId
from keylease_desktop.dialogs.key_dialogs import KeyDialogs
from keylease_desktop.models.cells import Tile
from keylease_desktop.presenters.my_keys import MyKey, MyKeysPresenter, MyPage, MyRequest
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Scroll
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.page_header import PageHeader

SIDE, ABOVE, BELOW = 32, 28, 24
ALL, WAITING = "all", "waiting"


class MyScreen(QWidget):
    """A page of one's own: a title, [Ask for a key], and what there is; or why there is nothing."""

    def __init__(
        self,
        mine: MyKeysPresenter,
        acts: KeyDialogs,
        title: str,
        empty: EmptyState,
        ask: Kind = Kind.PRIMARY,
    ) -> None:
        super().__init__()
        self.mine = mine
        self.acts = acts
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SIDE, ABOVE, SIDE, BELOW)
        outer.setSpacing(20)
        header = PageHeader(title)
        self.ask = Button(self.tr("Ask for a key"), ask, "hand", tall=True)
        self.ask.clicked.connect(lambda: acts.ask())
        header.add(self.ask)
        outer.addWidget(header)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._loading = LoadingState(self.tr("Reading the keys"))
        self._empty = empty
        self._scroll = Scroll(at_top=True)
        self.column = self._scroll.column
        self.column.setSpacing(20)
        for state in (self._loading, empty, self._scroll):
            self._stack.addWidget(state)
        empty.acted.connect(lambda: acts.ask())
        outer.addWidget(holder, 1)

    def settle(self, page: MyPage | None, *, anything: bool) -> None:
        """Show what there is, or why there is nothing."""
        self.ask.setEnabled(page is not None)
        self.ask.setVisible(anything)
        self.ask.setFocusProxy(None if anything else self._empty.button)  # type: ignore[arg-type]
        if page is None:
            self._stack.setCurrentWidget(self._loading)
        else:
            self._stack.setCurrentWidget(self._scroll if anything else self._empty)


class MyKeysScreen(MyScreen):
    """The keys one has, and what one waits for."""

    def __init__(self, mine: MyKeysPresenter, acts: KeyDialogs) -> None:
        empty = EmptyState(
            "key-round",
            self.tr("You have no keys yet"),
            self.tr("Ask for one: whoever manages it gets your request at once."),
            self.tr("Ask for a key"),
            first=True,
        )
        # the primary act of this page is to copy the first key
        super().__init__(mine, acts, self.tr("My keys"), empty, Kind.PLAIN)
        self.keys = ItemList(self.tr("My keys"))
        self.keys.acted.connect(self._acted)
        self.waiting = ItemList(self.tr("Waiting"))
        self._note = Label(
            self.tr(
                "Opening a key puts your name, this computer and the time on record. Prefer "
                "“keylease run -- your-program” to copying."
            ),
            Type.CAPTION,
            Tone.MUTED,
            wrap=True,
        )
        for part in (self.keys, self.waiting, self._note):
            self.column.addWidget(part)
        mine.changed.connect(self._show)
        self._show(mine.page)

    def _show(self, page: MyPage | None) -> None:
        keys = () if page is None else page.keys
        waiting = () if page is None else page.waiting
        self.keys.show_items([self._item(row, place == 0) for place, row in enumerate(keys)])
        self.waiting.show_items([request_item(row) for row in waiting])
        self.keys.setVisible(bool(keys))
        self.waiting.setVisible(bool(waiting))
        self._note.setVisible(bool(keys))
        if page is not None and page.ended:
            text = self.tr("Ask for it again, or for another: whoever manages it gets your request "
                           "at once.")  # fmt: skip
            self._empty.say(self.tr("You have no keys now"), f"{page.ended} {text}")
        self.settle(page, anything=bool(keys or waiting))

    def _item(self, row: MyKey, first: bool) -> Item:
        acts = []
        if not row.manager:
            acts.append(Action("more", self.tr("More time"), Kind.QUIET))
        # also where it opens nothing now: pressing then says why not
        acts.append(Action("show", icon="eye", tip=self.tr("Show {}").format(row.name)))
        acts.append(Action("run", self.tr("Run…"), Kind.PLAIN, "terminal"))
        kind = Kind.PRIMARY if first else Kind.PLAIN
        acts.append(Action("copy", self.tr("Copy"), kind, "copy"))
        return Item(
            row.id,
            row.name,
            row.second,
            Tile.of_provider(row.provider or row.name),
            lease=row.lease,
            lease_text=row.left if row.lease is not None else "",
            trailing=row.left if row.lease is None else "",
            actions=tuple(acts),
        )

    def _acted(self, row_id: object, name: str) -> None:
        keys = () if self.mine.page is None else self.mine.page.keys
        row = next((row for row in keys if row.id == row_id), None)
        if row is None:
            return
        if name == "copy":
            self.acts.copy(row.id, row.name)
        elif name == "run":
            self.acts.run(row.id)
        elif name == "show":
            self.acts.look(row.id)
        else:
            self.acts.ask(row.id)

    def show_key(self, key: KeyId) -> None:
        """Bring the buttons of a key into reach; offer to ask for one that one has no access to."""
        if not self.keys.focus_item(key):
            self.acts.ask(key)


class MyRequestsScreen(MyScreen):
    """What one has asked for, and what came of it."""

    def __init__(self, mine: MyKeysPresenter, acts: KeyDialogs) -> None:
        empty = EmptyState(
            "inbox",
            self.tr("You have not asked for anything"),
            self.tr("What you ask for stands here, with the answer."),
            self.tr("Ask for a key"),
            first=True,
        )
        super().__init__(mine, acts, self.tr("My requests"), empty)
        self.requests = ItemList(self.tr("My requests"))
        self.column.addWidget(self.requests)
        mine.changed.connect(self._show)
        self._show(mine.page)

    def _show(self, page: MyPage | None) -> None:
        requests = () if page is None else page.requests
        self.requests.show_items([request_item(row) for row in requests])
        self.settle(page, anything=bool(requests))


def request_item(row: MyRequest) -> Item:
    """A request as a row."""
    return Item(row.id, row.title, row.second, icon=row.icon, tone=row.tone)


def my_keys(context: Context) -> PlaceView:
    """The place My keys."""
    screen = MyKeysScreen(
        MyKeysPresenter(context.team, context.record, context), context.key_dialogs
    )
    return PlaceView(screen, focus=screen.show_key, first=screen.ask)


def my_requests(context: Context) -> PlaceView:
    """The place My requests."""
    mine = MyKeysPresenter(context.team, context.record, context)
    screen = MyRequestsScreen(mine, context.key_dialogs)
    return PlaceView(screen, first=screen.ask)
