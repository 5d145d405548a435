"""C14: does the time of a served relay's refusal tell what was wrong? `make timing` asks.

Pairs of requests that are refused alike, each sent 5,000 times in turn over one connection to the
real server. Welch's t over the middle of both: from 4.5 on they can be told apart. A timing is no
test, since a busy machine fails it: it says its figures, and exits 1 where they are too far apart.

    PYTHONPATH=tests python tests/benchmarks/timing.py [COUNT]
"""

import contextlib
import math
import statistics
import sys
import tempfile
import time
from pathlib import Path

from keylease.model import access as a
from keylease.model.signed import Signed
from keylease.relay.limits import Limits
from support.relay_harness import opening
from support.relay_server import ServedHarness
from support.terms import Pass

TELLING = 4.5
PLENTY = Limits(
    source_per_minute=10**9,
    failures_per_minute=10**9,
    author_per_minute=10**9,
    lines_per_day=10**9,
    refusals_per_day=0,
)


def pairs(relay: ServedHarness) -> dict[str, tuple[Signed, Signed]]:
    """Requests of which nobody outside may learn which of the two was sent."""
    team, wrong = relay.team, relay.team.person("x").key
    bea = team.member("Bea")
    fetch = a.Fetch(lines_after=0, limit=1)
    others = team.grant(team.key(), team.ana)
    return {
        "a member and a stranger, both signed wrongly": (
            relay.sign(team.ana, fetch, by=wrong),
            relay.sign(team.person("y"), fetch, by=wrong),
        ),
        "an invite that is open and one that is guessed": (
            relay.sign(Pass(team.invite().id, wrong), fetch),
            relay.sign(Pass(team.id("inv"), wrong), fetch),
        ),
        "somebody else's grant and none": (
            relay.sign(bea, opening(others)),
            relay.sign(bea, opening(team.id("grt"))),
        ),
    }


def welch(one: list[float], other: list[float]) -> float:
    """Welch's t of two samples, the slowest tenth of each left out."""
    kept = [sorted(sample)[: len(sample) * 9 // 10] for sample in (one, other)]
    spread = sum(statistics.variance(sample) / len(sample) for sample in kept)
    return abs(statistics.fmean(kept[0]) - statistics.fmean(kept[1])) / math.sqrt(spread)


def main(count: int) -> int:
    """Measure every pair; 1 if one can be told apart."""
    told = 0
    with tempfile.TemporaryDirectory() as folder:
        relay = ServedHarness(Path(folder), limits=PLENTY)
        with contextlib.closing(relay):
            for name, pair in pairs(relay).items():
                seconds: tuple[list[float], list[float]] = ([], [])
                answers = {(got.status, got.code) for got in map(relay.send, pair)}
                assert len(answers) == 1, answers
                for at in range(2 * count):
                    which = (at + at // 2) % 2  # A B B A: neither always comes first
                    begun = time.perf_counter()
                    relay.send(pair[which])
                    seconds[which].append(time.perf_counter() - begun)
                t = welch(*seconds)
                told += t >= TELLING
                middle = [statistics.median(sample) * 1e6 for sample in seconds]
                print(f"{name}: t = {t:.2f}, medians {middle[0]:.0f} and {middle[1]:.0f} µs")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 5000))
