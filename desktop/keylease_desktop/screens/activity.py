"""The place Activity: every act and every opening on record, filtered, checked and exported."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from keylease.model.roles import PEOPLE
from keylease_desktop.dialogs.export_record import ask_path
from keylease_desktop.models.cells import Tile
from keylease_desktop.models.rows import RowsModel
from keylease_desktop.presenters import when
from keylease_desktop.presenters.activity import ActivityPresenter, FileKind
from keylease_desktop.presenters.activity_rows import (
    ActivityRow,
    Filter,
    Filters,
    Kind,
    moment,
)
from keylease_desktop.screens.activity_table import captions, columns
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.buttons import Kind as ButtonKind
from keylease_desktop.widgets.detail_panel import DetailHost, DetailPanel
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.facts import Facts
from keylease_desktop.widgets.inputs import CheckBox, SearchField, Select
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.sheet import shortcut
from keylease_desktop.widgets.table import RowsView, topped

ABOVE = 14
SEARCH_WIDTH = 220
SENTENCE = 380
"""Pixels that what happened gets before the other columns do."""
SELECT_WIDTH = 150
DAYS = (7, 30, 90)
WHY, FROM = 2, 3
ROOM_FOR_ALL, ROOM_FOR_WHY = 900, 720
"""Pixels of the list from which these columns are shown."""
ChoosePath = Callable[[QWidget, FileKind, Callable[[Path], None]], None]


class Shown(Enum):
    """What stands where the table stands."""

    TABLE = auto()
    LOADING = auto()
    EMPTY = auto()
    NO_MATCH = auto()
    WRONG = auto()


class ActivityScreen(QWidget):
    """`choose_path` asks where a file is to go, and calls back with the place."""

    def __init__(
        self,
        activity: ActivityPresenter,
        say: Callable[[str], None],
        refuse: Callable[[object], None],
        choose_path: ChoosePath | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.activity = activity
        self._choose_path = choose_path or ask_path
        self._filters = Filters()
        self._since: dict[int, int] = {}
        self._main = QWidget()
        self.panel = DetailPanel(self.tr("Line of the record"))
        self._facts = Facts()
        self.panel.column.addWidget(self._facts)
        self._host = DetailHost(self._main, self.panel)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._host)
        self._model = RowsModel(
            columns(activity.now), lambda row: row.id, lambda row: row.words, self
        )
        self._build()
        self._connect()
        activity.written.connect(
            lambda path: say(self.tr("Written to {}.").format(Path(path).name))
        )
        activity.refused.connect(refuse)
        self._show_rows(activity.rows)

    # What it is made of ------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self._main)
        column.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, ABOVE)
        column.setSpacing(14)
        column.addWidget(self._header())
        column.addLayout(self._tools())
        self.table = RowsView(self._model, self.tr("Activity"), first_at_least=SENTENCE)
        listed = topped(self.table)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._states: dict[Shown, QWidget] = {
            Shown.TABLE: listed,
            Shown.LOADING: LoadingState(self.tr("Reading the record")),
            Shown.EMPTY: EmptyState(
                "activity",
                self.tr("Nothing is on record that you may read"),
                self.tr("Key managers read what happens to their keys; admins read everything."),
            ),
            Shown.NO_MATCH: EmptyState(
                "search",
                self.tr("Nothing like that is on record"),
                self.tr("Look further back, or take a filter away."),
                self.tr("Show everything"),
            ),
            Shown.WRONG: EmptyState(
                "circle-alert",
                self.tr("The record could not be read"),
                self.tr("It is tried again with the next news from the team server."),
                tone=Tone.DANGER,
            ),
        }
        for state in self._states.values():
            self._stack.addWidget(state)
        column.addWidget(holder, 1)
        column.addLayout(self._foot())

    def _header(self) -> PageHeader:
        header = PageHeader(self.tr("Activity"))
        self.search = SearchField(
            self.tr("Search the record"), self.tr("Search"), (self.tr("Ctrl"), "F")
        )
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.setFixedHeight(Metrics.PRIMARY)
        self.export = Button(self.tr("Export"), ButtonKind.PLAIN, "download", tall=True)
        header.add(self.search)
        header.add(self.export)
        return header

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.when = Select(self.tr("When"))
        for days in DAYS:
            self.when.addItem(self.tr("Last {} days").format(days), days)
        self.when.addItem(self.tr("Any time"), 0)
        self.when.setCurrentIndex(1)
        self.who = Select(self.tr("Who"))
        self.what = Select(self.tr("What"))
        for kind, caption in captions():
            self.what.addItem(caption, kind)
        self.key = Select(self.tr("Key"))
        for select in (self.when, self.who, self.what, self.key):
            select.setMaximumWidth(SELECT_WIDTH)
            select.setMinimumWidth(SELECT_WIDTH // 2)
            row.addWidget(select)
        self.when.setMinimumWidth(min(self.when.sizeHint().width(), SELECT_WIDTH))
        self.refusals = CheckBox(self.tr("Only refusals"))
        self.refusals.setMinimumWidth(self.refusals.sizeHint().width())
        row.addWidget(self.refusals)
        row.addStretch(1)
        self._count = Line("", Type.CAPTION, Tone.MUTED, tabular=True)
        row.addWidget(self._count)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._chain = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self._is_wrong = False
        self.verify = Button(self.tr("Verify again"), ButtonKind.QUIET, "shield-check")
        row.addWidget(self._chain, 1)
        row.addWidget(self.verify)
        return row

    def _connect(self) -> None:
        self.activity.rows_changed.connect(self._show_rows)
        self.activity.checked.connect(self._checked)
        self.search.textChanged.connect(self._filter)
        for select in (self.when, self.who, self.what, self.key):
            select.currentIndexChanged.connect(self._filter)
        self.refusals.toggled.connect(self._filter)
        no_match = self._states[Shown.NO_MATCH]
        assert isinstance(no_match, EmptyState)
        no_match.acted.connect(self.show_everything)
        self.export.clicked.connect(self._export_menu)
        self.verify.clicked.connect(self._verify)
        self.table.chosen.connect(self._chosen)
        self.table.clicked.connect(lambda _: self._show_panel(True))
        self.table.opened.connect(lambda _: self._show_panel(True))
        self.panel.closed.connect(lambda: self._show_panel(False))
        shortcut("Ctrl+F", self, self.focus_search)

    # What it shows -----------------------------------------------------------------------------

    def _show_rows(self, rows: Sequence[ActivityRow]) -> None:
        self._model.set_rows(rows)
        self._offer()
        if not self._is_wrong:  # what is wrong stands until it is checked anew
            self._say_of_chain(self.activity.standing(), Tone.MUTED)
        self._filter()

    def _say_of_chain(self, text: str, tone: Tone) -> None:
        self._chain.setText(text)
        self._chain.set_tone(tone)

    def _offer(self) -> None:
        """People, services and keys to filter by."""
        now = self.activity.snapshot
        if now is None:
            return
        shown = self.activity.shown
        members = sorted(
            (
                (one.role not in PEOPLE, shown.of(id_).casefold(), id_)
                for id_, one in now.state.members.items()
            )
        )
        _fill(self.who, self.tr("Everybody"), [(shown.of(id_), id_) for *_, id_ in members])
        keys = sorted((shown.of(id_) for id_ in now.state.keys), key=str.casefold)
        by_name = {shown.of(id_): id_ for id_ in now.state.keys}
        _fill(self.key, self.tr("Every key"), [(name, by_name[name]) for name in keys])

    def _filter(self, _: object = None) -> None:
        self._model.set_filter(self.search.text(), self._filters.accept(self.filter))
        self._settle()

    @property
    def filter(self) -> Filter:
        """What is to be shown, beyond the words searched for."""
        return Filter(
            since=self._begin(self.when.currentData() or 0),
            who=self.who.currentData() or "",
            key=self.key.currentData() or "",
            kind=self.what.currentData(),
            refusals=self.refusals.isChecked(),
        )

    def _begin(self, days: int) -> int:
        """So many days back, from the first time that was asked: the same filter stays the same."""
        if not days:
            return 0
        return self._since.setdefault(days, self.activity.now() - days * when.DAY)

    def _settle(self) -> None:
        """Show the table, or why there is none."""
        shown = Shown.TABLE
        if not self.activity.ready:
            shown = Shown.WRONG if self.activity.wrong is not None else Shown.LOADING
        elif not self._model.rows:
            shown = Shown.EMPTY
        elif not self._model.rowCount():
            shown = Shown.NO_MATCH
        self._stack.setCurrentWidget(self._states[shown])
        self._count.set_text(
            self.tr("{} of {}").format(f"{self._model.rowCount():,}", f"{len(self._model.rows):,}")
        )
        self.export.setEnabled(shown is Shown.TABLE)
        if shown is not Shown.TABLE:
            self._show_panel(False)

    def show_everything(self) -> None:
        """Take every filter away."""
        self.search.clear()
        self.when.setCurrentIndex(self.when.count() - 1)
        for select in (self.who, self.what, self.key):
            select.setCurrentIndex(0)
        self.refusals.setChecked(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_about(self, subject: str) -> None:
        """Show what happened to a key, a person, or in reviews and incidents."""
        if not subject:
            return
        self.show_everything()
        for select in (self.key, self.who):
            if (place := select.findData(subject)) >= 0:
                select.setCurrentIndex(place)
                return
        if subject.startswith(("inc_", "rev_")):
            self.what.setCurrentIndex(self.what.findData(Kind.OVERSEEING))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_columns()

    def _lay_columns(self) -> None:
        """What the panel tells anyway makes room where there is little."""
        room = self.width() - (
            Metrics.DETAIL if self._host.panel_shown and self._host.beside else 0
        )
        self.table.spare(FROM, room < ROOM_FOR_ALL)
        self.table.spare(WHY, room < ROOM_FOR_WHY)
        self._count.setVisible(room >= ROOM_FOR_ALL)

    def _show_panel(self, shown: bool) -> None:
        self._host.show_panel(shown)
        self._lay_columns()

    # One line ----------------------------------------------------------------------------------

    def _chosen(self, row_id: object) -> None:
        place = None if row_id is None else self._model.place_of(str(row_id))
        if place is None:
            self._show_panel(False)
            return
        row = self._model.row(place)
        second = moment(row.happening.at, self.activity.now())
        self.panel.show_title(Tile.of_person(row.name), row.text, second)
        self._facts.show_facts(self.activity.facts(row))

    # The chain ---------------------------------------------------------------------------------

    def _verify(self) -> None:
        self.verify.setEnabled(False)
        self._say_of_chain(self.tr("Checking every line anew…"), Tone.MUTED)
        self.activity.check_again()

    def _checked(self, text: str, good: bool) -> None:
        self.verify.setEnabled(True)
        self._is_wrong = not good
        self._say_of_chain(text, Tone.GOOD if good else Tone.DANGER)
        announce(self, text)

    # Files -------------------------------------------------------------------------------------

    def _export_menu(self) -> None:
        self.export_menu().popup(self.export.mapToGlobal(QPoint(0, self.export.height() + 4)))

    def export_menu(self) -> QMenu:
        """As what the lines shown can be written."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Export"))
        for kind, text in (
            (FileKind.CSV, self.tr("For a spreadsheet (CSV)…")),
            (FileKind.JSON, self.tr("For a program (JSON)…")),
        ):
            entry = QAction(text, menu)
            entry.triggered.connect(lambda _=False, kind=kind: self.write(kind))
            menu.addAction(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def write(self, kind: FileKind) -> None:
        """Write the lines that are shown to a file."""
        rows = sorted(self._model.shown, key=_order, reverse=True)
        self._choose_path(self, kind, lambda path: self.activity.write(path, kind, rows))

    # Keys --------------------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._model.prepare()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.focus_search()
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus():
            self.search.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self._host.panel_shown:
            self._show_panel(False)
        else:
            super().keyPressEvent(event)


def _order(row: ActivityRow) -> tuple[int, str, int]:
    one = row.happening
    return (one.at, one.log, one.seq)


def _fill(select: Select, everything: str, choices: Sequence[tuple[str, str]]) -> None:
    """Offer these choices, the chosen one kept."""
    wanted = [(everything, ""), *choices]
    if wanted == [(select.itemText(n), select.itemData(n)) for n in range(select.count())]:
        return
    chosen = select.currentData() or ""
    select.blockSignals(True)
    select.clear()
    for text, data in wanted:
        select.addItem(text, data)
    select.setCurrentIndex(max(select.findData(chosen), 0))
    select.blockSignals(False)


def make(context: Context) -> PlaceView:
    """The place."""
    activity = ActivityPresenter(context.team, context.record, context)
    screen = ActivityScreen(activity, context.say, context.refuse)
    return PlaceView(screen, focus=screen.show_about, first=screen.table)
