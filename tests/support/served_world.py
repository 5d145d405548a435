"""Members at work at a relay that is served, each with a home of their own, by a clock to set.

    world = ServedWorld(tmp_path, "sqlite:///…" or "postgresql://…")
    ada = world.found()                    # as in `World`, but over real TLS to the real server
    world.stop(), world.start()            # the server, at the same address
    world.wait(HOUR)                       # the server does what is due meanwhile

The state folder is `world.state`: vault, certificate, claim.
"""

from contextlib import closing
from pathlib import Path

from keylease.client.session import Session
from keylease.model.events import RelayIdentity
from keylease.relay.desk import Desk
from keylease.relay.settings import read_settings
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.store.opening import open_store
from keylease.store.permissions import make_private_folder
from support.members import LONGEST_STEP, World, passphrase
from support.relay_server import HERE, RelayThread
from support.served_team import found_there


class ServedWorld(World):
    """Homes, and a server in a thread over that database."""

    def __init__(self, folder: Path, database: str) -> None:
        make_private_folder(folder / "people")
        super().__init__(folder / "people")
        self.database = database
        self.state = folder / "server"
        make_private_folder(self.state)
        self._port = 0
        self.start()

    def start(self) -> None:
        """Serve, where it was served before."""
        given = {
            "database": self.database,
            "listen": f"{HERE}:{self._port}",
            "state": str(self.state),
        }
        self.server = RelayThread(read_settings(given, {}), self.clock("relay"))
        self._port = self.server.port

    def stop(self) -> None:
        """Stop serving, in good order."""
        self.server.close()

    def end(self) -> None:
        """Close every session, and stop."""
        self.close()
        self.stop()

    @property
    def identity(self) -> RelayIdentity:
        """Key, address and pin of the server."""
        return self.server.identity

    @property
    def vault(self) -> Vault:
        """The server's keys, as another process sees them."""
        return Vault.open(self.state / "vault")

    def desk(self) -> tuple[Desk, Store]:
        """A desk of another process over the same store and vault; close the store."""
        store = open_store(self.database)
        return Desk(store, self.vault, self.clock("relay")), store

    def found(self, name: str = "Ada", team: str = "Acme") -> Session:
        """A new team of that person."""
        found_there(self.assembly(name), self, team, name, passphrase())
        return self.unlock(name)

    def wait(self, milliseconds: int) -> None:
        """Let time pass; what is due is done by another process over the same state."""
        desk, store = self.desk()
        with closing(store):
            while milliseconds > 0:
                step = min(milliseconds, LONGEST_STEP)
                self.now += step
                milliseconds -= step
                desk.sweep()
