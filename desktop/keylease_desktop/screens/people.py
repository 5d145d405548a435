"""The place People: who is in the team, invitations, lists; and the panel about one person."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from keylease.model.base import MemberId
from keylease_desktop.dialogs.people_dialogs import PeopleDialogs
from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.people import PeoplePresenter
from keylease_desktop.presenters.people_rows import PersonRow
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.screens.person_panel import PersonAct, PersonPanel
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Scroll
from keylease_desktop.widgets.command_palette import Entry
from keylease_desktop.widgets.detail_panel import DetailHost
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.inputs import CheckBox, SearchField
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.segmented import Segmented
from keylease_desktop.widgets.sheet import shortcut
from keylease_desktop.widgets.table import RowsView, topped

ABOVE = 14
SEARCH_WIDTH = 200


def _tr(text: str) -> str:
    return QCoreApplication.translate("screens", text)


class View(Enum):
    """What is listed."""

    PEOPLE = auto()
    INVITATIONS = auto()
    LISTS = auto()


class PeopleScreen(QWidget):
    """`acts` opens the dialogs; `see_key` and `replace_key` lead away from here."""

    def __init__(
        self,
        people: PeoplePresenter,
        acts: PeopleDialogs,
        see_key: Callable[[str], None],
        replace_key: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.people = people
        self.acts = acts
        self._main = QWidget()
        self.panel = PersonPanel()
        self._host = DetailHost(self._main, self.panel)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._host)
        self._model = RowsModel(_columns(), lambda row: row.id, lambda row: row.words, self)
        self._build()
        self._connect()
        self.panel.key_asked.connect(see_key)
        self.panel.replace_asked.connect(replace_key)
        self._show()

    # What it is made of ------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self._main)
        column.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, Metrics.PAGE)
        column.setSpacing(14)
        column.addWidget(self._header())
        column.addLayout(self._tools())
        self.table = RowsView(self._model, self.tr("People"))
        self.invitations = ItemList(self.tr("Invitations"))
        self.lists = ItemList(self.tr("Lists"))
        self._no_match = EmptyState(
            "search",
            self.tr("Nobody fits"),
            self.tr("No one here has all of these words."),
            self.tr("Show everybody"),
        )
        self._no_invitations = EmptyState(
            "mail",
            self.tr("No open invitations"),
            self.tr("An invitation stands here until it is used, is taken back or ends."),
        )
        self._no_lists = EmptyState(
            "users",
            self.tr("No lists yet"),
            self.tr("A list of people is a shortcut for sharing: one name for a whole group."),
        )
        self._loading = LoadingState(self.tr("Reading who is here"))
        self._stack_holder = QWidget()
        self._stack = QStackedLayout(self._stack_holder)
        self._listed = topped(self.table)
        self._invited, self._listed_lists = _scrolled(self.invitations), _scrolled(self.lists)
        for state in (
            self._listed,
            self._invited,
            self._listed_lists,
            self._no_match,
            self._no_invitations,
            self._no_lists,
            self._loading,
        ):
            self._stack.addWidget(state)
        column.addWidget(self._stack_holder, 1)

    def _header(self) -> PageHeader:
        header = PageHeader(self.tr("People"))
        self.search = SearchField(
            self.tr("Filter the people"), self.tr("Filter"), (self.tr("Ctrl"), "F")
        )
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.setFixedHeight(Metrics.PRIMARY)
        self.invite = Button(self.tr("Invite"), Kind.PRIMARY, "user-plus")
        header.add(self.search)
        header.add(self.invite)
        return header

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.view = Segmented(
            self.tr("View"),
            [
                (View.PEOPLE, self.tr("People")),
                (View.INVITATIONS, self.tr("Invitations")),
                (View.LISTS, self.tr("Lists")),
            ],
        )
        self.gone = CheckBox(self.tr("Who has left"))
        self.used = CheckBox(self.tr("Used ones too"))
        self.new_list = Button(self.tr("New list…"), Kind.QUIET, "plus")
        row.addWidget(self.view)
        row.addWidget(self.gone)
        row.addWidget(self.used)
        row.addStretch(1)
        row.addWidget(self.new_list)
        return row

    def _connect(self) -> None:
        self.people.changed.connect(self._show)
        self.people.facts_changed.connect(self.panel.show_facts)
        self.search.textChanged.connect(self._filter)
        self.view.changed.connect(lambda _: self._show())
        self.gone.toggled.connect(self._filter)
        self.used.toggled.connect(self.people.show_all_invitations)
        self._no_match.acted.connect(self._show_everybody)
        self.invite.clicked.connect(self.acts.invite)
        self.new_list.clicked.connect(lambda: self.acts.people_list())
        self.table.chosen.connect(self._choose)
        self.table.clicked.connect(lambda _: self._host.show_panel(True))
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._menu)
        self.panel.acted.connect(self._act)
        self.acts.removed.connect(self.show_person)
        self.invitations.acted.connect(lambda id_, _: self.acts.cancel_invite(str(id_)))
        self.lists.acted.connect(lambda id_, _: self._edit_list(str(id_)))
        shortcut("Ctrl+F", self, self.focus_filter)
        shortcut("Ctrl+N", self, self.acts.invite)

    # What it shows -----------------------------------------------------------------------------

    def _show(self) -> None:
        self._model.set_rows(self.people.people)
        cancel = (Action("cancel", self.tr("Take back"), Kind.QUIET),)
        self.invitations.show_items(
            [
                Item(
                    row.id,
                    row.title,
                    row.second,
                    icon="mail",
                    tone=row.tone,
                    actions=cancel if row.may_cancel else (),
                )
                for row in self.people.invitations
            ]
        )
        edit = (Action("edit", self.tr("Change…"), Kind.QUIET),)
        self.lists.show_items(
            [
                Item(
                    row.id,
                    row.name,
                    row.second,
                    icon="users",
                    trailing=str(len(row.members)),
                    actions=edit if row.may_edit else (),
                )
                for row in self.people.lists
            ]
        )
        self._show_tools()
        self._filter()

    def _show_tools(self) -> None:
        view = self.view.value
        self.invite.setVisible(self.people.may_invite)
        self.new_list.setVisible(view is View.LISTS and self.people.may_make_lists)
        self.used.setVisible(view is View.INVITATIONS)
        self.gone.setVisible(view is View.PEOPLE and any(row.gone for row in self.people.people))
        self.search.setVisible(view is View.PEOPLE)

    def _filter(self) -> None:
        self._model.set_filter(self.search.text(), None if self.gone.isChecked() else _is_here)
        self._settle()

    def _settle(self) -> None:
        """Show the list, or why there is none."""
        view, people = self.view.value, self.people
        if people.snapshot is None:
            shown: QWidget = self._loading
        elif view is View.PEOPLE:
            shown = self._listed if self._model.rowCount() else self._no_match
        elif view is View.INVITATIONS:
            shown = self._invited if people.invitations else self._no_invitations
        else:
            shown = self._listed_lists if people.lists else self._no_lists
        self._stack.setCurrentWidget(shown)
        if shown is not self._listed:
            self._host.show_panel(False)

    def _show_everybody(self) -> None:
        self.search.clear()
        self.gone.setChecked(True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Who is chosen -----------------------------------------------------------------------------

    @property
    def chosen(self) -> MemberId | None:
        """Whom acts are about."""
        current = self.table.current_id()
        return None if current is None else str(current)

    def show_person(self, member: MemberId) -> None:
        """Go to somebody, whatever the filter hides."""
        if not member:
            return
        self.view.choose(View.PEOPLE)
        if not self.table.choose(member):
            self._show_everybody()
            self.table.choose(member)
        self._host.show_panel(True)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.view.choose(View.PEOPLE)
        self._model.prepare()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _choose(self, member: object) -> None:
        self.people.choose(None if member is None else str(member))
        if member is None:
            self._host.show_panel(False)
        elif self._host.beside:
            self._host.show_panel(True, asked=False)

    def _open(self, member: object) -> None:
        self._host.show_panel(True)
        self.panel.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _menu(self, member: object, place: QPoint) -> None:
        self.table.choose(str(member))
        menu = self.panel.menu()
        if menu.actions():
            menu.popup(place)

    def _act(self, act: PersonAct) -> None:
        member = self.chosen
        if member is None:
            return
        {
            PersonAct.LET_IN: self.acts.let_in,
            PersonAct.COMPARE: self.acts.compare,
            PersonAct.ROLE: self.acts.role,
            PersonAct.SUSPEND: self.acts.suspend,
            PersonAct.RESUME: self.acts.resume,
            PersonAct.REMOVE: self.acts.remove,
        }[act](member)

    def _edit_list(self, list_id: str) -> None:
        row = next((row for row in self.people.lists if row.id == list_id), None)
        if row is not None:
            self.acts.people_list(row.name, row.members)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.focus_filter()
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus():
            self.search.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def entries(self) -> Sequence[Entry]:
        """What the command palette offers from here: people, and inviting some."""
        found = [
            Entry(
                row.name,
                partial(self.show_person, row.id),
                row.role,
                tile=Tile.of_person(row.name),
            )
            for row in self.people.people
            if not row.gone
        ]
        if self.people.may_invite:
            found.append(Entry(self.tr("Invite people"), self.acts.invite, "", "user-plus"))
        return found


def _scrolled(widget: QWidget) -> QWidget:
    scroll = Scroll()
    scroll.column.addWidget(widget)
    scroll.column.addStretch(1)
    return scroll


def _is_here(row: PersonRow) -> bool:
    return not row.gone


def _columns() -> tuple[Column[PersonRow], ...]:
    return (
        Column(_tr("Person"), _name_cell, lambda row: row.name.casefold()),
        Column(_tr("Role"), lambda row: Cell(row.role), lambda row: row.rank, 110),
        Column(_tr("Standing"), _badge_cell, lambda row: row.badge, 190),
        Column(_tr("Keys"), lambda row: Cell(row.access_text), lambda row: -row.access, 150),
        Column(_tr("Active"), _active_cell, lambda row: row.active_at, 150),
    )


def _name_cell(row: PersonRow) -> Cell:
    tone = Tone.MUTED if row.gone else Tone.NEUTRAL
    name = _tr("{} (you)").format(row.name) if row.you else row.name
    return Cell(name, tile=Tile.of_person(row.name), strong=True, tone=tone)


def _badge_cell(row: PersonRow) -> Cell:
    return Cell(row.badge, badge=True, tone=row.tone)


def _active_cell(row: PersonRow) -> Cell:
    return Cell(row.active, tone=Tone.MUTED)


def make(context: Context) -> PlaceView:
    """The place, wired to the places its acts lead to."""
    people = PeoplePresenter(context.team, context.record, context)
    screen = PeopleScreen(
        people,
        context.people_dialogs,
        lambda key: context.navigator.go(Place.KEYS, key),
        context.key_dialogs.replace,
    )
    return PlaceView(screen, focus=screen.show_person, entries=screen.entries, first=screen.table)
