"""Fifty members at three relays on one PostgreSQL, and what goes wrong in the middle of it.

PYTHONPATH=tests python tests/faults/swarm.py [MEMBERS [ROUNDS]]    # or `make swarm`

Everything is real and on this computer alone: a PostgreSQL server of its own, `keylease relay
serve` processes that share a state folder, members that each are a process with a home of their
own, a balancer whose address is all they know. Half way, in a first run, one relay is killed and
the database restarted; in a second the network between members and one relay is cut, too. At the
end it has to hold: 0 acknowledged events lost, 0 double uses, one order, no request released twice,
and one history at all members. Else it fails.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from support.fleet import Fleet
from support.listening import news_delays
from support.namespaces import may_separate
from support.postgres import Cluster
from support.swarm import Fault, Swarm

RELAYS = 3
SECONDS = 900.0
SECONDS_CUT = 8.0


def killing(fleet: Fleet, cluster: Cluster) -> list[Fault]:
    """One relay dies and comes back, and the database has a power failure."""
    return [
        (0.2, "kill -9 of relay 2", lambda: fleet.kill(1)),
        (0.4, "PostgreSQL is stopped at once, and started again", cluster.restart),
        (0.6, "relay 2 is started again", lambda: fleet.start(1)),
        (0.7, "kill -9 of relay 1", lambda: fleet.kill(0)),
    ]


def cutting(fleet: Fleet, cluster: Cluster) -> list[Fault]:
    """The network between members and one relay is cut, and mended; the rest as before."""
    return [
        (0.2, "the network to relay 3 is cut", lambda: fleet.cut(2)),
        (0.2, f"for {SECONDS_CUT:.0f} s", lambda: time.sleep(SECONDS_CUT)),
        (0.2, "it is mended", lambda: fleet.mend(2)),
        (0.4, "PostgreSQL is stopped at once, and started again", cluster.restart),
        (0.5, "the network to relay 1 is cut, and stays cut", lambda: fleet.cut(0)),
        (0.6, "kill -9 of relay 2", lambda: fleet.kill(1)),
    ]


def main(members: int = 50, rounds: int = 3) -> None:
    """Both runs, and their figures."""
    apart = may_separate()
    how = "network namespaces" if apart else "the balancer, as namespaces take root and `ip`"
    for title, faults, separate in (
        ("killed and restarted", killing, False),
        (f"cut ({how})", cutting, apart),
    ):
        print(f"{members} members, {RELAYS} relays, one PostgreSQL; {title}")
        with tempfile.TemporaryDirectory(prefix="keylease-swarm-") as name, Cluster() as cluster:
            folder = Path(name)
            with (
                Fleet(folder, cluster.team(), RELAYS, apart=separate) as fleet,
                Swarm(folder, fleet, members=members, rounds=rounds, seconds=SECONDS) as swarm,
            ):
                swarm.gather({**os.environ})
                print("  all are in", flush=True)
                delays = sorted(news_delays(swarm.ada, fleet, 10))
                middle, longest = delays[len(delays) // 2] * 1000, delays[-1] * 1000
                print(f"  news at every relay process: {middle:.0f} ms, at most {longest:.0f} ms")
                swarm.work(faults(fleet, cluster), lambda text: print(text, flush=True))
                print(swarm.settle().text, flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
