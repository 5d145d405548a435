"""The open team: places down the left, the chosen one beside them, facts below."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from keylease.client.evidence import export_evidence
from keylease.client.snapshot import Snapshot
from keylease_desktop.dialogs.follow_link import FollowLinkDialog
from keylease_desktop.dialogs.follow_team import FollowTeamDialog
from keylease_desktop.dialogs.frozen import FrozenDialog
from keylease_desktop.dialogs.notices import NoticesDialog
from keylease_desktop.dialogs.recovery_kit import RecoveryKitDialog
from keylease_desktop.dialogs.shortcuts import ShortcutsSheet
from keylease_desktop.models.cells import Tile
from keylease_desktop.navigation import Place
from keylease_desktop.presenters import frame, when
from keylease_desktop.presenters.notices import Notice, notices
from keylease_desktop.presenters.recovery_kit import RecoveryKitPresenter, is_rehearsed
from keylease_desktop.presenters.troubles import where
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.screens.from_outside import FromOutside
from keylease_desktop.screens.places import PLACES
from keylease_desktop.screens.server_news import ServerNews
from keylease_desktop.screens.status_line import StatusLine
from keylease_desktop.screens.waiting import WaitingScreen
from keylease_desktop.services.services import Services
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Ground, Rule
from keylease_desktop.widgets.command_palette import CommandPalette, Entry
from keylease_desktop.widgets.label import Line, plain_tip
from keylease_desktop.widgets.letter_tile import LetterTile
from keylease_desktop.widgets.nav_list import NavItem, NavList
from keylease_desktop.widgets.sheet import Sheet, shortcut, stops_in

A_SECOND = 1000
AT_FOOT = (Place.LEAKS, Place.SETTINGS)
ICONS = {
    Place.TODAY: "sun",
    Place.MY_KEYS: "key-round",
    Place.KEYS: "key",
    Place.MY_REQUESTS: "inbox",
    Place.PEOPLE: "users",
    Place.SERVICES: "cpu",
    Place.REVIEWS: "clipboard-check",
    Place.ACTIVITY: "activity",
    Place.LEAKS: "radar",
    Place.SETTINGS: "settings",
}


class Workplace(Ground):
    """Lives from one unlocking to the next lock, so that nothing of the team outlives it.

    `lock_asked` by Ctrl+L or the palette. `is_demo` for the example team.
    """

    lock_asked = Signal()

    def __init__(
        self, services: Services, *, is_demo: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.is_demo = is_demo
        self.context = Context(services, self)
        self.views: dict[Place, PlaceView] = {}
        self._counts: dict[Place, tuple[int, bool]] = {}
        self._places: tuple[Place, ...] = ()
        self._asked = services.team.now()
        self._warning: frame.Warning | None = None
        self._build()
        self._connect()
        self._shortcuts()
        self._show(services.team.snapshot)

    # What it is made of ------------------------------------------------------------------------

    def _build(self) -> None:
        self.status = StatusLine()
        self.stack = QStackedWidget()
        self._waiting: WaitingScreen | None = None
        page = QVBoxLayout()
        page.setSpacing(0)
        self._above = QVBoxLayout()
        self._banner: Banner | None = None
        page.addLayout(self._above)
        page.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side())
        middle.addWidget(Rule(upright=True))
        middle.addLayout(page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(Rule())
        column.addWidget(self.status)
        self.palette_sheet = CommandPalette(self, self._entries)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(Metrics.NAVIGATION)
        self._tile = LetterTile(Tile("?"), 24)
        self._team = Line("", Type.STRONG)
        self._person = Line("", Type.CAPTION, Tone.MUTED)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._team)
        names.addWidget(self._person)
        head = QHBoxLayout()
        head.setContentsMargins(20, 20, 12, 18)
        head.setSpacing(10)
        head.addWidget(self._tile)
        head.addLayout(names, 1)
        self.nav = NavList(self.tr("Places"))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.nav, 1)
        self.unsafe = Button("", Kind.QUIET, "shield-alert")
        self.unsafe.clicked.connect(self.show_notices)
        self.unsafe.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 12, 12)
        foot.addWidget(self.unsafe)
        foot.addStretch(1)
        column.addLayout(foot)
        return side

    def _connect(self) -> None:
        context, team = self.context, self.context.team
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        self.nav.gone.connect(context.navigator.go)
        context.navigator.went.connect(self._went)
        context.navigator.counted.connect(self._counted)
        team.snapshot_changed.connect(self._show)
        team.reached_changed.connect(self._show_standing)
        context.hosting.changed.connect(self._show_standing)
        self._news = ServerNews(context)
        self.outside = FromOutside(context)
        team.busy_changed.connect(self.status.show_doing)
        context.clipboard.ticked.connect(self.status.show_clipboard)
        self.status.clipboard.stopped.connect(context.clipboard.clear)
        self._clock = QTimer(self, interval=A_SECOND)
        self._clock.timeout.connect(self._show_standing)
        self._clock.start()

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+K", self.palette_sheet.open),
            ("Ctrl+Z", self.context.undo),
            ("F1", self.show_shortcuts),
            ("?", self.show_shortcuts),
            *((f"Ctrl+{n}", lambda n=n: self._go_nth(n)) for n in range(1, 9)),
        ):
            shortcut(keys, self, act)
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.activated.connect(self.lock_asked)

    def _go_nth(self, number: int) -> None:
        if number <= len(self._places):
            self.context.navigator.go(self._places[number - 1])

    def show_shortcuts(self) -> None:
        """All keys at a glance."""
        self._open(ShortcutsSheet(self))

    # Places ------------------------------------------------------------------------------------

    def view(self, place: Place) -> PlaceView:
        """The place as it is shown, made at its first visit."""
        if place not in self.views:
            made = PLACES[place](self.context)
            self.views[place] = made
            self.stack.addWidget(made.widget)
        return self.views[place]

    def _went(self, place: Place, focus: str) -> None:
        if place not in self._places:
            return
        view = self.view(place)
        self.stack.setCurrentWidget(view.widget)
        self.nav.show_current(place)
        self.context.settings.set_name("last_place", place.value)
        before = self.window().focusWidget()
        if focus:
            view.focus(focus)
        moved = focus and self.window().focusWidget() is not before
        if view.first is not None and not moved:
            self._focus_place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Nobody stands on the window itself: on to the place, once this has been told."""
        QTimer.singleShot(0, self, lambda: self._focus_place() if self.hasFocus() else None)

    def _focus_place(self) -> None:
        """To what the place begins with, where that shows, else to the first thing that does."""
        place, page = self.context.navigator.place, self.stack.currentWidget()
        view = self.views.get(place) if place is not None else None
        first = view.first if view is not None and view.widget is page else None
        if first is None or not first.isVisibleTo(self):
            first = next(iter(stops_in(page or self)), self.nav)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            QTimer.singleShot(0, self, self._find_focus)

    def _find_focus(self) -> None:
        """What had the focus has gone: not to be left where no key leads on."""
        if self.isVisible() and self.isActiveWindow() and QApplication.focusWidget() is None:
            self._focus_place()

    def _counted(self, place: Place, count: int, alert: bool) -> None:
        self._counts[place] = (count, alert)
        self._show_places()

    def _names(self) -> dict[Place, str]:
        return {
            Place.TODAY: self.tr("Today"),
            Place.MY_KEYS: self.tr("My keys"),
            Place.KEYS: self.tr("Keys"),
            Place.MY_REQUESTS: self.tr("My requests"),
            Place.PEOPLE: self.tr("People"),
            Place.SERVICES: self.tr("Services & CI"),
            Place.REVIEWS: self.tr("Reviews"),
            Place.ACTIVITY: self.tr("Activity"),
            Place.LEAKS: self.tr("Leak check"),
            Place.SETTINGS: self.tr("Settings"),
        }

    def _show_places(self) -> None:
        names = self._names()
        items = []
        for place in self._places:
            count, alert = self._counts.get(place, (0, False))
            items.append(NavItem(place, names[place], ICONS[place], count, alert, place in AT_FOOT))
        self.nav.set_items(items)
        if self.context.navigator.place in self._places:
            self.nav.show_current(self.context.navigator.place)

    # What is so --------------------------------------------------------------------------------

    def _show(self, snapshot: Snapshot | None) -> None:
        if snapshot is None:
            return
        head = frame.head(snapshot)
        self._team.set_text(head.team)
        self._person.set_text(head.person)
        self._tile.show_tile(Tile.of_provider(head.team))
        for place, count in frame.counts(snapshot).items():
            if not self._counts.get(place, (0, False))[1]:
                self._counts[place] = (count, False)
        before = self._places
        self._places = tuple(p for p in frame.places(snapshot) if p in PLACES)
        self._show_places()
        if before != self._places:
            self._settle(snapshot)
        self._show_notices()
        self._show_standing()

    def _settle(self, snapshot: Snapshot) -> None:
        """Be somewhere that there is: where one was last, else at the first place."""
        if not frame.is_in(snapshot):
            self._waiting = self._waiting or WaitingScreen(self.context)
            self.stack.addWidget(self._waiting)
            self.stack.setCurrentWidget(self._waiting)
            return
        last = self.context.settings.name("last_place")
        wanted = next((p for p in self._places if p.value == last), self._places[0])
        if self.context.navigator.place not in self._places:
            self.context.navigator.go(wanted)
        if Place.TODAY in self._places:
            self.view(Place.TODAY)  # it counts what needs one, wherever one is

    def _show_standing(self, _reached: bool = True) -> None:
        team, snapshot = self.context.team, self.context.team.snapshot
        if snapshot is None:
            return
        text = frame.freshness(
            snapshot, team.reached, team.asked_at, team.now(), self._place(), team.trouble
        )
        self.status.show_server(text, team.reached and team.trouble is None)
        self.status.history.show_text(frame.confirmed(snapshot), why=frame.how_confirmed())
        wrong = frame.warning(snapshot, team.reached, team.now(), team.trouble)
        if wrong is None and self.is_demo:
            wrong = frame.example()
        if wrong == self._warning:
            return
        self._warning = wrong
        if self._banner is not None:
            self._above.removeWidget(self._banner)
            self._banner.deleteLater()
            self._banner = None
        room = (Metrics.PAGE, 14, Metrics.PAGE, 10) if wrong is not None else (0, 0, 0, 0)
        self._above.setContentsMargins(*room)
        if wrong is not None:
            self._banner = Banner(wrong.tone, wrong.title, wrong.text, wrong.action, wide=True)
            self._banner.acted.connect(lambda: self._warned(wrong.about))
            self._above.addWidget(self._banner)

    def _place(self) -> str:
        snapshot = self.context.team.snapshot
        if snapshot is None:
            return ""
        if self.context.hosting.hosts(snapshot):
            return self.tr("Hosted from this computer")
        relay = snapshot.state.relay
        is_here = self.context.team.assembly.lives_here(relay)
        if is_here or relay.address.startswith("file:"):
            return self.tr("On this computer")
        return where(snapshot)

    # What is to be made safe -------------------------------------------------------------------

    def _show_notices(self) -> None:
        count = len(self._notices())
        told = when.counted(
            count, self.tr("{} thing to make safe"), self.tr("{} things to make safe")
        )
        self.unsafe.setToolTip(plain_tip(told))
        self.unsafe.setAccessibleDescription(told)
        self.unsafe.set_caption(when.counted(count, self.tr("{} risk"), self.tr("{} risks")))
        self.unsafe.setVisible(bool(count) and not self.is_demo)

    def _notices(self) -> tuple[Notice, ...]:
        now = self.context.team.snapshot
        if now is None or not frame.is_in(now):
            return ()
        return notices(now, rehearsed=is_rehearsed(self.context.settings, self.context.team))

    def show_notices(self) -> None:
        """What could be lost for good, and what to do about it."""
        dialog = NoticesDialog(self, self._notices())
        dialog.chosen.connect(self._mend)
        self._open(dialog)

    def _mend(self, about: str) -> None:
        if about == "kit":
            self.make_kit()
        elif about == "owner":
            self.context.navigator.go(Place.PEOPLE)
        else:
            self.context.navigator.go(Place.KEYS)

    def make_kit(self) -> None:
        """Make the recovery kit, and rehearse it."""
        presenter = RecoveryKitPresenter(self.context.team, self.context.settings)
        presenter.rehearsed.connect(self._show_notices)
        self._open(RecoveryKitDialog(self, presenter))

    def ask_to_follow(self, link: str = "") -> None:
        """Ask whether to go by a link to where the team is now."""
        self._open(FollowTeamDialog(self, self.context.team, link))

    def show_link(self, link: str) -> None:
        """The link by which colleagues follow to the new team server."""
        self._open(FollowLinkDialog(self, link))

    def _open(self, dialog: Sheet) -> None:
        dialog.covered.connect(lambda on: None if on else dialog.deleteLater())
        dialog.open()

    def _warned(self, about: str) -> None:
        team = self.context.team
        if about == "offline":
            team.refresh()
        elif about == "demo":
            self.lock_asked.emit()
        elif about == "moved":
            self.ask_to_follow()
        elif team.snapshot is not None:
            dialog = FrozenDialog(self, team, team.snapshot)
            dialog.export_asked.connect(self._export_evidence)
            self._open(dialog)

    def _export_evidence(self, folder: Path) -> None:
        at = when.today(self.context.team.now())
        place = folder / f"keylease-evidence-{at:%Y-%m-%d-%H%M%S}"
        self.context.team.ask(
            lambda session: export_evidence(session, place),
            lambda _: self.context.say(self.tr("The evidence lies in {}.").format(place.name)),
            failed=self.context.refuse,
        )

    # Palette -----------------------------------------------------------------------------------

    def _entries(self) -> Sequence[Entry]:
        names = self._names()
        found: list[Entry] = []
        for number, place in enumerate(self._places, 1):
            found.append(
                Entry(
                    self.tr("Go to {}").format(names[place]),
                    partial(self.context.navigator.go, place),
                    icon=ICONS[place],
                    caps=(self.tr("Ctrl"), str(number)) if number < 9 else (),
                )
            )
        for place in self._places:
            found.extend(self.view(place).entries())
        found.append(
            Entry(self.tr("Lock"), self.lock_asked.emit, icon="lock", caps=(self.tr("Ctrl"), "L"))
        )
        found.append(
            Entry(self.tr("All shortcuts"), self.show_shortcuts, icon="circle-help", caps=("F1",))
        )
        return found
