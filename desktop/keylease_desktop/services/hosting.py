"""Hosting the team from this computer: the relay that answers colleagues, as long as the app runs.

It needs nobody's identity, so it goes on while the window is locked. Whether it was on is
remembered, and at the next unlocking it begins again.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from keylease.client.address import is_remote
from keylease.errors import Code, KeyleaseError
from keylease.model.base import MemberId
from keylease_desktop.services.settings import Settings
from keylease_desktop.services.team import Failed, TeamService

if TYPE_CHECKING:
    from keylease.client.session import Session
    from keylease.client.snapshot import Snapshot
    from keylease.hosting import Hosting

REMEMBERED = "hosting"
LOOK_EVERY = 1_000
"""Milliseconds between two looks at who is connected."""
NEEDED = ("starlette", "uvicorn")


def can_host() -> bool:
    """Whether the packages that hosting takes are installed."""
    return all(find_spec(name) is not None for name in NEEDED)


class HostService(QObject):
    """The one team that this app hosts. `changed` when it begins, ends, or others are connected;
    `moved_house(str)` with the link, when colleagues know another address; `failed(KeyleaseError)`
    when it could not begin again.
    """

    changed = Signal()
    moved_house = Signal(str)
    failed = Signal(object)

    def __init__(
        self, team: TeamService, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._settings = settings
        self._hosting: Hosting | None = None
        self._ended: list[Hosting] = []
        self._hosted = ""
        self._shown: frozenset[MemberId] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def hosts(self, now: Snapshot) -> bool:
        """Whether this team is hosted at this moment."""
        return self._hosting is not None and self._hosted == _short(now)

    @property
    def is_taken(self) -> bool:
        """Whether any team is hosted: there is one at a time."""
        return self._hosting is not None

    @property
    def link(self) -> str:
        """By which whoever has joined before finds the hosted team; no secret."""
        return "" if self._hosting is None else self._hosting.link

    @property
    def connected(self) -> frozenset[MemberId]:
        """Whose app is open and waits for news over the network at this moment."""
        return frozenset() if self._hosting is None else self._hosting.listening

    def propose(self, then: Callable[[str], None]) -> None:
        """The address by which others likely reach this computer."""

        def work() -> str:
            from keylease.hosting import own_address  # it reads uvicorn, which is slow

            return own_address()

        self._team.aside(work, then)

    def begin(
        self,
        host: str,
        port: int,
        *,
        then: Callable[[], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Host the open team, and sign where it is. An empty host is this computer's own address.

        Refused(E_MOVED, E_ROLE), Usage(E_USAGE) where nobody can listen there.
        """
        assembly = self._team.assembly

        def work(session: Session) -> bool:
            from keylease.hosting import Hosting  # it reads uvicorn, which is slow

            known = session.snapshot.state.relay
            hosting = Hosting(assembly, session, host=host, port=port)
            try:
                hosting.announce(session)
            except BaseException:
                hosting.close()
                raise
            self._hosting, self._hosted = hosting, _short(session.snapshot)
            return is_remote(known.address) and known != hosting.identity

        def done(other: object) -> None:
            self._team.know_the_way()
            self._settings.set_name(REMEMBERED, f"{self._hosted} {port} {host}".rstrip())
            self._timer.start()
            self.changed.emit()
            if then is not None:
                then()
            if other:
                self.moved_house.emit(self.link)

        doing = self.tr("Beginning to host…")
        self._team.act(work, doing=doing, then=done, failed=failed or self.failed.emit)

    def resume(self) -> None:
        """Host the team that was just unlocked, if it was hosted when the app ended."""
        now = self._team.snapshot
        if now is None or self._hosting is not None or not can_host():
            return
        team, _, where = self._settings.name(REMEMBERED).partition(" ")
        port, _, host = where.partition(" ")
        if team == _short(now) and port.isdecimal() and int(port) <= 0xFFFF:
            self.begin(host, int(port), failed=self._not_again)

    def _not_again(self, error: KeyleaseError) -> None:
        if error.code is Code.E_MOVED:
            self._settings.set_name(REMEMBERED, "")  # it lives elsewhere now
        else:
            self.failed.emit(error)

    def end(self) -> None:
        """Answer nobody any more, and do not begin again."""
        hosting, self._hosting = self._hosting, None
        self._settings.set_name(REMEMBERED, "")
        self._timer.stop()
        self.changed.emit()
        if hosting is not None:
            self._ended.append(hosting)
            self._team.aside(hosting.close, lambda _: None)

    def close(self) -> None:
        """The app ends; at the next unlocking it begins again."""
        if self._hosting is not None:
            self._ended.append(self._hosting)
        self._hosting = None
        self._timer.stop()
        for hosting in self._ended:  # closing twice is nothing
            hosting.close()

    def _look(self) -> None:
        connected = self.connected
        if connected != self._shown:
            self._shown = connected
            self.changed.emit()


def _short(now: Snapshot) -> str:
    return now.state.team.hex()[:16]
