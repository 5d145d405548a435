"""A served relay changes the key above its release keys, and dies of it at every call.

    python serving.py WAY FOLDER MOST [URL]

WAY: `alone`, or `beside` a second process; or the disk fails from a call on, `full` or `failing`.

Preloaded with shim.c. A week has passed: a new outer key, all release keys wrapped anew; two hours
later the old one is destroyed. A real server in a process of its own does it, and is killed at a
call that changes a file of its state folder or its database, or sends a statement to PostgreSQL
(the database of URL); at each call, or at `MOST` of them evenly. Then another server over the same
folder and database, started afterwards or serving since before it was due, hands out every live
release key over TLS, and the right one.

Prints one JSON object: for each step how many calls were struck, how many died of it, and the
complaints, of which there must be none.
"""

import errno
import functools
import json
import logging
import mmap
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from faults.disk import ALL, KILL, Ack, Shim, complaint_of, in_child
from keylease.crypto.envelope import envelope_hash
from keylease.errors import StorageFailed
from keylease.model import access as a
from keylease.relay.serving import RelayServer
from keylease.relay.settings import read_settings
from keylease.relay.sweep import Swept
from keylease.wire.canonical import encode
from keylease.wire.requests import REPLY
from support.relay_harness import RelayHarness, expect, opening
from support.relay_server import HERE, Reached
from support.terms import DAY, HOUR

FAULTS = {"full": errno.ENOSPC, "failing": errno.EIO}
QUIET = 0.5
"""Seconds without a call after which a server that has looked what is due is through."""


class Kept:
    """All that a relay keeps, folder and database, put back as it was for every death."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder / "relay"
        self.url = url
        self._copy = folder / "copy"
        self.server = str(conninfo_to_dict(url)["host"]) if url else ""

    def keep(self) -> None:
        """As it is now."""
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self.folder, self._copy)
        if self.url:
            self._copy_database(self._name, f"{self._name}_kept")

    def put_back(self) -> None:
        """As it was then."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._copy, self.folder)
        if self.url:
            self._copy_database(f"{self._name}_kept", self._name)

    @property
    def _name(self) -> str:
        return str(conninfo_to_dict(self.url)["dbname"])

    def _copy_database(self, source: str, target: str) -> None:
        beside = make_conninfo(self.url, dbname="postgres")
        with psycopg.connect(beside, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {target} TEMPLATE {source}".encode())


class Rotation:
    """A team with three live grants behind a relay whose next change of the outer key is due."""

    def __init__(self, folder: Path, url: str) -> None:
        self.kept = Kept(folder, url)
        self.relay = RelayHarness(folder, sqlite=not url, url=url)
        team = self.relay.team
        key, expires = team.key(), self.relay.now + 60 * DAY
        self.grants = [team.grant(key, team.ana, expires=expires) for _ in range(3)]
        self.relay.store.close()
        self.kept.keep()
        self._clock = mmap.mmap(-1, 8)  # of all processes that are forked from here

    def set_clock(self, now: int) -> None:
        """What time it is for every server, and for whoever asks them."""
        self._clock[:] = now.to_bytes(8, "big")
        self.relay.now = now

    def now(self) -> int:
        """What time it is."""
        return int.from_bytes(self._clock[:], "big")

    def server(self) -> RelayServer:
        """The relay as `keylease relay serve` makes it, by the harness's clock."""
        given = {
            "database": self.relay.url,
            "listen": f"{HERE}:0",
            "state": str(self.kept.folder),
        }
        return RelayServer(read_settings(given, {}), self.now)

    def require_all_open(self, port: int) -> None:
        """Whoever was granted something gets it from the relay at that port."""
        reached, team = Reached(), self.relay.team
        reached.port = port
        for grant in self.grants:
            request = self.relay.sign(team.ana, opening(grant))
            reply = REPLY.read(reached.post("/v1/ask", encode(request)).body)
            released = expect(a.Released, reply)
            blob = team.blobs[envelope_hash(released.envelope)]
            assert released.release == blob.release

    def require_whole(self) -> None:
        """No release key is under an outer key that is gone, and the change comes to its end."""
        self.relay.restart()
        try:
            for _ in range(2):
                with self.relay.store.read() as tx:
                    rows = tx.releases()
                assert len(rows) == len(self.grants)
                assert all(self.relay.vault.holds(row.kek) for row in rows)
                self.relay.desk.sweep()
            newest = self.relay.vault.current(self.relay.now)
            with self.relay.store.read() as tx:
                assert {row.kek for row in tx.releases()} == {newest.name}
            assert newest.number == 2, "it was changed twice"
        finally:
            self.relay.store.close()


@contextmanager
def running(rotation: Rotation) -> Iterator[int]:
    """A server in a process of its own, at the port yielded; it has to end in good order."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with rotation.server() as server:
                os.write(writing, b"%d\n" % server.port)
                server.run()
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        port = int(pipe.readline())
        try:
            wait_until_it_has_looked(port)
            yield port
        finally:
            os.kill(child, signal.SIGTERM)
            ended = os.waitpid(child, 0)[1]
    assert ended == 0, f"the other server ended by {ended}"


def wait_until_it_has_looked(port: int) -> None:
    """Until a server that has just started has done what is due."""
    reached = Reached()
    reached.port = port
    while reached.get("/ready").status != 200:
        time.sleep(0.02)
    time.sleep(QUIET / 2)


def serve(rotation: Rotation, shim: Shim, at: int, fault: int, ack: Ack) -> None:
    """Serve until nothing is due any more; `at` is the call that kills, 0: none.

    With a `fault` that call fails by this errno, and so do all after it, and the server goes on.
    """
    shim.arm(rotation.kept.folder, ALL, at, 0 if fault else 1, fault)
    try:
        serve_until_quiet(rotation, shim)
    except StorageFailed:  # it could not even begin
        if not fault:
            raise
    ack(shim.count())


def serve_until_quiet(rotation: Rotation, shim: Shim) -> None:
    """Let a server do what is due, and stop it in good order."""
    with rotation.server() as server:
        looked, sweep = threading.Event(), server._desk.sweep

        def sweep_and_tell() -> Swept:
            try:
                return sweep()
            finally:
                looked.set()

        server._desk.sweep = sweep_and_tell  # type: ignore[method-assign]
        thread = threading.Thread(target=server.run)
        thread.start()
        looked.wait()
        before = -1
        while before != (before := shim.count()):
            time.sleep(QUIET)
        server.stop()
        thread.join()


def die_at_each(rotation: Rotation, shim: Shim, wait: int, way: str, most: int) -> dict[str, Any]:
    """The server's deaths in the step of the change that is due after that wait."""
    before = rotation.relay.now
    rotation.set_clock(before + wait)
    rotation.kept.put_back()
    _, calls, complaints = in_child(functools.partial(serve, rotation, shim, 0, KILL))
    died = 0
    struck = range(1, calls + 1, max(1, -(-calls // most)))
    for at in struck:
        rotation.kept.put_back()
        work = functools.partial(serve, rotation, shim, at, FAULTS.get(way, KILL))
        if way == "beside":
            rotation.set_clock(before)
            with running(rotation) as port:
                rotation.set_clock(before + wait)
                status, _, said = in_child(work)
                said += complaint_of(functools.partial(rotation.require_all_open, port))
        else:
            status, _, said = in_child(work)
            with running(rotation) as port:
                said += complaint_of(functools.partial(rotation.require_all_open, port))
        said += complaint_of(rotation.require_whole)
        died += os.WIFSIGNALED(status)
        complaints += [f"at call {at}: {word}" for word in said]
    rotation.kept.keep()
    return {"struck": len(struck), "died": died, "complaints": complaints[:5]}


def main() -> None:
    way, folder, most, *url = sys.argv[1:]
    logging.disable()
    shim = Shim()
    rotation = Rotation(Path(folder), *(url or [""]))
    if way not in FAULTS:  # a disk that fails is the folder's; the database has one of its own
        shim.serve(rotation.kept.server)
    found = [die_at_each(rotation, shim, wait, way, int(most)) for wait in (7 * DAY, 2 * HOUR)]
    print(json.dumps({"steps": found}))


if __name__ == "__main__":
    main()
