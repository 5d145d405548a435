"""A served relay that dies while it changes the key above its release keys: none is lost."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from support.postgres import Cluster

CALLS = int(os.environ.get("KEYLEASE_TEST_CYCLES", "1000")) // 250
"""How many calls of each of the two steps are struck: in a long run every one."""

Run = Callable[..., dict[str, Any]]

pytestmark = [pytest.mark.attack("G14"), pytest.mark.timeout(600 + 20 * CALLS)]


def changed(
    way: str, store: str, serving: Run, request: pytest.FixtureRequest
) -> list[dict[str, Any]]:
    """What serving.py says of both steps, over that store."""
    url = []
    if store == "postgres":
        cluster: Cluster = request.getfixturevalue("postgres")
        url = [cluster.database(f"rotation_{way}")]
    steps: list[dict[str, Any]] = serving(way, CALLS, *url)["steps"]
    assert len(steps) == 2
    return steps


@pytest.mark.parametrize("store", ["sqlite", "postgres"])
def test_g14_killed_at_each_call_and_another_server_goes_on(
    serving: Run, request: pytest.FixtureRequest, store: str
) -> None:
    for step in changed("alone", store, serving, request):
        assert step["complaints"] == []
        # a server has now one call more, now one less: the last one may not come
        assert step["struck"] >= step["died"] >= min(3, CALLS)


@pytest.mark.parametrize("store", ["sqlite", "postgres"])
def test_g14_of_two_on_one_folder_one_is_killed_and_the_other_still_opens_all(
    serving: Run, request: pytest.FixtureRequest, store: str
) -> None:
    """The other one serves meanwhile, so fewer of the calls are those of whoever dies."""
    for step in changed("beside", store, serving, request):
        assert step["complaints"] == []
        assert step["died"] >= 1


@pytest.mark.attack("G04")
@pytest.mark.parametrize("store", ["sqlite", "postgres"])
@pytest.mark.parametrize("way", ["full", "failing"])
def test_g14_a_disk_that_fails_while_it_is_changed_loses_nothing(
    serving: Run, request: pytest.FixtureRequest, store: str, way: str
) -> None:
    for step in changed(way, store, serving, request):
        assert step["complaints"] == []
        assert step["died"] == 0
        assert step["struck"] >= min(3, CALLS)
