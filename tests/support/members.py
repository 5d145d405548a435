"""Members at work: real homes and sessions over one embedded relay that can be made to lie.

    world = World(tmp_path)    # `memory=True`: stores in memory; `tls=True`: the relay behind TLS
                               # that can be cut; `served=True`: in the real server
    ada = world.found("Ada")
    bob = world.bring(ada, "Bob")                  # invited, joined, let in with words compared
    key = world.key(ada, "openai")                 # with a first value, in use
    grant = world.lend(ada, key, bob)
    world.relay(bob).lie(Truncated(by=2))          # what Bob is told from now on
    world.wait(HOUR)                               # everybody's clock, and the relay's

`world.skew["Bob"]` sets Bob's clock off, `world.skew["relay"]` the relay's.
"""

import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from msgspec import structs

from keylease.assembly import Assembly
from keylease.client.https import HttpsTransport
from keylease.client.keys import NewKey
from keylease.client.lending import Terms
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.client.transport import Transport
from keylease.crypto.passphrase import Cost
from keylease.errors import Code, KeyleaseError, Unreachable
from keylease.model.access import Append, Operation, Purpose
from keylease.model.base import GrantId, KeyId, MemberId
from keylease.model.events import RelayIdentity, type_of
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.limits import DEFAULT, Limits
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.store.memory import MemoryStore
from keylease.store.sqlite import SqliteStore
from keylease.wire.events import read_event
from keylease.wire.record import ValueRecord, new_record
from keylease.wire.requests import REQUEST
from support.certificates import certificate
from support.hostile_relay import HostileRelay, Lie
from support.lies import Forked, branch_of
from support.lying_server import OverServer
from support.terms import DAY, HOUR, OPEN_POLICY, START, PolicyTerms
from support.tls_relay import TlsRelay

CHEAP = Cost(1, 8)
PASSPHRASE = b"correct horse battery staple"
LONGEST_STEP = 6 * DAY
"""A relay that has signed nothing for a week asks what day it is."""


@dataclass(frozen=True)
class RiggedAssembly(Assembly):
    """An assembly whose every transport is a `HostileRelay`, honest until told otherwise."""

    relay_clock: Callable[[], int] = lambda: START
    limits: Limits = DEFAULT
    source: str = "local"
    lies: tuple[Lie, ...] = ()
    tls: bool = False
    served: bool = False

    def transport(self, relay: RelayIdentity) -> Transport:
        """The real desk over the real store and vault, and room for a lie before it."""
        if self.is_elsewhere(relay):
            return super().transport(relay)
        try:
            place = self.embedded(relay)
        except Unreachable:
            return super().transport(relay)
        if self.served:
            server = OverServer(place, self.relay_clock, self.limits, source=self.source)
            server.hostile.lie(*self.lies)
            return server
        store, vault = self.open_store(place.ledger), Vault.open(place.vault)
        desk = Desk(store, vault, self.relay_clock, limits=self.limits)
        hostile = HostileRelay(desk, store, vault, source=self.source)
        hostile.lie(*self.lies)
        return OverTls(hostile, self.home.path.with_suffix(".tls")) if self.tls else hostile


class OverTls:
    """The way to a hostile relay that stands behind TLS, at a certificate of its own."""

    def __init__(self, hostile: HostileRelay, folder: Path) -> None:
        self.hostile = hostile
        self.server = TlsRelay(hostile.exchange, certificate(), folder)
        self._way = HttpsTransport(self.server.identity(hostile.vault.public))
        self.pauses: Sequence[float] = (0.0, 0.01)
        self.exchange = self._way.exchange
        self.listen = self._way.listen
        self.hush = self._way.hush

    def close(self) -> None:
        """Both ends, and the relay's files."""
        self._way.close()
        self.server.close()
        self.hostile.close()


class Between:
    """A transport that does something before the next request of a kind goes on, or loses answers.

    `before` is called once, ahead of the next `Append` or whatever `kind` says; with `lose` that
    request arrives and is answered, but the answer is lost.
    """

    pauses = (0.0,)

    def __init__(
        self,
        session: Session,
        before: Callable[[], object] = lambda: None,
        *,
        kind: type[Operation] = Append,
        lose: int = 0,
    ) -> None:
        self._inner = session.connection.courier.transport
        self._before = before
        self._kind = kind
        self._lose = lose
        self._done = False
        session.connection.courier.transport = self

    def exchange(self, request: Signed) -> bytes:
        """The reply, late or lost."""
        wanted = isinstance(REQUEST.read(request.body).op, self._kind)
        if wanted and not self._done:
            self._done = True
            self._before()
        reply = self._inner.exchange(request)
        if wanted and self._lose:
            self._lose -= 1
            raise Unreachable(Code.E_UNREACHED)
        return reply

    listen = exchange

    def hush(self) -> None:
        """Nobody listens for long."""

    def close(self) -> None:
        """As any transport."""
        self._inner.close()


class World:
    """Several people's homes on one computer, and the relay in the founder's."""

    def __init__(
        self,
        folder: Path,
        *,
        memory: bool = False,
        tls: bool = False,
        served: bool = False,
        limits: Limits = DEFAULT,
        seed: int = 1,
    ) -> None:
        self.folder = folder
        self.now = START
        self.skew: defaultdict[str, int] = defaultdict(int)
        self.limits = limits
        self._memory = memory and not served  # what is in memory, no server can have
        self._tls = tls
        self.served = served
        self._stores: dict[Path, MemoryStore] = {}
        self._random = random.Random(seed)
        self._sessions: list[Session] = []
        self._branches: list[MemoryStore] = []

    # Time and chance

    def clock(self, name: str) -> Callable[[], int]:
        """The clock of somebody's computer, or of the relay."""
        return lambda: self.now + self.skew[name]

    def wait(self, milliseconds: int) -> None:
        """Let time pass; the relay is at work meanwhile."""
        while milliseconds > 0:
            step = min(milliseconds, LONGEST_STEP)
            self.now += step
            milliseconds -= step
            if self._sessions:
                self.relay(self._sessions[-1]).desk.sweep()

    def chance(self, count: int) -> bytes:
        """The next bytes of this world's seeded chance."""
        return self._random.randbytes(count)

    # Homes and sessions

    def home(self, name: str) -> Home:
        """Where somebody's teams lie."""
        return Home(self.folder / name.lower())

    def assembly(self, name: str, *lies: Lie, source: str = "local") -> RiggedAssembly:
        """What builds that person's sessions; the relay lies to them from the first word."""
        return RiggedAssembly(
            self.home(name),
            clock=self.clock(name),
            random=self.chance,
            client="test/1",
            cost=CHEAP,
            open_store=self._open_store,
            relay_clock=self.clock("relay"),
            limits=self.limits,
            source=source,
            lies=lies,
            tls=self._tls,
            served=self.served,
        )

    def _open_store(self, path: Path) -> Store:
        if not self._memory:
            return SqliteStore.open(path)
        if path not in self._stores or not path.exists():
            path.touch()
            self._stores[path] = MemoryStore()
        return self._stores[path]

    def close(self) -> None:
        """Close every session."""
        for session in self._sessions:
            session.close()
        self._sessions.clear()

    def kept(self, session: Session) -> Session:
        """Close it with the rest."""
        self._sessions.append(session)
        return session

    def branch(self, session: Session, *, until: int | None = None) -> Forked:
        """Another history for this member from here on, or from an earlier event on."""
        relay = self.relay(session)
        folder = self.folder / f"vault-{len(self._branches)}"
        shutil.copytree(relay.vault.folder, folder)
        (folder / "newest").unlink(missing_ok=True)
        store = branch_of(relay.store, until=until)
        self._branches.append(store)
        desk = Desk(store, Vault.open(folder), self.clock("relay"), limits=self.limits)
        return Forked({session.me}, desk, store)

    def relay(self, session: Session) -> HostileRelay:
        """The relay as this session sees it."""
        return hostile_relay(session)

    # People

    def found(self, name: str = "Ada", team: str = "Acme") -> Session:
        """A new team of that person."""
        return self.kept(self.assembly(name).found(team, name, passphrase()))

    def unlock(self, name: str) -> Session:
        """A further session of somebody."""
        return self.kept(self.assembly(name).unlock(passphrase()))

    def join(self, by: Session, name: str, role: Role = Role.MEMBER) -> Session:
        """Somebody who has joined by a link and is still pending."""
        link = by.people.invite(role, 7 * DAY).link
        return self.kept(self.assembly(name).join(link, name, passphrase()))

    def bring(
        self, by: Session, name: str, role: Role = Role.MEMBER, *, verified: bool = True
    ) -> Session:
        """Somebody new, let in; owners become so in a second step."""
        newcomer = self.join(by, name, Role.ADMIN if role is Role.OWNER else role)
        by.people.admit(newcomer.me, verified=verified)
        if role is Role.OWNER:
            by.people.set_role(newcomer.me, Role.OWNER)
        newcomer.refresh()
        return newcomer

    # Keys

    def environment(self, by: Session, name: str, **terms: Unpack[PolicyTerms]) -> str:
        """A new environment, open but for what is given."""
        return by.team.add_environment(name, structs.replace(OPEN_POLICY, **terms))

    def key(self, by: Session, name: str, environment: str = "development") -> KeyId:
        """A key with a first value, `sk-` and its name and `-1`, in use."""
        place = by.snapshot.environment_named(environment)
        return by.keys.add(NewKey(name, "openai", place), self.value(f"sk-{name}-1"))

    def value(self, text: str) -> ValueRecord:
        """A value as somebody pastes it."""
        return new_record(text, self.chance)

    def terms(self, *, lasts: int = HOUR, max_uses: int | None = None, reason: str = "") -> Terms:
        """Terms of a grant from now on."""
        return Terms(expires=self.now + lasts, max_uses=max_uses, reason=reason)

    def lend(
        self,
        by: Session,
        key: KeyId,
        to: Session | MemberId,
        *,
        lasts: int = HOUR,
        max_uses: int | None = None,
        reason: str = "",
    ) -> GrantId:
        """A grant from now on; its id."""
        member = to if isinstance(to, str) else to.me
        terms = self.terms(lasts=lasts, max_uses=max_uses, reason=reason)
        return by.lending.issue(key, [member], terms)[0]


def hostile_relay(session: Session) -> HostileRelay:
    """The relay as this session sees it, in process, behind TLS or in a server."""
    transport = session.connection.courier.transport
    relay = transport.hostile if isinstance(transport, OverTls | OverServer) else transport
    assert isinstance(relay, HostileRelay)
    return relay


def passphrase() -> Secret:
    """Everybody's passphrase."""
    return Secret(PASSPHRASE)


def read(session: Session, key: KeyId) -> str:
    """The value in use, opened to be copied."""
    return session.values.open(key, Purpose.COPY).value


def code_of(act: Callable[[], object]) -> Code:
    """The code with which an act is refused."""
    try:
        act()
    except KeyleaseError as error:
        return error.code
    raise AssertionError("it was not refused")


def said(session: Session) -> list[tuple[str, MemberId]]:
    """Type and author of every event that this member's copy holds, in order."""
    events = (read_event(entry.body) for entry in session.connection.replica.events())
    return [(type_of(event.data), event.author) for event in events]


def traces(session: Session) -> tuple[object, ...]:
    """Whatever an act could have left behind: the relay's store, and this member's copy."""
    relay = hostile_relay(session)
    with relay.store.read() as tx:
        kept = (tx.events(), tx.lines(), tx.releases())
    return (*kept, session.connection.replica.held())
