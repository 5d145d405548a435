from collections.abc import Iterator
from pathlib import Path

import pytest

from support.members import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Homes and a relay on disk."""
    found = World(tmp_path)
    yield found
    found.close()


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[World]:
    """The same with stores in memory."""
    found = World(tmp_path, memory=True)
    yield found
    found.close()
