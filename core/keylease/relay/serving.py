"""One relay process: a team's store and vault behind HTTPS, from its start to its orderly end.

    with RelayServer(settings, clock) as server:
        server.new_link()           # by which members find it
        server.run()                # until SIGTERM or SIGINT, or `server.stop()` in another thread

Several such processes may share a store and a state folder.
"""

import asyncio
import contextlib
import logging
import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from types import FrameType
from typing import Final, Self
from urllib.parse import urlsplit

import uvicorn
from starlette.types import ASGIApp

from keylease.crypto.pinning import pin_of
from keylease.errors import Code, KeyleaseError, StorageFailed, Usage
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret
from keylease.relay.address import reached_at
from keylease.relay.app import make_app
from keylease.relay.claim import Claim
from keylease.relay.desk import Desk
from keylease.relay.folder import StateFolder
from keylease.relay.gate import LARGEST_HEADERS, SECONDS_BETWEEN_REQUESTS, Door
from keylease.relay.limits import DEFAULT, Limits
from keylease.relay.listening import allow_files, listening_at
from keylease.relay.logs import Logged
from keylease.relay.posting import Post, channels
from keylease.relay.routes import Routes
from keylease.relay.settings import Settings
from keylease.relay.timing import Clock
from keylease.relay.vault import Vault
from keylease.relay.work import Work, broke
from keylease.store.base import Store
from keylease.store.opening import open_store
from keylease.wire.relay_link import write_relay_link

SECONDS_TO_END: Final = 10
"""How long requests under way may still take when the relay is told to stop."""
SECONDS_BETWEEN_SWEEPS: Final = 30.0
"""How often to look whether something is due: what came meanwhile may be due sooner."""
SECONDS_BETWEEN_SUMMARIES: Final = 60.0

log = logging.getLogger(__name__)


class RelayServer:
    """A relay that listens from the moment this returns, and answers while `run` runs.

    `clock` gives milliseconds UTC. Raises `StorageFailed`, and Usage for settings that do not work.
    """

    def __init__(self, settings: Settings, clock: Clock, *, limits: Limits = DEFAULT) -> None:
        self._settings = settings
        self._clock = clock
        ways = channels(settings)
        with ExitStack() as undo:
            allow_files(settings.connections)
            self._socket = undo.enter_context(listening_at(settings))
            self._folder = StateFolder(settings.state)
            self._folder.prepare(urlsplit(self._address()).hostname or settings.host, clock())
            self._tls = None if settings.proxy is not None else self._context()
            self._store: Store = undo.enter_context(open_store(settings.database))
            vault = Vault.open(self._folder.vault)
            self._claim = Claim(self._folder.path)
            self._desk = Desk(self._store, vault, clock, limits=limits, claim=self._claim)
            self.identity = RelayIdentity(
                key=vault.public, address=self._address(), pins=self._pins()
            )
            self._post = Post(ways)
            undo.callback(self._post.close)
            self._undo = undo.pop_all()
        self._server: _Server | None = None
        self._stopped = threading.Event()

    @property
    def is_waiting(self) -> bool:
        """Whether no team has come here yet."""
        return self._desk.is_waiting()

    @property
    def port(self) -> int:
        """Where it listens; of use where any free port was asked for."""
        return int(self._socket.getsockname()[1])

    @property
    def listening(self) -> frozenset[str]:
        """Ids of whoever waits for news at this moment."""
        server = self._server
        return frozenset() if server is None else server.routes.listening

    def new_link(self) -> str:
        """The link to this relay; while it waits for a team, with a new claim in it."""
        claim = Secret(self._claim.renew()) if self.is_waiting else None
        return write_relay_link(self.identity, claim)

    def run(self) -> None:
        """Serve until told to stop, and until what is under way by then has ended."""
        asyncio.run(self._serve())

    def stop(self) -> None:
        """Have `run` end, from any thread."""
        self._stopped.set()
        if self._server is not None:
            self._server.should_exit = True

    def close(self) -> None:
        """Let go of the socket and the store. Closing twice is nothing."""
        self._undo.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    async def _serve(self) -> None:
        work = Work(self._store)
        routes = Routes(self._desk, work, self._store, self._clock)
        app, logged = make_app(routes, self._clock, self._settings.proxy)
        settings = self._settings
        door = Door(
            settings.connections, settings.connections_per_address, self._tls, settings.proxy
        )
        self._server = _Server(_config(app, door), routes)
        self._server.should_exit = self._stopped.is_set()
        beside = [
            asyncio.create_task(_patrol(door, logged)),
            asyncio.create_task(self._sweep(work)),
            asyncio.create_task(self._tell(work)),
        ]
        log.info(
            "listening",
            extra={
                "address": self.identity.address,
                "pin": ", ".join(pin.hex() for pin in self.identity.pins) or None,
            },
        )
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            routes.news_of_store.close()
            work.close()
            log.info("stopped")

    async def _sweep(self, work: Work) -> None:
        """Do what is due, at the start and whenever something is."""
        due, told = 0, None
        while True:
            try:
                if self._clock() >= due:
                    await work.run(self._desk.sweep)
                due, told = await work.run(self._desk.next_due), None
            except KeyleaseError as error:
                due = 0
                if error.code is not told and error.code is not Code.E_NO_TEAM:
                    log.warning("cannot sweep", extra={"code": error.code.name})
                told = error.code
                if isinstance(error, StorageFailed) and broke(error):
                    await work.repair()
            left = max(0.2, (due - self._clock()) / 1000) if due else SECONDS_BETWEEN_SWEEPS
            await asyncio.sleep(min(left, SECONDS_BETWEEN_SWEEPS))

    async def _tell(self, work: Work) -> None:
        """Send notices, apart from the sweep, which may have to wait."""
        while self._post:
            with contextlib.suppress(KeyleaseError):  # the sweep says what is wrong
                self._post.send(await work.run(self._desk.take_notices))
            await asyncio.sleep(SECONDS_BETWEEN_SWEEPS)

    def _context(self) -> ssl.SSLContext:
        """TLS 1.3 and nothing older, with the certificate that was given or the relay's own."""
        settings = self._settings
        certificate = settings.certificate or self._folder.certificate
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.set_alpn_protocols(["http/1.1"])
        try:
            context.load_cert_chain(certificate, settings.key or self._folder.key, _no_password)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise Usage(
                Code.E_USAGE,
                f"{certificate} and its key cannot be used ({reason or type(error).__name__}). "
                "Give both as PEM, the key without a password.",
            ) from None
        return context

    def _address(self) -> str:
        if self._settings.address is not None:
            return self._settings.address
        return reached_at(self._settings.host, self.port)

    def _pins(self) -> tuple[bytes, ...]:
        if self._settings.proxy is not None:
            return ()
        given = self._settings.certificate
        chain = self._folder.own_certificate() if given is None else given.read_bytes()
        own = chain.decode("ascii", "replace").partition(ssl.PEM_FOOTER)[0] + ssl.PEM_FOOTER
        return (pin_of(ssl.PEM_cert_to_DER_cert(own[own.index(ssl.PEM_HEADER) :])),)


def _no_password() -> str:
    raise ValueError


def _config(app: ASGIApp, door: Door) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=door.connection,  # type: ignore[arg-type]  # it is called, never asked what it is
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=SECONDS_BETWEEN_REQUESTS,
        timeout_graceful_shutdown=SECONDS_TO_END,
        h11_max_incomplete_event_size=LARGEST_HEADERS,
    )


async def _patrol(door: Door, logged: Logged) -> None:
    """Each second cut off who is late; each minute say how many were turned away."""
    loop = asyncio.get_running_loop()
    told = loop.time()
    while True:
        await asyncio.sleep(1)
        door.look(loop.time())
        if loop.time() < told + SECONDS_BETWEEN_SUMMARIES:
            continue
        told = loop.time()
        counts = {**vars(door.turned), "unlogged": logged.unlogged}
        if any(counts.values()):
            log.warning("too many or too slow", extra=counts)
        door.turned.away = door.turned.slow = logged.unlogged = 0


class _Server(uvicorn.Server):
    """uvicorn's server, whose orderly end is no failure, and which answers who waits for news."""

    def __init__(self, config: uvicorn.Config, routes: Routes) -> None:
        super().__init__(config)
        self.routes = routes

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nobody in any more, answer who waits, end what is under way."""
        self.routes.news_of_store.end()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As told by a signal: uvicorn raises it again at its end, but to stop is no error."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self._told) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _told(self, number: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit  # told twice: at once
        self.should_exit = True
