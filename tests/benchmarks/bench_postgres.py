"""Row 9: durable appends to PostgreSQL, beside pgbench with the same statements."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bench_store import BATCH, BODY, SINGLE, Appender
from benchmarks.rows import Row, in_turn, left_out
from keylease.store.opening import open_store
from keylease.store.postgres.driver import Address
from keylease.store.postgres.schema import bring_up
from support.postgres import Cluster, programs

WHAT = "append an event to PostgreSQL, durable"
# As the store does it: the lock, both heads, the row, the news. pgbench counts up by itself.
SCRIPT = f"""\\set seq :seq + 1
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SELECT pg_advisory_xact_lock(1);
SELECT e.seq, e.hash, l.seq, l.hash FROM (SELECT 1) AS one LEFT JOIN (SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1) AS e ON true LEFT JOIN (SELECT seq, hash FROM lines ORDER BY seq DESC LIMIT 1) AS l ON true;
INSERT INTO events VALUES (:seq, decode(repeat(md5(:seq::text), 2), 'hex'), decode(repeat(md5(:seq::text), {BODY // 16}), 'hex'), decode(repeat(md5(:seq::text), 4), 'hex'));
NOTIFY bench, '1,1';
COMMIT;
"""  # noqa: E501


class Pgbench:
    """PostgreSQL's own client in C, one connection, statements prepared."""

    def __init__(self, program: Path, folder: Path, url: str) -> None:
        self._script = folder / "append.sql"
        self._script.write_text(SCRIPT)
        self._program = program
        self._url = url
        self._seq = -1
        with Address(url).connect() as connection:
            bring_up(connection, "bench")

    def rate(self) -> float:
        """Transactions a second."""
        command = [self._program, "-n", "-M", "prepared", "-c", "1", "-t", str(SINGLE)]
        options = ["-f", self._script, "-D", f"seq={self._seq}", self._url]
        said = subprocess.run([*command, *options], capture_output=True, text=True, check=True)
        self._seq += SINGLE
        found = re.search(r"tps = ([\d.]+)", said.stdout)
        assert found, said.stdout
        return float(found[1])


def rows() -> list[Row]:
    """Takes about half a minute."""
    try:
        folder = programs()
    except AssertionError:
        return [left_out(9, WHAT, "PostgreSQL")]
    pgbench = folder / "pgbench"
    if not pgbench.exists():
        return [left_out(9, WHAT, "pgbench")]
    with Cluster() as cluster, tempfile.TemporaryDirectory() as scripts:
        peer = Pgbench(pgbench, Path(scripts), cluster.team())
        return list(measured(cluster, peer.rate))


def measured(cluster: Cluster, peer: Callable[[], float]) -> Iterator[Row]:
    with open_store(cluster.team()) as store:
        appender = Appender(store)
        single = in_turn(appender.single_rate, peer)
        batch = in_turn(appender.batch_rate, peer)
    for what, pair, goal in (
        (WHAT, single, 0.8),
        (f"append events to PostgreSQL, {BATCH} a batch", batch, 10.0),
    ):
        yield Row(
            9,
            what,
            f"{pair.first:,.0f}/s = {pair.ratio:.2f} ×",
            f"pgbench, same statements {pair.second:,.0f}/s",
            f"≥ {goal:g} ×",
            f"one connection each; ratios {pair.spread}",
            pair.ratio >= goal,
        )
