"""The place Keys: the list, and the panel about the chosen one."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from keylease.model.base import KeyId
from keylease_desktop.dialogs.key_dialogs import KeyDialogs
from keylease_desktop.models.cells import Tile
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.navigation import Navigator, Place
from keylease_desktop.presenters.key_panel import KeyPanelPresenter
from keylease_desktop.presenters.key_rows import KeyRow
from keylease_desktop.presenters.keys import KeysPresenter
from keylease_desktop.presenters.record import TeamRecord
from keylease_desktop.screens import key_cells
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.screens.key_panel import KeyAct, KeyPanel
from keylease_desktop.screens.key_views import Replacements, WhoHasSeen
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.command_palette import Entry
from keylease_desktop.widgets.detail_panel import DetailHost
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.inputs import CheckBox, SearchField, Select
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.segmented import Segmented
from keylease_desktop.widgets.sheet import shortcut
from keylease_desktop.widgets.table import RowsView, topped

ABOVE = 14
SEARCH_WIDTH = 240
LARGEST_DROP = 256 * 1024


def _tr(text: str) -> str:
    return QCoreApplication.translate("screens", text)


class View(Enum):
    """How the keys are looked at."""

    LIST = auto()
    REPLACEMENTS = auto()
    SEEN = auto()


class KeysScreen(QWidget):
    """`acts` opens the dialogs; `chosen_changed(KeyId | None)` tells the palette what is chosen."""

    chosen_changed = Signal(object)

    def __init__(
        self,
        keys: KeysPresenter,
        acts: KeyDialogs,
        record: TeamRecord,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keys = keys
        self.acts = acts
        self.panel_facts = KeyPanelPresenter(keys, record, self)
        self.setAcceptDrops(True)
        self._main = QWidget()
        self.panel = KeyPanel()
        self._host = DetailHost(self._main, self.panel)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._host)
        self._model = RowsModel(self._columns(), lambda row: row.id, lambda row: row.words, self)
        self._accepts: dict[tuple[str, bool], Callable[[KeyRow], bool]] = {}
        self._build()
        self._connect()
        self._shortcuts()
        self._show_rows(keys.rows)

    # What it is made of ------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self._main)
        column.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, Metrics.PAGE)
        column.setSpacing(14)
        column.addWidget(self._header())
        column.addLayout(self._tools())
        self.table = RowsView(self._model, self.tr("Keys"))
        listed = topped(self.table)
        self._empty = EmptyState(
            "key-round",
            self.tr("No keys yet"),
            self.tr("Add one, paste a .env, or drop a file here."),
            self.tr("Add key"),
            first=True,
        )
        self._empty.acted.connect(self.add_key)
        self._no_match = EmptyState(
            "search",
            self.tr("No key fits"),
            self.tr("Nothing here has all of these words."),
            self.tr("Show all keys"),
        )
        self._no_match.acted.connect(self._show_all)
        self._loading = LoadingState(self.tr("Reading the keys"))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for state in (listed, self._empty, self._no_match, self._loading):
            self._stack.addWidget(state)
        self.replacements = Replacements(self.keys)
        self.replacements.chosen.connect(self._choose)
        self.who_has_seen = WhoHasSeen(self.keys)
        self._stack.addWidget(self.replacements)
        self._stack.addWidget(self.who_has_seen)
        column.addWidget(holder, 1)

    def _header(self) -> PageHeader:
        header = PageHeader(self.tr("Keys"))
        self.search = SearchField(
            self.tr("Filter the keys"), self.tr("Filter"), (self.tr("Ctrl"), "F")
        )
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.setFixedHeight(Metrics.PRIMARY)
        self.bring = IconButton("upload", self.tr("Import a .env…"), side=Metrics.PRIMARY)
        self.add = Button(self.tr("Add key"), Kind.PRIMARY, "plus")
        header.add(self.search)
        header.add(self.bring)
        header.add(self.add)
        return header

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.views = Segmented(
            self.tr("View"),
            [
                (View.LIST, self.tr("List")),
                (View.REPLACEMENTS, self.tr("Replacements")),
                (View.SEEN, self.tr("Who has seen what")),
            ],
        )
        self.environment = Select(self.tr("Environment"))
        self.environment.addItem(self.tr("All environments"), "")
        self.soon = CheckBox(self.tr("Ends soon"))
        row.addWidget(self.views)
        row.addWidget(self.environment)
        row.addWidget(self.soon)
        row.addStretch(1)
        return row

    def _columns(self) -> tuple[Column[KeyRow], ...]:
        return (
            Column(self.tr("Key"), key_cells.key, lambda row: row.name.casefold()),
            Column(self.tr("Environment"), key_cells.environment, lambda row: row.environment, 140),
            Column(self.tr("Has access"), key_cells.access, lambda row: row.people, 150),
            Column(self.tr("Ends"), key_cells.ends, lambda row: row.ends_at, 196),
            Column("", key_cells.trouble, lambda row: row.trouble and row.trouble.text, 44),
        )

    def _connect(self) -> None:
        self.keys.rows_changed.connect(self._show_rows)
        self.views.changed.connect(self._show_view)
        self.search.textChanged.connect(self._filter)
        self.environment.currentIndexChanged.connect(self._filter)
        self.soon.toggled.connect(self._filter)
        self.add.clicked.connect(self.add_key)
        self.bring.clicked.connect(self.acts.choose_file)
        self.table.chosen.connect(self._choose)
        self.table.clicked.connect(lambda _: self._host.show_panel(True))
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._menu)
        self.acts.added.connect(self.show_key)
        self.panel_facts.facts_changed.connect(self.panel.show_facts)
        self.panel_facts.activity_changed.connect(self.panel.show_activity)
        self.panel.acted.connect(self._act)
        self.panel.renew_asked.connect(lambda row: self.acts.renew(row.grant))
        self.panel.revoke_asked.connect(lambda row: self.acts.revoke([row.grant]))
        self.panel.value_asked.connect(self._reveal)

    def _shortcuts(self) -> None:
        """They rest while a dialog lies over the window; fields keep their own Ctrl+C."""
        for keys, act in (
            ("Ctrl+N", self.add_key),
            ("Ctrl+S", lambda: self._act(KeyAct.SHARE)),
            ("Ctrl+R", lambda: self._act(KeyAct.REPLACE)),
            ("Ctrl+Shift+C", lambda: self._act(KeyAct.COPY)),
            ("Ctrl+C", lambda: self._act(KeyAct.COPY_NAME)),
            ("Ctrl+V", self._paste),
            ("Ctrl+F", self.focus_filter),
        ):
            shortcut(keys, self, act)

    # What it shows -----------------------------------------------------------------------------

    def _show_rows(self, rows: tuple[KeyRow, ...]) -> None:
        self._model.set_rows(rows)
        self.add.setEnabled(self.keys.may_add)
        self.add.setVisible(bool(rows))
        self._show_view(self.views.value)
        self.bring.setEnabled(self.keys.may_add)
        soon = sum(row.ends_soon(self.keys.team.now()) for row in rows)
        caption = self.tr("Ends soon: {}").format(soon) if soon else self.tr("Ends soon")
        self.soon.setText(caption)
        self.soon.setAccessibleName(caption)
        self._offer_environments(rows)
        self._settle()

    def _offer_environments(self, rows: tuple[KeyRow, ...]) -> None:
        wanted = sorted({row.environment for row in rows})
        known = [self.environment.itemData(n) for n in range(1, self.environment.count())]
        if wanted == known:
            return
        chosen = self.environment.currentData()
        self.environment.blockSignals(True)
        while self.environment.count() > 1:
            self.environment.removeItem(1)
        for name in wanted:
            self.environment.addItem(name, name)
        self.environment.setCurrentIndex(max(self.environment.findData(chosen), 0))
        self.environment.blockSignals(False)
        self._filter()

    def _settle(self) -> None:
        """Show the list, or why there is none."""
        if self.keys.snapshot is None:
            self._stack.setCurrentWidget(self._loading)
        elif not self._model.rows:
            self._stack.setCurrentWidget(self._empty)
        elif self.views.value is View.REPLACEMENTS:
            self._stack.setCurrentWidget(self.replacements)
        elif self.views.value is View.SEEN:
            self._stack.setCurrentWidget(self.who_has_seen)
        elif not self._model.rowCount():
            self._stack.setCurrentWidget(self._no_match)
        else:
            self._stack.setCurrentIndex(0)
        if self.keys.snapshot is None:
            self._host.show_panel(False)

    def _show_view(self, view: object) -> None:
        """Another look at the same keys; the filters are the list's."""
        listed = view is View.LIST and bool(self._model.rows)
        self.views.setVisible(bool(self._model.rows))
        for part in (self.environment, self.soon, self.search):
            part.setVisible(listed)
        if view is View.SEEN:
            self._host.show_panel(False)
        self._settle()

    def _filter(self) -> None:
        self._model.set_filter(self.search.text(), self._accept())
        self._settle()

    def _accept(self) -> Callable[[KeyRow], bool] | None:
        """The same function for the same filter, as the model wants it."""
        environment, soon = self.environment.currentData() or "", self.soon.isChecked()
        if not environment and not soon:
            return None

        def accept(row: KeyRow) -> bool:
            fits = not environment or row.environment == environment
            return fits and (not soon or row.ends_soon(self.keys.team.now()))

        return self._accepts.setdefault((environment, soon), accept)

    def _show_all(self) -> None:
        self.search.clear()
        self.environment.setCurrentIndex(0)
        self.soon.setChecked(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is chosen ----------------------------------------------------------------------------

    @property
    def chosen(self) -> KeyId | None:
        """The key that acts are about."""
        listed = self.views.value is not View.REPLACEMENTS
        current = (self.table if listed else self.replacements.table).current_id()
        return None if current is None else str(current)

    def show_key(self, key: KeyId) -> None:
        """Go to a key, whatever the filter hides."""
        self.views.choose(View.LIST)
        if not self.table.choose(key):
            self._show_all()
            self.table.choose(key)
        self._host.show_panel(True)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.views.choose(View.LIST)
        self._model.prepare()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _choose(self, key: object) -> None:
        self.panel_facts.choose(None if key is None else str(key))
        if key is None:
            self._host.show_panel(False)
        elif self._host.beside:
            self._host.show_panel(True, asked=False)
        self.chosen_changed.emit(key)

    def _open(self, key: object) -> None:
        self._host.show_panel(True)
        self.panel.value.setFocus(Qt.FocusReason.TabFocusReason)

    def _menu(self, key: object, place: QPoint) -> None:
        self.table.choose(str(key))
        menu = self.panel.key_menu()
        menu.popup(place)

    # Acts --------------------------------------------------------------------------------------

    def add_key(self) -> None:
        """Ask for a new key."""
        if self.keys.may_add:
            self.acts.add()

    def _act(self, act: KeyAct) -> None:
        key = self.chosen
        row = None if key is None else self.keys.row(key)
        if key is None or row is None:
            return
        if act is KeyAct.COPY:
            self.acts.copy(key, row.name)
        elif act is KeyAct.COPY_NAME:
            QGuiApplication.clipboard().setText(row.name)
            self.acts.said.emit(self.tr("The name {} is copied.").format(row.name), None)
        else:
            self._dialog(act, key)

    def _dialog(self, act: KeyAct, key: KeyId) -> None:
        opens: dict[KeyAct, Callable[[KeyId], None]] = {
            KeyAct.SHARE: self.acts.share,
            KeyAct.REPLACE: self.acts.replace,
            KeyAct.ASK: self.acts.ask,
            KeyAct.FREEZE: self.acts.freeze,
            KeyAct.THAW: self.acts.thaw,
            KeyAct.DECLARE: self.acts.declare,
            KeyAct.ADD_MANAGER: self.acts.add_manager,
        }
        opens[act](key)

    def _reveal(self) -> None:
        if self.chosen is not None:
            self.acts.show_value(self.chosen, self.panel.value.show_value)

    def _paste(self) -> None:
        """A value or a whole `.env` from the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip() and self.keys.may_add and len(text) <= LARGEST_DROP:
            self.acts.take_text(text)

    # Keys, mouse, files ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.focus_filter()
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus():
            self.search.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.keys.may_add and _file_of(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.acts.take_file(path)


def _file_of(event: QDropEvent) -> Path | None:
    """The one local file that is being dropped."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def make(context: Context) -> PlaceView:
    """The place Keys."""
    keys = KeysPresenter(context.team, context)
    screen = KeysScreen(keys, context.key_dialogs, context.record)
    return PlaceView(
        screen,
        focus=screen.show_key,
        entries=lambda: entries(screen, context.navigator),
        first=screen.table,
    )


def entries(screen: KeysScreen, navigator: Navigator) -> list[Entry]:
    """What the palette offers: acts on the chosen key, a new one, and every key by name."""
    key = screen.chosen
    row = None if key is None else screen.keys.row(key)
    found: list[Entry] = []
    if key is not None and row is not None:
        for text, act, icon, letter in (
            (_tr("Share {}"), screen.acts.share, "share-2", "S"),
            (_tr("Replace {}"), screen.acts.replace, "refresh-cw", "R"),
        ):
            run = partial(act, key)
            caps = (_tr("Ctrl"), letter)
            found.append(Entry(text.format(row.name), run, icon=icon, caps=caps))
    if screen.keys.may_add:
        caps = (_tr("Ctrl"), "N")
        found.append(Entry(_tr("Add a key"), screen.add_key, icon="plus", caps=caps))
    found += [
        Entry(
            one.name,
            partial(navigator.go, Place.KEYS, one.id),
            f"{one.provider} · {one.environment}",
            tile=Tile.of_provider(one.provider),
        )
        for one in screen.keys.rows
    ]
    return found
