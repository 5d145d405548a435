"""Several relay processes that are one relay: one database, one state folder, one address.

    with Cluster() as cluster, Fleet(folder, cluster.team(), 3) as fleet:
        fleet.identity                      # with the balancer's address: all that members know
        fleet.desk()                        # a desk over the same store: to found a team
        fleet.kill(1), fleet.start(1)       # `kill -9`, and back again
        fleet.cut(2), fleet.mend(2)         # the network between members and that relay

With `apart` each relay has a network of its own, and the cut is one of a cable; else the balancer
lets nothing through. The way to the database stays. With a `clock` the relays go by the time that
is written in that file, and look all the while whether something is due.
"""

import itertools
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from http.client import HTTPException
from pathlib import Path
from typing import Final, Self

from keylease.model.events import RelayIdentity
from keylease.relay.desk import Desk
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.store.opening import open_store
from keylease.store.permissions import make_private_folder
from keylease.wire.relay_link import read_relay_link
from support.balancer import Balancer, Place
from support.namespaces import Namespace
from support.relay_server import PATIENCE, Reached, milliseconds

PORT: Final = 8443
_PORTS = itertools.count(PORT)
_BY_CLOCK: Final = """
import sys
from pathlib import Path
from keylease.cli import main
from keylease.cli.call import Surroundings
from keylease.relay import serving
serving.SECONDS_BETWEEN_SWEEPS = 0.1
clock = Path(sys.argv[1])
sys.exit(main(sys.argv[2:], Surroundings(clock=lambda: int(clock.read_text()))))
"""


class Fleet:
    """So many relays, all of them answering when this returns."""

    def __init__(
        self,
        folder: Path,
        database: str,
        count: int,
        *,
        apart: bool = False,
        state: Path | None = None,
        clock: Path | None = None,
    ) -> None:
        make_private_folder(folder / "relay")
        self._folder = folder / "relay"
        self._state = state or self._folder / "state"
        self._program = ["-m", "keylease"] if clock is None else ["-c", _BY_CLOCK, str(clock)]
        self._database = database
        with ExitStack() as undo:
            self._balancer = undo.enter_context(Balancer())
            self._apart = [undo.enter_context(Namespace(n)) for n in range(count if apart else 0)]
            self.places = [self._place(n) for n in range(count)]
            self._running: list[subprocess.Popen[bytes] | None] = [None] * count
            undo.callback(self._end)
            for number in range(count):  # the first makes key and certificate for all
                self.start(number)
            self.identity: RelayIdentity = read_relay_link(self._link)
            self._balancer.places.extend(self.places)
            self._undo = undo.pop_all()

    def _place(self, number: int) -> Place:
        """Where a relay listens. An address of this process alone, so that no port is taken."""
        if self._apart:
            return self._apart[number].host, PORT
        high, low = divmod(os.getpid() % 2**16, 256)
        return f"127.77.{high}.{low}", next(_PORTS)

    def start(self, number: int) -> None:
        """Start that relay, and wait until it answers."""
        host, port = self.places[number]
        settings = {
            "DATABASE": self._database,
            "STATE": str(self._state),
            "LISTEN": f"{host}:{port}",
            "ADDRESS": self._balancer.address,
        }
        given = {f"KEYLEASE_RELAY_{name}": value for name, value in settings.items()}
        inside = self._apart[number].inside if self._apart else []
        log = self._folder / f"{number}.log"
        with log.open("ab") as kept:
            process = subprocess.Popen(
                [*inside, sys.executable, *self._program, "relay", "serve"],
                env={**os.environ, **given},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=kept,
            )
        self._running[number] = process
        assert process.stdout is not None
        self._link = process.stdout.readline().decode().strip().partition("#")[0]
        process.stdout.close()
        assert self._link, log.read_text()
        self._wait_until_it_answers(number)

    def kill(self, number: int) -> None:
        """Have it die at once."""
        process, self._running[number] = self._running[number], None
        assert process is not None
        process.kill()
        process.wait(PATIENCE)

    def cut(self, number: int) -> None:
        """Nothing passes any more between members and that relay."""
        if self._apart:
            self._apart[number].cut()
        else:
            self._balancer.cut.add(self.places[number])

    def mend(self, number: int) -> None:
        """The way is free again."""
        if self._apart:
            self._apart[number].mend()
        else:
            self._balancer.cut.discard(self.places[number])

    def identity_of(self, number: int) -> RelayIdentity:
        """The same relay, reached at that one process."""
        host, port = self.places[number]
        address = f"https://{host}:{port}"
        return RelayIdentity(key=self.identity.key, address=address, pins=self.identity.pins)

    def desk(self) -> tuple[Desk, Store]:
        """A desk over store and vault, by this computer's clock; close the store."""
        store = open_store(self._database)
        return Desk(store, Vault.open(self._state / "vault"), milliseconds), store

    def log(self, number: int) -> str:
        """What that relay has logged."""
        return (self._folder / f"{number}.log").read_text()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self._undo.close()

    def _end(self) -> None:
        for number, process in enumerate(self._running):
            if process is not None:
                self.kill(number)

    def _wait_until_it_answers(self, number: int) -> None:
        relay = Reached()
        relay.host, relay.port = self.places[number]
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if relay.get("/health").status == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.05)
        raise AssertionError(self.log(number))
