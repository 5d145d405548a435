"""A scene: whose window it is, what is done in it, and how it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.client.snapshot import Snapshot
from keylease.demo import build_demo
from keylease.model.roles import Role
from keylease.relay.settings import read_settings
from keylease_desktop.application import Application
from keylease_desktop.navigation import Place
from keylease_desktop.screens.workplace import Workplace
from keylease_desktop.services.settings import Theme
from support.desktop_team import CHEAP, PASSPHRASE, Clock, found, join, passphrase, put_in_motion
from support.relay_server import HERE, RelayThread
from support.terms import DAY, HOUR, MINUTE, START

SIZES = ((1280, 800), (1024, 640))
LARGE = ((1920, 1080),)
NOVEMBER = START + 327 * DAY + 8 * HOUR + 12 * MINUTE
"""A Tuesday morning, early enough for the half year of the example team to lie in one year."""
PATIENCE = 60
"""Seconds that anything may take on a busy machine."""
W = TypeVar("W", bound=QWidget)


class Who(Enum):
    """Whose home the window is opened on."""

    LEAD = auto()
    """Ada, an owner of the example team, half a year old."""
    OWNER = auto()
    """Ana of the little team: a request and a newcomer wait for her."""
    MEMBER = auto()
    """Ben, who has access to one key."""
    STRANGER = auto()
    """Eve, who has joined and was not let in yet."""
    FOUNDER = auto()
    """Alone in a team that was founded a minute ago."""
    BARE = auto()
    """A member to whom nothing was given yet."""
    NOBODY = auto()
    """A computer without a team."""


class Cast:
    """Everybody's homes, made once, and the time at which all scenes play."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._servers: list[RelayThread] = []
        team = found(folder / "little", NOVEMBER)
        put_in_motion(team)
        join(team, "Fay", Role.MEMBER, verified=True)
        self.invite = team.session("Ana").people.invite(Role.MEMBER, 7 * DAY).link
        link = team.session("Ana").people.invite(Role.MEMBER, 7 * DAY).link
        team.assembly("Eve").join(link, "Eve", passphrase()).close()
        team.close()
        self.now = team.clock()
        alone = Assembly(Home(folder / "alone"), clock=team.clock, cost=CHEAP)
        alone.found("Acme AI", "Ana", passphrase()).close()
        build_demo(folder / "lived", now=self.now, passphrase=passphrase(), cost=CHEAP)
        self.homes = {
            Who.LEAD: folder / "lived",
            Who.OWNER: team.folder / "ana",
            Who.MEMBER: team.folder / "ben",
            Who.STRANGER: team.folder / "eve",
            Who.BARE: team.folder / "fay",
            Who.FOUNDER: folder / "alone",
            Who.NOBODY: folder / "nothing",
        }

    def serve(self) -> RelayThread:
        """A team server with nothing in it, until everybody goes home."""
        state = self.folder / f"server{len(self._servers)}"
        state.mkdir(mode=0o700)
        given = {
            "KEYLEASE_RELAY_DATABASE": f"sqlite:///{state / 'team.db'}",
            "KEYLEASE_RELAY_LISTEN": f"{HERE}:0",
        }
        self._servers.append(RelayThread(read_settings({}, given), Clock(self.now)))
        return self._servers[-1]

    def close(self) -> None:
        """End the servers."""
        for server in self._servers:
            server.close()


@dataclass
class Sitting:
    """One app that was started for a scene, and what a person can do with it."""

    application: Application
    clock: Clock
    cast: Cast

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the app work until that is so. AssertionError if it never is."""
        end = monotonic() + PATIENCE
        while not until():
            assert monotonic() < end, "the scene never came about"
            QTest.qWait(10)

    def settle(self, milliseconds: int = 40) -> None:
        """Let the worker and the layouts come to rest."""
        QTest.qWait(milliseconds)
        self.wait(lambda: self.application.jobs.idle)
        QTest.qWait(milliseconds)

    def unlock(self) -> Workplace:
        """Type the passphrase, as a person does."""
        window = self.application.window
        QTest.keyClicks(window.locked.passphrase, PASSPHRASE)
        window.locked.unlock.click()
        self.wait(lambda: window.workplace is not None)
        self.settle()
        return self.workplace

    @property
    def workplace(self) -> Workplace:
        """The open team."""
        workplace = self.application.window.workplace
        assert workplace is not None
        return workplace

    @property
    def snapshot(self) -> Snapshot:
        """What is known of the team now."""
        snapshot = self.application.team.snapshot
        assert snapshot is not None
        return snapshot

    def go(self, place: Place, focus: str = "") -> QWidget:
        """Unlock where that was not done yet, and go there; the screen."""
        if self.application.window.workplace is None:
            self.unlock()
        self.workplace.context.navigator.go(place, focus)
        self.settle()
        return self.workplace.views[place].widget

    def key(self, name: str) -> str:
        """The id of a key."""
        return self.snapshot.key_named(name)

    def member(self, name: str) -> str:
        """The id of a person or a service."""
        return self.snapshot.member_named(name)

    def part(self, kind: type[W]) -> W:
        """The widget of that kind that is shown, once it is."""
        root = self.application.window

        def shown() -> list[W]:
            return [one for one in root.findChildren(kind) if one.isVisible()]

        self.wait(lambda: bool(shown()))
        self.settle()
        return shown()[-1]


Act = Callable[[Sitting], QMenu | None]
"""What brings a scene about. A menu that it returns is looked at instead of the window."""


@dataclass(frozen=True)
class Scene:
    """`speaks` a language other than English; `stretched` has texts of a much longer language."""

    name: str
    who: Who
    act: Act
    sizes: tuple[tuple[int, int], ...] = SIZES
    themes: tuple[Theme, ...] = (Theme.LIGHT, Theme.DARK)
    speaks: str = ""
    stretched: bool = False

    def german(self) -> "Scene":
        """The same in German, light and in the first size: it is about the texts."""
        return replace(
            self,
            name=f"german-{self.name}",
            speaks="de",
            sizes=SIZES[:1],
            themes=(Theme.LIGHT,),
        )

    def longer(self) -> "Scene":
        """The same in a language two thirds longer, in the smallest window."""
        return replace(
            self,
            name=f"stretched-{self.name}",
            stretched=True,
            sizes=SIZES[1:],
            themes=(Theme.LIGHT,),
        )


@dataclass
class Script:
    """The scenes of one kind, as they are written down."""

    scenes: list[Scene] = field(default_factory=list)

    def scene(self, name: str, who: Who = Who.LEAD) -> Callable[[Act], Act]:
        """Decorates what brings a scene about."""

        def written(act: Act) -> Act:
            self.scenes.append(Scene(name, who, act))
            return act

        return written
