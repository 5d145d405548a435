"""Rows 9 and 10: appends to PostgreSQL, and audited releases by a relay that runs, over TLS."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.load import Load
from benchmarks.rows import Row
from keylease.crypto.signing import SignatureType, verify
from keylease.model.signed import Signed
from keylease.store.base import Store
from keylease.store.opening import open_store
from keylease.wire.canonical import encode
from support.postgres import Cluster
from support.relay_harness import RelayHarness, opening
from support.relay_server import RelayProcess, milliseconds
from support.terms import Person

MEMBERS = 64
TESTS = Path(__file__).parents[1]
AMOUNTS = {1: 800, 8: 3_000, 64: 6_000}
"""Requests for so many connections: an address and a member may send some thousand a minute."""
ROUNDS = 3
GOAL, GOAL_MS = 0.25, 50


class Team(RelayHarness):
    """A founded team in any database, with a grant for each of its members."""

    def __init__(self, folder: Path, url: str) -> None:
        self._url = url
        super().__init__(folder, now=milliseconds())
        team = self.team
        key = team.key()
        people = [team.member(f"Member {number}") for number in range(MEMBERS)]
        self.grants: list[tuple[Person, str]] = [(one, team.grant(key, one)) for one in people]

    def _open(self) -> Store:
        return open_store(self._url)

    def openings(self, count: int) -> list[Signed]:
        """Signed just now, by one member after the other."""
        self.now = milliseconds()
        turns = (self.grants[turn % MEMBERS] for turn in range(count))
        return [self.sign(person, opening(grant)) for person, grant in turns]


@dataclass
class Relays:
    """Relay processes at one database, and the team that is served."""

    name: str
    team: Team
    ports: list[int]

    def put_on(self, folder: Path, connections: int) -> Load:
        """Open so often over so many connections; every answer is a key."""
        bodies = [encode(one) for one in self.team.openings(AMOUNTS[connections])]
        return put_on(folder, bodies, self.ports, connections)


def put_on(folder: Path, bodies: list[bytes], ports: list[int], connections: int) -> Load:
    """What a generator in a process of its own measures."""
    file = folder / "requests"
    file.write_bytes(msgspec.msgpack.encode(bodies))
    command = [sys.executable, "-m", "benchmarks.load", str(file), ",".join(map(str, ports))]
    ended = subprocess.run(
        [*command, str(connections)],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    load = msgspec.json.decode(ended.stdout, type=Load)
    assert load.answers == {"200": len(bodies)}, load.answers
    return load


@contextmanager
def relays(folder: Path, name: str, url: str, count: int) -> Iterator[Relays]:
    """So many processes that serve a team, founded there."""
    folder.mkdir()
    team = Team(folder, url)
    given = {"KEYLEASE_RELAY_DATABASE": url, "KEYLEASE_RELAY_STATE": str(folder / "relay")}
    with ExitStack() as undo:
        undo.callback(team.store.close)
        ports = []
        for number in range(count):
            place = folder / str(number)
            place.mkdir()
            ports.append(undo.enter_context(RelayProcess(place, environ=given)).port)
        yield Relays(name, team, ports)


@contextmanager
def bare(folder: Path, size: int) -> Iterator[list[int]]:
    """A bare ASGI endpoint behind the certificate of the relay in that folder."""
    given = [str(folder / "relay" / name) for name in ("certificate.pem", "certificate.key")]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bare_asgi", *given, str(size)],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield [int(process.stdout.readline())]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def rows() -> Iterator[Row]:
    """Takes some minutes."""
    with tempfile.TemporaryDirectory() as name, Cluster() as cluster, ExitStack() as undo:
        folder = Path(name)
        served = [
            undo.enter_context(relays(folder / kind, title, url, count))
            for kind, title, url, count in (
                (
                    "sqlite",
                    "SQLite, 1 relay process",
                    f"sqlite:///{folder}/sqlite/relay/team.db",
                    1,
                ),
                ("one", "PostgreSQL, 1 relay process", cluster.team(), 1),
                ("two", "PostgreSQL, 2 relay processes", cluster.team(), 2),
            )
        ]
        ports = undo.enter_context(bare(folder / "sqlite", size=answer_size(served[0].team)))
        checked = verification_rate(served[0].team)
        for connections in AMOUNTS:
            yield from release_rows(folder, served, ports, connections, checked)


def release_rows(
    folder: Path, served: list[Relays], ports: list[int], connections: int, checked: float
) -> Iterator[Row]:
    """Bare, then each of them, in turn; the ratio is that of each round."""
    rates: dict[str, list[float]] = {one.name: [] for one in served}
    took: dict[str, list[float]] = {one.name: [] for one in served}
    bounds: list[float] = []
    for _ in range(ROUNDS):
        bodies = [encode(one) for one in served[0].team.openings(AMOUNTS[connections])]
        load = put_on(folder, bodies, ports, connections)
        bounds.append(len(load.took) / load.seconds)
        for one in served:
            load = one.put_on(folder, connections)
            rates[one.name].append(len(load.took) / load.seconds)
            took[one.name] += load.took
    for one in served:
        ratios = [rate / bound for rate, bound in zip(rates[one.name], bounds, strict=True)]
        ratio = statistics.median(ratios)
        p50, p95, p99 = (part(took[one.name], share) for share in (0.5, 0.95, 0.99))
        yield Row(
            10,
            f"audited releases, {connections} connections, {one.name}",
            f"{statistics.median(rates[one.name]):,.0f}/s = {ratio:.2f} ×; "
            f"p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms",
            f"bare ASGI {statistics.median(bounds):,.0f}/s; verify {checked:,.0f}/s",
            f"≥ {GOAL} ×, p99 < {GOAL_MS} ms",
            f"over TLS, signatures included; ratios {min(ratios):.2f}–{max(ratios):.2f}",
            (ratio >= GOAL and p99 < GOAL_MS) if connections == max(AMOUNTS) else None,
        )


def part(took: list[float], share: float) -> float:
    """Milliseconds within which that share of requests was answered."""
    return sorted(took)[int(share * (len(took) - 1))] * 1000


def answer_size(team: Team) -> int:
    """Bytes of a released key's answer."""
    (one,) = team.openings(1)
    return len(encode(team.desk.handle(one, source="local")))


def verification_rate(team: Team) -> float:
    """Signatures of requests a second that one thread verifies, and does nothing else."""
    asked = team.openings(2_000)
    keys = [team.grants[turn % MEMBERS][0].key.public for turn in range(len(asked))]
    begun = time.perf_counter()
    for public, one in zip(keys, asked, strict=True):
        assert verify(public, SignatureType.REQUEST, one.body, one.sig)
    return len(asked) / (time.perf_counter() - begun)
