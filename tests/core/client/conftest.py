from collections.abc import Iterator
from pathlib import Path

import pytest

from support.members import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Homes and a relay, their stores in memory: quick."""
    found = World(tmp_path, memory=True)
    yield found
    found.close()


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[World]:
    """The same with SQLite files, as on a desk."""
    found = World(tmp_path)
    yield found
    found.close()
