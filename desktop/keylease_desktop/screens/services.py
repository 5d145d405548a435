"""The place Services & CI: what programs have, until when, and what they did. To look at only."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.presenters.services import ServiceRow, ServicesPresenter
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.detail_panel import DetailHost, DetailPanel
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.facts import Facts
from keylease_desktop.widgets.inputs import SearchField
from keylease_desktop.widgets.item_list import Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.sheet import shortcut
from keylease_desktop.widgets.table import RowsView, topped
from keylease_desktop.widgets.tabs import Tabs

ABOVE = 14
SEARCH_WIDTH = 200
COMMAND = "keylease app create NAME --for 30d"


def _tr(text: str) -> str:
    return QCoreApplication.translate("screens", text)


class ServicesScreen(QWidget):
    """The list, and the panel about one service."""

    def __init__(self, services: ServicesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._main = QWidget()
        self.panel = _ServicePanel()
        self._host = DetailHost(self._main, self.panel)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._host)
        self._model = RowsModel(_columns(), lambda row: row.id, lambda row: row.words, self)
        self._build()
        services.rows_changed.connect(self._show)
        self._show()

    def _build(self) -> None:
        column = QVBoxLayout(self._main)
        column.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, Metrics.PAGE)
        column.setSpacing(14)
        header = PageHeader(
            self.tr("Services & CI"),
            self.tr("Programs with a token of their own."),
        )
        self.search = SearchField(
            self.tr("Filter the services"), self.tr("Filter"), (self.tr("Ctrl"), "F")
        )
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.setFixedHeight(Metrics.PRIMARY)
        self.search.textChanged.connect(self._filter)
        header.add(self.search)
        column.addWidget(header)
        self.table = RowsView(self._model, self.tr("Services & CI"))
        self.table.chosen.connect(self._choose)
        self.table.clicked.connect(lambda _: self._host.show_panel(True))
        self.table.opened.connect(self._open)
        listed = topped(self.table)
        self._listed = listed
        self._empty = EmptyState(
            "cpu",
            self.tr("No services yet"),
            self.tr(
                "A service opens only what was shared with it, and its token always ends. Make one "
                "at a terminal:\n{}"
            ).format(COMMAND),
        )
        self._no_match = EmptyState(
            "search",
            self.tr("No service fits"),
            self.tr("Nothing here has all of these words."),
            self.tr("Show all services"),
        )
        self._no_match.acted.connect(self.search.clear)
        self._loading = LoadingState(self.tr("Reading the services"))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for state in (listed, self._empty, self._no_match, self._loading):
            self._stack.addWidget(state)
        column.addWidget(holder, 1)
        shortcut("Ctrl+F", self, self._focus_search)

    def _show(self, _: object = None) -> None:
        self._model.set_rows(self.services.rows)
        self.panel.show_service(self.services.row(self._chosen))
        self._filter()

    @property
    def _chosen(self) -> str | None:
        current = self.table.current_id()
        return None if current is None else str(current)

    def _filter(self, _: object = None) -> None:
        self._model.set_filter(self.search.text())
        shown = self._listed
        if not self.services.ready:
            shown = self._loading
        elif not self._model.rows:
            shown = self._empty
        elif not self._model.rowCount():
            shown = self._no_match
        self._stack.setCurrentWidget(shown)
        self.search.setVisible(bool(self._model.rows))
        if shown is not self._listed:
            self._host.show_panel(False)

    def show_service(self, service: str) -> None:
        """Go to a service, whatever the filter hides."""
        if not service:
            return
        if not self.table.choose(service):
            self.search.clear()
            self.table.choose(service)
        self._host.show_panel(True)

    def _choose(self, service: object) -> None:
        self.panel.show_service(self.services.row(None if service is None else str(service)))
        if service is None:
            self._host.show_panel(False)
        elif self._host.beside:
            self._host.show_panel(True, asked=False)

    def _open(self, _: object) -> None:
        self._host.show_panel(True)
        self.panel.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self._focus_search()
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus():
            self.search.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class _ServicePanel(DetailPanel):
    """What is known of one service."""

    def __init__(self) -> None:
        super().__init__("Service")
        self.setAccessibleName(self.tr("Service"))
        self._facts = Facts()
        self.column.addWidget(self._facts)
        self.tabs = Tabs(
            self.tr("About this service"),
            [("keys", self.tr("Keys")), ("activity", self.tr("Activity"))],
        )
        self.tabs.changed.connect(self._show_part)
        self.column.addWidget(self.tabs)
        self._keys = ItemList(self.tr("Keys"), bare=True, dense=True, wraps=True)
        self._lines = ItemList(self.tr("Activity"), bare=True, dense=True, wraps=True)
        self._none = Label(
            self.tr("Nothing is shared with it: it opens nothing."),
            Type.CAPTION,
            Tone.MUTED,
            wrap=True,
        )
        for part in (self._keys, self._lines, self._none):
            self.column.addWidget(part)
        self._row: ServiceRow | None = None

    def show_service(self, row: ServiceRow | None) -> None:
        """Show a service; None where none is chosen."""
        self._row = row
        if row is None:
            return
        self.show_title(Tile.of_person(row.name), row.name, row.badge)
        self._facts.show_facts(row.facts)
        self._keys.show_items([Item(key.id, key.name, key.second, icon="key") for key in row.keys])
        self._lines.show_items(
            [
                Item(
                    line.id,
                    line.text,
                    line.second,
                    icon="circle-alert" if line.refused else "activity",
                    tone=Tone.DANGER if line.refused else Tone.NEUTRAL,
                    strong=False,
                )
                for line in row.lines
            ]
        )
        self.tabs.set_caption("keys", self.tr("Keys {}").format(len(row.keys)))
        self._show_part(self.tabs.value)

    def _show_part(self, part: object) -> None:
        self._keys.setVisible(part == "keys")
        self._lines.setVisible(part == "activity")
        self._none.setVisible(part == "keys" and self._row is not None and not self._row.keys)


def _columns() -> tuple[Column[ServiceRow], ...]:
    return (
        Column(_tr("Service"), _name_cell, lambda row: row.name.casefold()),
        Column(_tr("Keys"), lambda row: Cell(row.keys_text), lambda row: len(row.keys), 220),
        Column(_tr("Token ends"), _ends_cell, lambda row: row.ends_at, 196),
        Column(_tr("Last used"), _used_cell, lambda row: row.used_at, 160),
    )


def _name_cell(row: ServiceRow) -> Cell:
    tone = Tone.MUTED if row.gone else Tone.NEUTRAL
    return Cell(row.name, icon="cpu", strong=True, tone=tone, tip=row.badge)


def _ends_cell(row: ServiceRow) -> Cell:
    tone = Tone.MUTED if row.left is None else Tone.NEUTRAL
    return Cell(row.ends, lease=row.left, tone=tone)


def _used_cell(row: ServiceRow) -> Cell:
    return Cell(row.used, tone=Tone.MUTED, tip=row.where)


def make(context: Context) -> PlaceView:
    """The place."""
    services = ServicesPresenter(context.team, context.record, context)
    screen = ServicesScreen(services)
    return PlaceView(screen, focus=screen.show_service, first=screen.table)
