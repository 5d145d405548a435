"""Where the team lives: what that means, hosting it from here, moving it away."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.address import is_remote, shown
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError, Unreachable
from keylease.model.roles import Role
from keylease_desktop.presenters import when
from keylease_desktop.presenters.frame import is_in
from keylease_desktop.services.hosting import HostService
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone

A_HOST = re.compile(r"[0-9A-Za-z.:-]{0,253}")
PORTS = range(1, 0x10000)


def _tr(text: str) -> str:
    return QCoreApplication.translate("team_server", text)


class Lives(Enum):
    """Where the relay runs."""

    HERE = auto()
    """In this app; colleagues on other computers reach nothing."""
    HOSTED = auto()
    """In this app, which answers colleagues over the network."""
    SILENT = auto()
    """In this app, which colleagues know an address of and do not reach at present."""
    BESIDE = auto()
    """In the folder of somebody else on this computer."""
    AWAY = auto()
    """On a server."""


@dataclass(frozen=True)
class TeamServer:
    """What Settings say of it. `facts` are captions with what they say; `connected` is known only
    while it is hosted here.
    """

    lives: Lives
    title: str
    text: str
    tone: Tone
    facts: tuple[tuple[str, str], ...]
    may_host: bool
    may_move: bool


def fingerprint(pin: str) -> str:
    """A certificate's pin, in groups that can be compared by eye, on two lines."""
    groups = [pin[at : at + 8] for at in range(0, len(pin), 8)]
    half = len(groups) // 2
    return "\n".join((" ".join(groups[:half]), " ".join(groups[half:])))


def team_server(now: Snapshot, lives: Lives, connected: int) -> TeamServer:
    """Where the team lives, for whoever looks."""
    is_here = lives in (Lives.HERE, Lives.HOSTED, Lives.SILENT)
    is_owner = is_in(now) and now.self.role is Role.OWNER and now.frozen is None
    title, text, tone = _words(now, lives)
    return TeamServer(
        lives=lives,
        title=title,
        text=text,
        tone=tone,
        facts=_facts(now, lives, connected),
        may_host=is_here and is_owner,
        may_move=is_here and is_owner,
    )


def _words(now: Snapshot, lives: Lives) -> tuple[str, str, Tone]:
    no_referee = _tr(
        "Record and time limits protect against mistakes here, not against a person who can read "
        "this computer's files."
    )
    address = now.state.relay.address
    match lives:
        case Lives.HERE:
            text = _tr("Colleagues on other computers cannot reach it. {}")
            return _tr("On this computer only"), text.format(no_referee), Tone.MUTED
        case Lives.HOSTED:
            text = _tr("A trial: while this computer sleeps or Keylease is closed, colleagues "
                       "reach nothing. Locking does not end it. {}")  # fmt: skip
            return _tr("Hosted from this computer"), text.format(no_referee), Tone.MUTED
        case Lives.SILENT:
            text = _tr("Colleagues look for the team at {} and find nobody there: host it again, "
                       "or move it to a team server.")  # fmt: skip
            title = _tr("On this computer, and not hosted now")
            return title, text.format(shown(address)), Tone.WARNING
        case Lives.BESIDE:
            return _tr("On this computer, with somebody else"), no_referee, Tone.MUTED
        case Lives.AWAY:
            text = _tr("Time limits and the record are kept there. Whoever runs it could, together "
                       "with a recipient, hand out a key late or without a record; they can read "
                       "no value, add nobody and forge no access.")  # fmt: skip
            return _tr("On a team server"), text, Tone.MUTED


def _facts(now: Snapshot, lives: Lives, connected: int) -> tuple[tuple[str, str], ...]:
    address, pins = now.state.relay.address, now.state.relay.pins
    facts = []
    if is_remote(address):
        facts.append((_tr("Address"), address))
        pinned = "\n".join(fingerprint(pin.hex()) for pin in pins)
        facts.append((_tr("Certificate"), pinned or _tr("by the system's trust, not pinned")))
    else:
        facts.append((_tr("Folder"), address.removeprefix("file://")))
    if lives is Lives.HOSTED:
        facts.append((_tr("Connected"), _colleagues(connected)))
    facts.append((_tr("Newest entry"), when.full(now.checked)))
    return tuple(facts)


def _colleagues(number: int) -> str:
    if not number:
        return _tr("nobody at this moment")
    return when.counted(number, _tr("{} colleague now"), _tr("{} colleagues now"))


class Ended(Enum):
    """How a move has ended that was not refused."""

    MOVED = auto()
    SIGNED = auto()
    """The owner's word is given; the new server has not heard it yet, and will by itself."""
    STOPPED = auto()


class _Stop(Exception):
    """Leaves a move between two of its parts; nothing has changed by then."""


class TeamServerPresenter(QObject):
    """`shown(TeamServer)` when there is something new to show. `begun()`, `ended(Ended)` and
    `refused(str)` of hosting and moving, for the dialog that asked.
    """

    shown = Signal(object)
    begun = Signal()
    ended = Signal(object)
    refused = Signal(str)

    def __init__(
        self, team: TeamService, hosting: HostService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.team = team
        self.hosting = hosting
        self._stop = Event()
        team.snapshot_changed.connect(self.show)
        hosting.changed.connect(self.show)

    def lives(self, now: Snapshot) -> Lives:
        """Where the relay runs, as far as this computer can tell."""
        relay = now.state.relay
        if self.team.assembly.lives_here(relay):
            if self.hosting.hosts(now):
                return Lives.HOSTED
            return Lives.SILENT if is_remote(relay.address) else Lives.HERE
        return Lives.AWAY if is_remote(relay.address) else Lives.BESIDE

    def show(self, _changed: object = None) -> None:
        """Tell what is so now."""
        now = self.team.snapshot
        if now is not None:
            connected = len(self.hosting.connected - {now.me})
            self.shown.emit(team_server(now, self.lives(now), connected))

    # Hosting -----------------------------------------------------------------------------------

    def host(self, host: str, port: str) -> None:
        """Host the team at that address, which has to be one of this computer's."""
        host = host.strip().removeprefix("https://").strip("[]")
        if not host or not A_HOST.fullmatch(host):
            self.refused.emit(_tr("Give a name or an address of this computer, like 192.168.1.20."))
            return
        if not port.strip().isdecimal() or int(port) not in PORTS:
            self.refused.emit(_tr("A port is a number from 1 to 65535, as a rule above 1023."))
            return

        def refused(error: KeyleaseError) -> None:
            self.refused.emit(why_not_hosted(error, host, port))

        self.hosting.begin(host, int(port), then=self.begun.emit, failed=refused)

    # Moving ------------------------------------------------------------------------------------

    def move(self, link: str, part: str) -> None:
        """Move the team to the server that gave out the link. `part` says of each part that it has
        arrived; `{}` in it is its number.
        """
        stop = self._stop = Event()
        assembly, told = self.team.assembly, self.team.busy_changed.emit

        def arrived(number: int) -> None:
            if stop.is_set():
                raise _Stop
            told(part.format(number))

        def work(session: Session) -> Ended:
            from keylease.relocation import destination, move  # seldom needed

            relay = destination(link).relay
            try:
                move(assembly, session, link, arrived)
            except _Stop:
                return Ended.STOPPED
            except Unreachable:
                if session.connection.snapshot.state.relay.key != relay.key:
                    raise
                return Ended.SIGNED
            return Ended.MOVED

        def done(ended: Ended) -> None:
            if ended is Ended.MOVED:
                self.team.know_the_way()
            self.ended.emit(ended)

        def refused(error: KeyleaseError) -> None:
            self.refused.emit(why_not_moved(error))

        doing = _tr("Asking the new server…")
        self.team.act(work, doing=doing, then=done, failed=refused)

    def stop(self) -> None:
        """Do not go on with a move, unless the owner's word is given already."""
        self._stop.set()


def why_not_hosted(error: KeyleaseError, host: str, port: str) -> str:
    """In the words of the dialog."""
    if error.code is Code.E_USAGE:
        text = _tr("This computer cannot answer at {}, port {}. Take another port, or another "
                   "address of this computer.")  # fmt: skip
        return text.format(host, port)
    if error.code is Code.E_VALUE:
        return _only_here()
    return refusal(error)


def _only_here() -> str:
    return _tr("Colleagues reach the team at another address now, and at this one only this "
               "computer would. Take one that they reach.")  # fmt: skip


def why_not_moved(error: KeyleaseError) -> str:
    """In the words of the dialog."""
    texts = {
        Code.E_VALUE: _only_here(),
        Code.E_TEAM_EXISTS: _tr("Another team lives on that server already, and it takes one only. "
                                "Start another server, and paste its link."),
        Code.E_PIN: _tr("Another server answers at this address: its certificate is not the one in "
                        "the link. Nothing was sent. Copy the link anew from the server."),
        Code.E_UNREACHED: _tr("The server was not reached, and nothing has changed here. See that "
                              "it runs and that its address can be reached from this computer; "
                              "what has arrived there is not sent twice."),
    }  # fmt: skip
    return texts.get(error.code) or refusal(error)
