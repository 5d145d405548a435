"""Crashes and failing disks under the store: what was acknowledged is there, and nothing by half.

`make kills` takes ten thousand random instants, and every single call that touches the disk.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest

CYCLES = int(os.environ.get("KEYLEASE_TEST_CYCLES", "1000"))
CALLS = CYCLES // 25
"""How many calls of one way of writing are struck: in a long run more than there are."""

Run = Callable[..., dict[str, Any]]

WAYS = ("create", "append", "checkpoint", "truncate", "upgrade")


@pytest.mark.attack("G01")
@pytest.mark.timeout(600 + CYCLES)
def test_kill_at_random_instants_loses_nothing_acknowledged(disk: Run) -> None:
    said = disk("kill", CYCLES, 1)
    assert said["complaints"] == []
    assert said["killed"] == CYCLES


@pytest.mark.attack("G02")
@pytest.mark.parametrize("fault", ["kill", "tear"])
@pytest.mark.parametrize("way", WAYS)
def test_kill_at_every_call(disk: Run, way: str, fault: str) -> None:
    said = disk("sweep", way, fault, CALLS)
    assert said["complaints"] == []
    assert said["struck"] >= min(20, said["calls"] / 2)


@pytest.mark.attack("G04")
@pytest.mark.parametrize("fault", ["ENOSPC", "EIO", "EROFS", "EDQUOT"])
@pytest.mark.parametrize("way", WAYS)
def test_a_disk_that_fails_for_good_and_comes_back(disk: Run, way: str, fault: str) -> None:
    said = disk("sweep", way, fault, CALLS)
    assert said["complaints"] == []
    assert said["struck"] >= min(20, said["calls"] / 2)


@pytest.mark.attack("G05")
@pytest.mark.parametrize("way", ["create", "append", "checkpoint", "truncate"])
def test_one_failed_sync_stops_writing_until_opened_anew(disk: Run, way: str) -> None:
    said = disk("sweep", way, "fsync", 10**6)
    assert said["complaints"] == []
    assert said["struck"] == said["calls"] > 4


@pytest.mark.attack("G03")
@pytest.mark.parametrize("way", [*WAYS, "rotation"])
def test_after_a_power_failure_all_that_was_acknowledged_is_there(power: Run, way: str) -> None:
    said = power(way, 2 * CALLS)
    assert said["complaints"] == []
    assert said["failures"] >= min(40, said["calls"])


@pytest.mark.attack("G03")
def test_a_store_that_does_not_wait_for_the_disk_is_found(power: Run) -> None:
    assert power("careless", 40)["complaints"]
