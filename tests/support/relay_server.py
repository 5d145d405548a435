"""The real relay over real TLS: `keylease relay serve` in a process, or its server in a thread.

    with RelayProcess(tmp_path) as relay:          # an empty store in tmp_path/relay/team.db
        relay.identity                             # key, address with the port it got, pin
        relay.desk()                               # a desk over the same store: to found a team
        relay.get("/health"), relay.post("/v1/ask", body)
        relay.stop(), relay.lines                  # exit status; what it logged

    relay = ServedHarness(tmp_path)                # a RelayHarness whose requests go over TLS to a
    relay.close()                                  # server in a thread, by the harness's clock

Both know no difference between who asks from 127.0.0.1 and who from 127.0.0.2 but the address.
"""

import contextlib
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from keylease.model import access as a
from keylease.model.events import RelayIdentity
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.limits import DEFAULT, Limits
from keylease.relay.serving import RelayServer
from keylease.relay.settings import Settings, read_settings
from keylease.relay.timing import Clock
from keylease.relay.vault import Vault
from keylease.store.permissions import make_private_folder
from keylease.store.sqlite.store import SqliteStore
from keylease.wire.canonical import encode
from keylease.wire.relay_link import read_relay_link
from keylease.wire.requests import REPLY
from support.relay_harness import RelayHarness

HERE = "127.0.0.1"
ELSEWHERE = "192.0.2.7"
"""Where a harness asks from unless it is told otherwise; over a network one asks from here."""
PATIENCE = 60.0
"""Seconds for anything to come about, on a machine with other things to do."""
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Got:
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The code of the refusal in it."""
        reply = REPLY.read(self.body)
        assert isinstance(reply, a.Refusal), reply
        return reply.code


def trusting() -> ssl.SSLContext:
    """TLS 1.3 to whoever answers; the pin is another test's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Reached:
    """A relay at a port of this computer, and the ways to it."""

    host: str = HERE
    port: int

    @contextlib.contextmanager
    def connection(self, source: str | None = None) -> Iterator[http.client.HTTPSConnection]:
        """A connection, from that address if one is given, kept for several requests."""
        link = http.client.HTTPSConnection(
            self.host,
            self.port,
            context=trusting(),
            timeout=PATIENCE,
            source_address=None if source is None else (source, 0),
        )
        try:
            yield link
        finally:
            link.close()

    @contextlib.contextmanager
    def raw(self, source: str = HERE) -> Iterator[ssl.SSLSocket]:
        """TLS from that address, and nothing said yet."""
        plain = socket.create_connection((self.host, self.port), PATIENCE, (source, 0))
        with contextlib.closing(trusting().wrap_socket(plain)) as secured:
            yield secured

    def get(self, path: str, source: str | None = None) -> Got:
        """What a GET brings."""
        with self.connection(source) as link:
            return ask(link, "GET", path)

    def post(
        self,
        path: str,
        body: bytes,
        headers: Mapping[str, str] = JSON,
        source: str | None = None,
    ) -> Got:
        """What a POST brings."""
        with self.connection(source) as link:
            return ask(link, "POST", path, body, headers)


def ask(
    link: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] = JSON,
) -> Got:
    """One request over a connection, and its answer."""
    link.request(method, path, body, dict(headers))
    answer = link.getresponse()
    return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())


def answer(wire: socket.socket) -> bytes:
    """All that comes until the other end closes."""
    wire.settimeout(PATIENCE)
    parts = []
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while part := wire.recv(65536):
            parts.append(part)
    return b"".join(parts)


class RelayProcess(Reached):
    """`keylease relay serve` over `folder/relay/team.db`, on a free port, until it is stopped."""

    def __init__(
        self, folder: Path, *options: str, environ: Mapping[str, str] | None = None
    ) -> None:
        make_private_folder(folder / "relay")
        self.folder = folder / "relay"
        self.database = self.folder / "team.db"
        self._log = folder / "relay.log"
        command = [sys.executable, "-m", "keylease", "relay", "serve", *options]
        given = {
            "KEYLEASE_RELAY_DATABASE": f"sqlite:///{self.database}",
            "KEYLEASE_RELAY_LISTEN": f"{HERE}:0",
            **(environ or {}),
        }
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env={**os.environ, **given}, stdout=subprocess.PIPE, stderr=log
            )
        assert self.process.stdout is not None
        self.link = self.process.stdout.readline().decode().strip()
        assert self.link, self._log.read_text()
        named, _, _ = self.link.partition("#")
        self.identity: RelayIdentity = read_relay_link(named)
        self.port = int(self.identity.address.rpartition(":")[2])
        self._wait_until_it_answers()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What it has logged until now."""
        return [json.loads(line) for line in self._log.read_text().splitlines()]

    def desk(self) -> tuple[Desk, SqliteStore]:
        """A desk over its store and vault, by this computer's clock; close the store."""
        store = SqliteStore.open(self.database)
        return Desk(store, Vault.open(self.folder / "vault"), milliseconds), store

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to stop; its exit status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """Have it die at once."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        if self.process.poll() is None:
            self.kill()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError):
                if self.get("/health").status == 200:
                    return
            assert self.process.poll() is None, self._log.read_text()
            assert time.monotonic() < until, self._log.read_text()
            time.sleep(0.05)


class RelayThread(Reached):
    """The server in a thread of this process, by a clock and limits of the test's own."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        limits: Limits = DEFAULT,
        *,
        make: type[RelayServer] = RelayServer,
    ) -> None:
        self.server = make(settings, clock, limits=limits)
        self.port = self.server.port
        self.identity = self.server.identity
        self._thread = threading.Thread(target=self.server.run, name="relay server")
        self._thread.start()

    def close(self) -> None:
        """Stop it in good order."""
        self.server.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        self.server.close()


class ServedHarness(RelayHarness):
    """A founded team behind the real server; the harness's clock is the relay's."""

    def __init__(
        self, folder: Path, *, limits: Limits = DEFAULT, seed: int = 1, **environ: str
    ) -> None:
        super().__init__(folder, sqlite=True, limits=limits, seed=seed)
        given = {
            "KEYLEASE_RELAY_DATABASE": f"sqlite:///{self.database}",
            "KEYLEASE_RELAY_LISTEN": f"{HERE}:0",
            **{f"KEYLEASE_RELAY_{name.upper()}": value for name, value in environ.items()},
        }
        self.served = RelayThread(read_settings({}, given), lambda: self.now, limits)
        self._links: dict[tuple[str, int], http.client.HTTPSConnection] = {}

    def hand_in(self, request: Signed, source: str = HERE) -> a.AnyReply:
        """What comes back over TLS, read as a client would."""
        reply: a.AnyReply = REPLY.read(self.send(request, source).body)
        return reply

    def send(self, request: Signed, source: str = HERE, path: str = "/v1/ask") -> Got:
        """The HTTP answer to a request, over a connection that is kept, one for each thread."""
        source = HERE if source == ELSEWHERE else source
        mine = (source, threading.get_ident())
        for _ in range(2):
            link = self._links.get(mine)
            if link is None:
                context = trusting()
                link = self._links[mine] = http.client.HTTPSConnection(
                    HERE, self.served.port, context=context, timeout=60, source_address=(source, 0)
                )
            try:
                return ask(link, "POST", path, encode(request))
            except (http.client.RemoteDisconnected, ConnectionError):
                self._links.pop(mine).close()
        raise AssertionError("the relay hung up twice")

    def close(self) -> None:
        """Everything, in good order."""
        for link in self._links.values():
            link.close()
        self.served.close()
        self.store.close()


def milliseconds() -> int:
    """This computer's clock."""
    return time.time_ns() // 1_000_000
