from collections.abc import Iterator
from pathlib import Path

import pytest

from support.members import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Homes and a relay, their stores in memory."""
    found = World(tmp_path / "world", memory=True)
    yield found
    found.close()
