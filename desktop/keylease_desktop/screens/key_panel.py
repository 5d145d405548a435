"""The panel about one key: its value, what can be done, and all that is known of it."""

from enum import Enum, auto

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.presenters.key_activity import KeyActivity
from keylease_desktop.presenters.key_facts import AccessRow, KeyFacts, why_not_text
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.button_row import ButtonRow
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.detail_panel import DetailPanel
from keylease_desktop.widgets.facts import Facts
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.secret_field import SecretField
from keylease_desktop.widgets.sparkline import Sparkline
from keylease_desktop.widgets.tabs import Tabs

PLOT = 34


class Part(Enum):
    """The tabs of the panel."""

    OVERVIEW = auto()
    ACCESS = auto()
    VERSIONS = auto()
    ACTIVITY = auto()
    SEEN = auto()


class KeyAct(Enum):
    """What can be asked for about the key as a whole."""

    COPY = auto()
    SHARE = auto()
    REPLACE = auto()
    ASK = auto()
    FREEZE = auto()
    THAW = auto()
    DECLARE = auto()
    ADD_MANAGER = auto()
    COPY_NAME = auto()


class KeyPanel(DetailPanel):
    """`acted(KeyAct)` about the key; `renew_asked` and `revoke_asked` with an `AccessRow`;
    `value_asked` while the value is held open (answer with `value.show_value`).
    """

    acted = Signal(object)
    renew_asked = Signal(object)
    revoke_asked = Signal(object)
    value_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Key", parent)
        self.setAccessibleName(self.tr("Key"))
        self._facts: KeyFacts | None = None
        self.value = SecretField(self.tr("Value"))
        self.value.asked.connect(self.value_asked)
        self.column.addWidget(self.value)
        self._closed = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self.column.addWidget(self._closed)
        self.column.addWidget(self._buttons())
        self.tabs = Tabs(
            self.tr("About this key"),
            [
                (Part.OVERVIEW, self.tr("About")),
                (Part.ACCESS, self.tr("Access")),
                (Part.VERSIONS, self.tr("Versions")),
                (Part.ACTIVITY, self.tr("Activity")),
                (Part.SEEN, self.tr("Seen by")),
            ],
        )
        self.tabs.choose(Part.ACCESS)
        self.tabs.changed.connect(self._show_part)
        self.column.addWidget(self.tabs)
        self._parts()
        self._show_part(Part.ACCESS)

    # What it is made of ------------------------------------------------------------------------

    def _buttons(self) -> ButtonRow:
        self.copy = self._button(self.tr("Copy"), "copy", KeyAct.COPY, Kind.PRIMARY)
        self.share = self._button(self.tr("Share"), "share-2", KeyAct.SHARE)
        self.replace = self._button(self.tr("Replace"), "refresh-cw", KeyAct.REPLACE)
        self.ask = self._button(self.tr("Ask for access"), "hand", KeyAct.ASK, Kind.PRIMARY)
        self.more = IconButton("ellipsis", self.tr("More"))
        self.more.clicked.connect(self._more)
        return ButtonRow((self.copy, self.share, self.replace, self.ask), self.more)

    def _button(self, text: str, icon: str, act: KeyAct, kind: Kind = Kind.PLAIN) -> Button:
        button = Button(text, kind, icon, tall=True)
        button.clicked.connect(lambda: self.acted.emit(act))
        return button

    def _parts(self) -> None:
        self.facts = Facts()
        self.access = ItemList(self.tr("Has access"), bare=True, dense=True, wraps=True)
        self.access.acted.connect(self._access_acted)
        self.versions = ItemList(self.tr("Versions"), bare=True, dense=True, wraps=True)
        self.activity = ItemList(self.tr("Activity"), bare=True, dense=True, wraps=True)
        self.seen = ItemList(self.tr("Who has seen it"), bare=True, dense=True, wraps=True)
        self._alarms = QWidget()
        self._alarm_column = QVBoxLayout(self._alarms)
        self._alarm_column.setContentsMargins(0, 0, 0, 0)
        self._alarm_column.setSpacing(10)
        self._nothing = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self._plot = QWidget()
        plot = QVBoxLayout(self._plot)
        plot.setContentsMargins(0, 0, 0, 0)
        plot.setSpacing(8)
        self._plot_says = Label(self.tr("Openings, last 30 days"), Type.CAPTION, Tone.MUTED)
        self._sparkline = Sparkline(height=PLOT)
        plot.addWidget(self._plot_says)
        plot.addWidget(self._sparkline)
        for part in (
            self.facts,
            self.access,
            self.versions,
            self.activity,
            self.seen,
            self._nothing,
            self._alarms,
            self._plot,
        ):
            self.column.addWidget(part)

    # What it shows -----------------------------------------------------------------------------

    def show_facts(self, facts: KeyFacts | None) -> None:
        """Show what is known of a key now; None where it is gone."""
        before, self._facts = self._facts, facts
        if facts is None:
            self.value.hide_value()
            return
        self.show_title(Tile.of_provider(facts.provider.name), facts.name, facts.subtitle)
        if before is None or (before.id, before.version) != (facts.id, facts.version):
            self.value.set_hint(facts.prefix, facts.ending)
        self._show_acts(facts)
        self._show_lists(facts)
        self._show_alarms(facts)
        self.facts.show_facts(facts.facts)
        self._captions(facts)
        self._show_part(self.tabs.value)

    def show_activity(self, activity: KeyActivity) -> None:
        """Show what happened."""
        counted = activity.openings
        self._sparkline.show_counts(counted.counts, counted.says, counted.tips)
        self.activity.show_items(
            [
                Item(
                    row.id,
                    row.text,
                    row.second,
                    Tile.of_person(row.name),
                    strong=False,
                    tone=Tone.DANGER if row.refused else Tone.NEUTRAL,
                )
                for row in activity.rows
            ]
        )

    def _show_acts(self, facts: KeyFacts) -> None:
        opens = facts.why_closed is None
        self.value.setEnabled(opens)
        self.copy.setVisible(opens)
        self.share.setVisible(facts.manages)
        self.share.setEnabled(facts.version is not None and not facts.frozen)
        self.replace.setVisible(facts.manages)
        self.ask.setVisible(not opens and not facts.manages)
        why = "" if facts.why_closed is None else why_not_text(facts.why_closed)
        self._closed.setText(self.tr("You cannot open it: {}.").format(why))
        self._closed.setVisible(not opens)

    def _show_lists(self, facts: KeyFacts) -> None:
        more = (Action("more", icon="ellipsis", tip=self.tr("More")),)
        self.access.show_items(
            [
                Item(
                    row.id,
                    row.name,
                    row.second,
                    Tile.of_person(row.person),
                    trailing=row.times,
                    actions=more if row.may_revoke or row.may_renew else (),
                )
                for row in facts.access
            ]
        )
        self.versions.show_items(
            [
                Item(str(row.number), row.title, row.second, icon=row.icon, tone=row.tone)
                for row in facts.versions
            ]
        )
        self.seen.show_items(
            [
                Item(
                    row.id,
                    row.name,
                    row.second,
                    Tile.of_person(row.name),
                    trailing=self.tr("no access now") if row.unaccounted else "",
                )
                for row in facts.seen
            ]
        )

    def _show_alarms(self, facts: KeyFacts) -> None:
        while (taken := self._alarm_column.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for alarm in facts.alarms:
            self._alarm_column.addWidget(Banner(alarm.tone, alarm.title, alarm.text))

    def _captions(self, facts: KeyFacts) -> None:
        self.tabs.set_caption(Part.ACCESS, self.tr("Access {}").format(len(facts.access)))
        self.tabs.set_caption(Part.SEEN, self.tr("Seen by {}").format(len(facts.seen)))

    def _show_part(self, part: object) -> None:
        shown = {
            Part.OVERVIEW: self.facts,
            Part.ACCESS: self.access,
            Part.VERSIONS: self.versions,
            Part.ACTIVITY: self.activity,
            Part.SEEN: self.seen,
        }
        for name, widget in shown.items():
            widget.setVisible(name is part)
        general = part in (Part.OVERVIEW, Part.ACCESS)
        self._alarms.setVisible(general and self._alarm_column.count() > 0)
        self._plot.setVisible(part in (Part.OVERVIEW, Part.ACCESS, Part.ACTIVITY))
        said = (
            {
                Part.SEEN: self.tr(
                    "Whoever has opened a value may have kept it: only replacing it ends that."
                ),
                Part.VERSIONS: self.tr(
                    "“Replaced” is not “dead”: an old value works until its "
                    "provider has deleted it."
                ),
            }.get(part, "")
            if isinstance(part, Part)
            else ""
        )
        self._nothing.setText(said)
        self._nothing.setVisible(bool(said))

    # Menus -------------------------------------------------------------------------------------

    def _access_acted(self, row_id: object, name: str) -> None:
        rows = () if self._facts is None else self._facts.access
        row = next((row for row in rows if row.id == row_id), None)
        if row is not None:
            self.access_menu(row).popup(self._place_of_menu())

    def _place_of_menu(self) -> QPoint:
        """Below the button that was pressed; where no button has the focus, at the mouse."""
        pressed = QApplication.focusWidget()
        if pressed is None or not self.access.isAncestorOf(pressed):
            return QCursor.pos()
        return pressed.mapToGlobal(QPoint(0, pressed.height() + 4))

    def access_menu(self, row: AccessRow) -> QMenu:
        """What can be done about one access."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Access of {}").format(row.name))
        if row.may_renew:
            _entry(menu, self.tr("Renew…"), lambda: self.renew_asked.emit(row))
        if row.may_revoke:
            _entry(menu, self.tr("Revoke access…"), lambda: self.revoke_asked.emit(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _more(self) -> None:
        self.key_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def key_menu(self) -> QMenu:
        """What else can be done about the key."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("More"))
        acts = [(self.tr("Copy name"), KeyAct.COPY_NAME)]
        facts = self._facts
        if facts is not None and facts.manages:
            acts.append((self.tr("Add a key manager…"), KeyAct.ADD_MANAGER))
            acts.append((self.tr("Who knew it before…"), KeyAct.DECLARE))
            acts.append(
                (self.tr("Thaw"), KeyAct.THAW)
                if facts.frozen
                else (self.tr("Freeze: hand nothing out"), KeyAct.FREEZE)
            )
        for text, act in acts:
            _entry(menu, text, lambda chosen=act: self.acted.emit(chosen))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _entry(menu: QMenu, text: str, act: object) -> None:
    entry = QAction(text.replace("&", "&&"), menu)
    entry.triggered.connect(lambda _=False: act())  # type: ignore[operator]
    menu.addAction(entry)
