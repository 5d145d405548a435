"""A relay over each store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.relay.limits import DEFAULT, Limits
from support.relay_harness import NewRelay, RelayHarness
from support.relay_server import ServedHarness


@pytest.fixture
def new_relay(tmp_path: Path) -> Iterator[NewRelay]:
    """Makes relays over memory, a file or a database, each in a folder of its own; or served."""
    made: list[RelayHarness] = []

    def make(
        *, sqlite: bool = False, url: str = "", https: bool = False, limits: Limits = DEFAULT
    ) -> RelayHarness:
        folder = tmp_path / f"relay-{len(made)}"
        folder.mkdir(mode=0o700)
        if https:
            made.append(ServedHarness(folder, limits=limits))
        else:
            made.append(RelayHarness(folder, sqlite=sqlite, url=url, limits=limits))
        return made[-1]

    yield make
    for harness in made:
        harness.close()


@pytest.fixture
def relay(new_relay: NewRelay) -> RelayHarness:
    """A relay over memory."""
    return new_relay()


def relay_over(kind: str, request: pytest.FixtureRequest) -> RelayHarness:
    make: NewRelay = request.getfixturevalue("new_relay")
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    url = server.team() if server else ""
    return make(sqlite=kind == "sqlite", url=url, https=kind == "https")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def any_relay(request: pytest.FixtureRequest) -> RelayHarness:
    """A relay over each store in turn."""
    return relay_over(request.param, request)


@pytest.fixture(params=["sqlite", "postgres"])
def lasting_relay(request: pytest.FixtureRequest) -> RelayHarness:
    """A relay over each store that outlasts its process, and that several processes share."""
    return relay_over(request.param, request)


@pytest.fixture(params=["memory", "sqlite", "postgres", "https"])
def reached_relay(request: pytest.FixtureRequest) -> RelayHarness:
    """The same, and one that is reached over real TLS."""
    return relay_over(request.param, request)
