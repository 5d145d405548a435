"""The swarm of `make swarm`, small: members at two relays that are killed, cut off, restarted."""

import os
from pathlib import Path

import pytest

from support.fleet import Fleet
from support.postgres import Cluster
from support.swarm import Fault, Swarm


@pytest.mark.attack("G10")
@pytest.mark.attack("G11")
@pytest.mark.attack("C04")
def test_nothing_is_lost_or_doubled_whatever_fails(tmp_path: Path) -> None:
    with (
        Cluster() as cluster,  # of its own, since it stops
        Fleet(tmp_path, cluster.team(), 2) as fleet,
        Swarm(tmp_path, fleet, members=4, rounds=2, seconds=200) as swarm,
    ):
        swarm.gather({**os.environ})
        faults: list[Fault] = [
            (0.1, "kill -9 of relay 2", lambda: fleet.kill(1)),
            (0.2, "PostgreSQL stops at once, and starts", cluster.restart),
            (0.4, "relay 2 starts", lambda: fleet.start(1)),
            (0.5, "the network to relay 1 is cut", lambda: fleet.cut(0)),
        ]
        told: list[str] = []
        swarm.work(faults, told.append)
        verdict = swarm.settle()
    assert len(told) == len(faults)
    assert verdict.acknowledged_openings > 0
    assert verdict.asked_twice > 0
