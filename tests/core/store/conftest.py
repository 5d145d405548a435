"""A store of each kind, and places that several processes share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.store.base import Store
from support.places import KINDS, SHARED, Place


def new_place(request: pytest.FixtureRequest, folder: Path) -> Place:
    folder.chmod(0o700)
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    return Place.new(request.param, folder, server)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return new_place(request, tmp_path)


@pytest.fixture(params=SHARED)
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return new_place(request, tmp_path)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with place.open() as store:
        yield store
