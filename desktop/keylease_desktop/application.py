"""The composition root of the app: what there is, wired once; which window, when."""

from __future__ import annotations

import importlib
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from keylease.agent.hardening import Hardening, harden
from keylease.assembly import SESSION_ROOMS, Assembly
from keylease.client.key_ring import has_slot, key_ring_name
from keylease.client.profile import Home
from keylease.errors import KeyleaseError
from keylease.model.secret import Secret
from keylease_desktop.main_window import MainWindow
from keylease_desktop.navigation import Place
from keylease_desktop.screens.locked import LockedScreen
from keylease_desktop.services.agent import AppAgent
from keylease_desktop.services.arrival import Arrival
from keylease_desktop.services.autolock import AutoLock, SessionSignals, Why
from keylease_desktop.services.clipboard import ClipboardGuard
from keylease_desktop.services.desktop_entry import open_links, start_at_login
from keylease_desktop.services.garbage import Garbage
from keylease_desktop.services.hosting import HostService
from keylease_desktop.services.jobs import Jobs
from keylease_desktop.services.key_link import read_key_link
from keylease_desktop.services.language import Language
from keylease_desktop.services.machine import Machine
from keylease_desktop.services.reminders import Reminders
from keylease_desktop.services.screen_guard import ScreenGuard
from keylease_desktop.services.services import Services
from keylease_desktop.services.settings import Settings, Theme
from keylease_desktop.services.single_instance import SingleInstance
from keylease_desktop.services.system_signals import SystemSignals
from keylease_desktop.services.team import TeamService
from keylease_desktop.services.tray import Tray
from keylease_desktop.services.unix_signals import UnixSignals
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.icons import icon
from keylease_desktop.theme.look import look, system_tokens
from keylease_desktop.theme.tokens import DARK, LIGHT, Tone
from keylease_desktop.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from keylease_desktop.screens.workplace import Workplace

LOG = logging.getLogger("keylease_desktop")
SETTINGS = "settings.ini"
JOIN = "keylease:join"
RELAY = "keylease:relay?"
BY_THE_DESKTOP = {"start_at_login": start_at_login, "open_links": open_links}
READ_AFTER = 200
"""Milliseconds: the window is to be seen first."""
AHEAD = (
    *SESSION_ROOMS,
    "keylease_desktop.dialogs.key_dialogs",
    "keylease_desktop.screens.context",
    "keylease_desktop.screens.keys",
    "keylease_desktop.screens.people",
    "keylease_desktop.screens.reviews",
    "keylease_desktop.screens.places",
    "keylease_desktop.screens.workplace",
)
"""What an unlocking takes, in parts of much the same size; the last one imports all there is."""


class Application(QObject):
    """Everything that lives as long as the app. `start` shows the window; `close` ends it whole."""

    def __init__(
        self, app: QApplication, assembly: Assembly, signals: SessionSignals, hardening: Hardening
    ) -> None:
        super().__init__()
        self._app = app
        self.assembly = assembly
        self.hardening = hardening
        self.settings = Settings(assembly.home.path / SETTINGS, self)
        self._apply_look()
        self._language = Language(app)
        self._language.speak(self.settings.name("language"))
        self.jobs = Jobs(self)
        self.team = TeamService(assembly, self.jobs, self)
        self.hosting = HostService(self.team, self.settings, self)
        self.clipboard = ClipboardGuard(QGuiApplication.clipboard(), self)
        self.guard = ScreenGuard(self)
        self.autolock = AutoLock(signals, self)
        self.tray = Tray(icon("key-round", Tone.ACCENT), self)
        self.reminders = Reminders(self.team, self)
        self.agent = AppAgent(self.team, self)
        self._ring = FocusRing()
        machine = Machine(
            hardening=hardening,
            hears_session=bool(getattr(signals, "heard", False)),
            capture=lambda: self.guard.capture,
            has_tray=lambda: self.tray.available,
            serves=lambda: self.agent.serving,
        )
        self._services = Services(self.team, self.clipboard, self.settings, self.hosting, machine)
        self.window = MainWindow(self._services)
        self._arrival = Arrival()
        self._is_demo = False
        self._errand = ""
        self._locked_at: int | None = None
        self._waiting = 0
        self._connect()
        self._apply_settings("")

    # Wiring ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._app.aboutToQuit.connect(self.clipboard.clear)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._apply_look())
        self.settings.changed.connect(self._apply_settings)
        self.autolock.lock.connect(self._lock)
        self.team.unlocked.connect(self._unlocked)
        self.team.locked.connect(self._locked)
        self.agent.lock_asked.connect(self.lock)
        self.clipboard.ticked.connect(lambda _, left, __: self.tray.show_countdown(left))
        self.reminders.said.connect(self._remind)
        self.tray.asked_to_show.connect(self.window.come_up)
        self.tray.asked_to_lock.connect(self.lock)
        self.tray.asked_to_clear.connect(self.clipboard.clear)
        self.tray.asked_to_quit.connect(self._app.quit)
        self.window.closing.connect(self._app.quit)
        self.window.may_hide = lambda: self.tray.shown
        self.window.made.connect(self._listen)

    def _remind(self, text: str) -> None:
        """Beside the clock, unless the window is what they look at."""
        if not self.window.isActiveWindow():
            self.tray.notify("Keylease", text)

    def _listen(self, page: object) -> None:
        """To a page that was made: at first, and anew in another language."""
        if isinstance(page, LockedScreen):
            page.unlock_asked.connect(self._unlock)
            page.key_ring_asked.connect(self._unlock_by_key_ring)
            page.other_asked.connect(lambda: self.window.show_entrance(others=True))
            page.team.currentIndexChanged.connect(lambda _: self._offer_key_ring())
        else:
            self.window.entrance.left.connect(self.show_first)
            self.window.entrance.arrived.connect(self._arrive)

    def _show_again(self) -> None:
        """What was shown, in the language that is spoken now."""
        if self.team.is_open:
            self._show_workplace(Arrival(demo=self._is_demo)).context.navigator.go(Place.SETTINGS)
        else:
            self.show_first()

    def _apply_look(self) -> None:
        tokens = {Theme.LIGHT: LIGHT, Theme.DARK: DARK}.get(self.settings.theme)
        motion = not self.settings.switch("reduced_motion")
        look().apply(self._app, tokens or system_tokens(), motion=motion)

    def _apply_settings(self, name: str) -> None:
        if name in ("theme", "reduced_motion"):
            self._apply_look()
        if name == "language":
            self._language.speak(self.settings.name("language"))
            self.window.say_anew()
            self._show_again()
        if name in BY_THE_DESKTOP:
            with suppress(OSError):
                BY_THE_DESKTOP[name](self.settings.switch(name))
        self.guard.protect(self.settings.switch("hide_from_capture"))
        self.tray.show(self.settings.switch("tray"))
        self.autolock.set_rules(
            self.settings.number("lock_minutes"),
            on_sleep=self.settings.switch("lock_on_sleep"),
            on_screen=self.settings.switch("lock_on_screen_lock"),
        )

    # From locked to open and back --------------------------------------------------------------

    def start(self, message: str = "") -> None:
        """Show the window, and what the command line brought (a link)."""
        self.show_first()
        self.window.show()
        if message:
            self.called(message)

    def read_ahead(self, rooms: Sequence[str] = AHEAD) -> None:
        """Import what an unlocking takes while the passphrase is typed; letters come between."""
        importlib.import_module(rooms[0])
        if rooms[1:]:
            QTimer.singleShot(0, lambda: self.read_ahead(rooms[1:]))

    def show_first(self) -> None:
        """The entrance where there is no team yet, else the locked window."""
        if not self.assembly.home.teams():
            self.window.show_entrance()
            return
        self._show_teams()
        self.window.locked.show_locked(self._locked_at, self._waiting, self.team.now())
        self.window.show_locked()

    def _show_teams(self) -> None:
        teams = []
        for folder in self.assembly.home.teams():
            try:
                teams.append((folder.profile().team_name, folder.path.name))
            except KeyleaseError:
                teams.append((folder.path.name, folder.path.name))
        self.window.locked.show_teams(teams, self.settings.name("last_team"))
        self._offer_key_ring()

    def _unlock(self, text: str) -> None:
        chosen = self.window.locked.team.currentData() or None
        passphrase = Secret(text.encode())
        self.team.unlock(
            passphrase,
            team=chosen,
            failed=lambda error: self.window.locked.refuse(refusal(error)),
        )

    def _unlock_by_key_ring(self) -> None:
        chosen = self.window.locked.team.currentData() or None
        self.window.locked.busy(True)
        self.team.start(
            lambda: self.assembly.unlock_by_key_ring(team=chosen),
            failed=lambda error: self.window.locked.refuse(refusal(error)),
        )

    def _offer_key_ring(self) -> None:
        """Name the key ring on the locked window, where it opens the team that is chosen."""
        chosen = self.window.locked.team.currentData()
        folders = [one for one in self.assembly.home.teams() if one.path.name == chosen]
        self.window.locked.show_key_ring("")
        if folders and has_slot(folders[0]):
            self.team.aside(key_ring_name, self.window.locked.show_key_ring)

    def _arrive(self, arrival: Arrival) -> None:
        self._arrival = arrival

    def _unlocked(self) -> None:
        snapshot = self.team.snapshot
        assert snapshot is not None
        arrival, self._arrival = self._arrival, Arrival()
        if not arrival.demo:
            self.settings.set_name("last_team", snapshot.state.team.hex()[:16])
            self.agent.open()
            self.hosting.resume()
        workplace = self._show_workplace(arrival)
        self.autolock.start()
        self._welcome(workplace, arrival)

    def _show_workplace(self, arrival: Arrival) -> Workplace:
        self._is_demo = arrival.demo
        workplace = self.window.show_workplace(is_demo=arrival.demo)
        workplace.lock_asked.connect(self.lock)
        self.autolock.ticked.connect(workplace.status.show_lock)
        workplace.status.show_lock(self.autolock.seconds_left)
        return workplace

    def _welcome(self, workplace: Workplace, arrival: Arrival) -> None:
        """What somebody who has just come in is shown first."""
        if arrival.key_ring_failed:
            workplace.context.refuse(arrival.key_ring_failed)
        if arrival.link:
            workplace.show_link(arrival.link)
        elif arrival.kit:
            workplace.make_kit()
        else:
            self._run_errand()

    def lock(self) -> None:
        """Forget the identity now."""
        self._lock(Why.ASKED)

    def _lock(self, _why: Why) -> None:
        self.agent.close()
        if self.team.attention.found is not None:
            self._waiting = len(self.team.attention.found.items)
        self.team.lock()

    def _locked(self) -> None:
        self._locked_at = self.team.now()
        self.autolock.stop()
        self.clipboard.clear()
        self.show_first()

    def called(self, message: str) -> None:
        """A second start: come to the front. A link only asks: one to a key whether to show it, one
        to a team server whether to go there, an invite at the entrance.
        """
        self.window.come_up()
        if read_key_link(message) is not None or message.startswith(RELAY):
            self._errand = message
            self._run_errand()
        elif message.startswith(JOIN):
            self.lock()
            others = bool(self.assembly.home.teams())
            self.window.show_entrance(message, others=others)

    def _run_errand(self) -> None:
        """Ask what a link from outside is about, once somebody is unlocked."""
        if not self._errand:
            return
        if self.window.workplace is not None and self.team.is_open:
            link, self._errand = self._errand, ""
            self.window.workplace.outside.ask(link)
        elif self.assembly.home.teams():
            self.window.locked.show_errand(
                self.tr("A link leads to a team server: unlock to look at it.")
                if self._errand.startswith(RELAY)
                else self.tr("A link leads to a key: unlock to see it.")
            )

    def tell_fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A fault of our own: a sentence, and where it stopped. Its text may hold anything, and is
        neither shown nor logged.
        """
        where = traceback.extract_tb(trace)[-1] if trace is not None else None
        place = f"{Path(where.filename).name}:{where.lineno}" if where is not None else "?"
        LOG.error("%s at %s", kind.__name__, place)
        text = self.tr("Something went wrong inside Keylease ({} at {}). Nothing more was done.")
        self.window.tell(text.format(kind.__name__, place))

    def close(self) -> None:
        """End everything, in the order in which it leans on each other."""
        self.clipboard.clear()
        self.autolock.stop()
        self.agent.close()
        self.team.close()
        self.hosting.close()
        self.tray.close()
        self.settings.save()
        self.window.close()
        self._ring.deleteLater()


def run(chosen: Path | None, link: str) -> int:
    """Start the app and serve it until it ends; its exit status."""
    hardening = harden()
    app = QApplication(["keylease"])
    app.setApplicationName("Keylease")
    app.setDesktopFileName("keylease")
    app.setQuitOnLastWindowClosed(False)
    home = Home.of(os.environ, chosen)
    home.prepare()
    instance = SingleInstance(home.path)
    if not instance.claim(link):
        return 0  # the one that runs has come to the front, with the link
    application = Application(app, Assembly(home), SystemSignals(), hardening)
    garbage = Garbage(app)
    signals = UnixSignals()
    signals.asked_to_end.connect(app.quit)
    instance.called.connect(application.called)
    sys.excepthook = application.tell_fault
    application.start(link)
    QTimer.singleShot(READ_AFTER, application.read_ahead)
    status = app.exec()
    sys.excepthook = sys.__excepthook__
    signals.close()
    instance.close()
    application.close()
    garbage.close()
    return status
