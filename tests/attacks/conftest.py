from collections.abc import Iterator
from pathlib import Path

import pytest

from support.members import World

# Attacks by whoever runs the relay, or sits before it, or by what is sent to it: carried out in
# process, and again by the real server over real TLS.
OVER_TLS = (
    {f"B{n:02}" for n in (1, 2, 3, 4, 6, 7, 8, 11, 12, 14, 15)}
    | {f"C{n:02}" for n in (1, 2, 4, 5, 7, 8, 9, 13)}
    | {"F08", "G08"}
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Both ways to the relay for every attack that goes that way."""
    attacks = {mark.args[0] for mark in metafunc.definition.iter_markers("attack")}
    for world in ("world", "on_disk"):
        if world in metafunc.fixturenames and attacks & OVER_TLS:
            ways = ["in process", "https"]
            metafunc.parametrize(world, [False, True], indirect=True, ids=ways)


@pytest.fixture
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Homes and a relay, their stores in memory: quick."""
    found = World(tmp_path, memory=True, served=getattr(request, "param", False))
    yield found
    found.close()


@pytest.fixture
def on_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The same with SQLite files, as on a desk."""
    found = World(tmp_path, served=getattr(request, "param", False))
    yield found
    found.close()
