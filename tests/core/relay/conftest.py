"""A relay over each store that needs no server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.relay.limits import DEFAULT, Limits
from support.relay_harness import NewRelay, RelayHarness


@pytest.fixture
def new_relay(tmp_path: Path) -> Iterator[NewRelay]:
    """Makes relays over memory, or with `sqlite=True` over a file, each in a folder of its own."""
    made: list[RelayHarness] = []

    def make(*, sqlite: bool = False, limits: Limits = DEFAULT) -> RelayHarness:
        folder = tmp_path / f"relay-{len(made)}"
        folder.mkdir(mode=0o700)
        made.append(RelayHarness(folder, sqlite=sqlite, limits=limits))
        return made[-1]

    yield make
    for harness in made:
        harness.store.close()


@pytest.fixture
def relay(new_relay: NewRelay) -> RelayHarness:
    """A relay over memory."""
    return new_relay()


@pytest.fixture(params=["memory", "sqlite"])
def any_relay(request: pytest.FixtureRequest, new_relay: NewRelay) -> RelayHarness:
    """A relay over each store in turn."""
    return new_relay(sqlite=request.param == "sqlite")
