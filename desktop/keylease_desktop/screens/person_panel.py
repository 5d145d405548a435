"""The panel about one person: how they stand, what they have, have seen, and did."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.presenters.person_facts import LineRow, Notice, PersonFacts
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.detail_panel import DetailPanel
from keylease_desktop.widgets.facts import Facts
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.tabs import Tabs


class Part(Enum):
    """The tabs of the panel."""

    ACCESS = auto()
    SEEN = auto()
    DID = auto()


class PersonAct(Enum):
    """What can be asked for about a person."""

    LET_IN = auto()
    COMPARE = auto()
    ROLE = auto()
    SUSPEND = auto()
    RESUME = auto()
    REMOVE = auto()


class PersonPanel(DetailPanel):
    """`acted(PersonAct)`; `key_asked(key)` wants to see a key, `replace_asked(key)` a new value."""

    acted = Signal(object)
    key_asked = Signal(str)
    replace_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Person", parent)
        self.setAccessibleName(self.tr("Person"))
        self._facts: PersonFacts | None = None
        self._notices = QVBoxLayout()
        self._notices.setSpacing(10)
        self._told: tuple[Notice, ...] = ()
        self.column.addLayout(self._notices)
        self.facts = Facts()
        self.column.addWidget(self.facts)
        self.column.addLayout(self._buttons())
        self.tabs = Tabs(
            self.tr("About this person"),
            [
                (Part.ACCESS, self.tr("Access")),
                (Part.SEEN, self.tr("Has seen")),
                (Part.DID, self.tr("Activity")),
            ],
        )
        self.tabs.changed.connect(lambda _: self._show_part())
        self.column.addWidget(self.tabs)
        self.access = self._list(self.tr("Access"))
        self.seen = self._list(self.tr("Has seen"))
        self.did = self._list(self.tr("Activity"))
        self._says = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self.column.addWidget(self._says)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.role = Button(self.tr("Change role…"), Kind.PLAIN, "pencil")
        self.role.clicked.connect(lambda: self.acted.emit(PersonAct.ROLE))
        self.more = IconButton("ellipsis", self.tr("More"))
        self.more.clicked.connect(self._more)
        row.addWidget(self.role)
        row.addStretch(1)
        row.addWidget(self.more)
        return row

    def _list(self, name: str) -> ItemList:
        made = ItemList(name, bare=True, dense=True, wraps=True)
        made.acted.connect(self._line_acted)
        self.column.addWidget(made)
        return made

    # What it shows -----------------------------------------------------------------------------

    def show_facts(self, facts: PersonFacts | None) -> None:
        """Show what is known of somebody now; None where nobody is chosen."""
        before, self._facts = self._facts, facts
        if facts is None:
            return
        self.show_title(Tile.of_person(facts.name), facts.name, facts.subtitle)
        self._show_notices(facts.notices)
        self.facts.show_facts(facts.facts)
        self.role.setVisible(bool(facts.may.roles))
        self.more.setVisible(facts.may.suspend or facts.may.resume or facts.may.remove)
        see = (Action("see", icon="arrow-right", tip=self.tr("Show the key")),)
        self.access.show_items([_item(line, see) for line in facts.access])
        self.seen.show_items([_item(line, self._replace(line)) for line in facts.seen])
        self.did.show_items([_item(line, ()) for line in facts.did])
        self.tabs.set_caption(Part.ACCESS, self.tr("Access {}").format(len(facts.access)))
        self.tabs.set_caption(Part.SEEN, self.tr("Has seen {}").format(len(facts.seen)))
        if facts.gone and (before is None or before.id != facts.id):
            self.tabs.choose(Part.SEEN)
        self._show_part()

    def _replace(self, line: LineRow) -> tuple[Action, ...]:
        if line.may_replace:
            return (Action("replace", icon="refresh-cw", tip=self.tr("Replace the key")),)
        return (Action("see", icon="arrow-right", tip=self.tr("Show the key")),)

    def _show_notices(self, notices: Sequence[Notice]) -> None:
        if tuple(notices) == self._told:
            return
        self._told = tuple(notices)
        while (taken := self._notices.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for notice in notices:
            banner = Banner(notice.tone, notice.title, notice.text, notice.act)
            banner.acted.connect(self._notice_acted)
            self._notices.addWidget(banner)

    def _show_part(self) -> None:
        part = self.tabs.value
        shown = {Part.ACCESS: self.access, Part.SEEN: self.seen, Part.DID: self.did}
        for name, widget in shown.items():
            widget.setVisible(name is part)
        self._says.setText(self._saying(part))
        self._says.setVisible(bool(self._says.text()))

    def _saying(self, part: Part) -> str:
        facts = self._facts
        if facts is None:
            return ""
        if part is Part.SEEN and facts.seen:
            return self.tr(
                "Whoever has seen a value may have kept it: only replacing it ends that."
            )
        nothing = {
            Part.ACCESS: (facts.access, self.tr("Has access to no key.")),
            Part.SEEN: (
                facts.seen,
                self.tr("Has seen no value that still works, as far as the record shows."),
            ),
            Part.DID: (facts.did, self.tr("Nothing is on record.")),
        }
        lines, text = nothing[part]
        return "" if lines else text

    # Acts --------------------------------------------------------------------------------------

    def _notice_acted(self) -> None:
        may = None if self._facts is None else self._facts.may
        if may is None:
            return
        if may.let_in:
            self.acted.emit(PersonAct.LET_IN)
        elif may.resume:
            self.acted.emit(PersonAct.RESUME)
        elif may.compare:
            self.acted.emit(PersonAct.COMPARE)

    def _line_acted(self, row_id: object, name: str) -> None:
        facts = self._facts
        lines: Iterable[LineRow] = () if facts is None else (*facts.access, *facts.seen)
        line = next((line for line in lines if line.id == row_id), None)
        if line is not None:
            (self.replace_asked if name == "replace" else self.key_asked).emit(line.key)

    def _more(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def menu(self) -> QMenu:
        """What can be done about this person."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("More"))
        facts = self._facts
        offers: list[tuple[bool, str, PersonAct]] = []
        if facts is not None:
            may = facts.may
            offers = [
                (may.let_in, self.tr("Let in…"), PersonAct.LET_IN),
                (may.compare, self.tr("Compare words…"), PersonAct.COMPARE),
                (bool(may.roles), self.tr("Change role…"), PersonAct.ROLE),
                (may.suspend, self.tr("Suspend…"), PersonAct.SUSPEND),
                (may.resume, self.tr("Let go on"), PersonAct.RESUME),
                (may.remove, self.tr("Remove…"), PersonAct.REMOVE),
            ]
        for offered, text, act in offers:
            if offered:
                entry = QAction(text, menu)
                entry.triggered.connect(lambda _=False, act=act: self.acted.emit(act))
                menu.addAction(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _item(line: LineRow, actions: tuple[Action, ...]) -> Item:
    icons = {Tone.DANGER: "circle-alert", Tone.WARNING: "triangle-alert"}
    icon = icons.get(line.tone, "key" if line.key else "activity")
    return Item(
        line.id,
        line.name,
        line.second,
        icon=icon,
        tone=line.tone,
        trailing=line.trailing,
        actions=actions if line.key else (),
        strong=bool(line.key),
    )
