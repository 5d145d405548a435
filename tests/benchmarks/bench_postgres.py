"""Row 9: durable appends to PostgreSQL, beside pgbench with the same statements."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_store import BATCH, BODY, SINGLE, Appender
from benchmarks.rows import Pair, Row, in_turn, left_out
from keylease.store.postgres import PostgresStore
from keylease.store.postgres.store import BEGIN_WRITE
from keylease.store.sql.reading import HEADS
from support.postgres import Cluster, programs

LOCK = 42
TPS = re.compile(r"tps = ([\d.]+) \(without")


def script() -> str:
    """What one append sends, as pgbench sends it: four messages, as the store's."""
    begin = (BEGIN_WRITE % LOCK).decode().replace("; ", r" \; ")
    body = "ab" * BODY
    return "\n".join(
        [
            f"{begin};",
            f"{HEADS};",
            "INSERT INTO events VALUES (:n, decode(md5(:n::text) || md5(:n::text), 'hex'),"
            f" '\\x{body}', '\\x{'cd' * 64}');",
            rf"NOTIFY keylease_{LOCK}, '1,0' \; COMMIT;",
            r"\set n :n + 1",
        ]
    )


class Pgbench:
    """The bound: one client at an empty team's tables."""

    def __init__(self, program: Path, cluster: Cluster, folder: Path) -> None:
        self._program, self._url = program, cluster.team()
        self._script = folder / "append.sql"
        self._script.write_text(script())
        self._next = 0
        PostgresStore.open(self._url).close()  # makes the tables

    def rate(self) -> float:
        """Events a second, one a transaction."""
        count = ["-t", str(SINGLE), "-D", f"n={self._next}"]
        command: list[str | Path] = [self._program, "-n", "-f", self._script, *count, self._url]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        self._next += SINGLE
        found = TPS.search(ended.stdout)
        assert found is not None, ended.stdout
        return float(found[1])


def rows() -> Iterator[Row]:
    """Takes a minute."""
    program = shutil.which("pgbench") or programs() / "pgbench"
    if not Path(program).exists():
        yield left_out(9, "append an event, PostgreSQL", "pgbench")
        return
    with Cluster() as cluster, tempfile.TemporaryDirectory() as name:
        bound = Pgbench(Path(program), cluster, Path(name))
        with PostgresStore.open(cluster.team()) as store:
            appender = Appender(store)
            single = in_turn(appender.single_rate, bound.rate, 5)
            batch = in_turn(appender.batch_rate, bound.rate, 5)
    yield row("append an event, PostgreSQL", single, 0.8)
    yield row(f"append events, {BATCH} a batch, PostgreSQL", batch, 10.0)


def row(what: str, pair: Pair, goal: float) -> Row:
    """Beside pgbench."""
    return Row(
        9,
        what,
        f"{pair.first:,.0f}/s = {pair.ratio:.2f} ×",
        f"pgbench, same statements, {pair.second:,.0f}/s",
        f"≥ {goal:g} ×",
        f"one client, through a socket; ratios {pair.spread}",
        pair.ratio >= goal,
    )
