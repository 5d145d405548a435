"""A store of PostgreSQL's, and connections of other programs to the same place."""

from collections.abc import Iterator

import pytest

from keylease.store.postgres import PostgresStore
from keylease.store.postgres.driver import Address, Connection
from support.postgres import Cluster


@pytest.fixture
def url(postgres: Cluster) -> str:
    """An empty place for one team."""
    return postgres.team()


@pytest.fixture
def opened(url: str) -> Iterator[PostgresStore]:
    """A store in it."""
    with PostgresStore.open(url) as store:
        yield store


@pytest.fixture
def other(url: str) -> Iterator[Connection]:
    """Another program at the same place."""
    with Address(url).connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def guarded(postgres: Cluster) -> Cluster:
    """The server, with a database `guarded` whose user has to say a password."""
    postgres.guard("guarded", "ana", "hunter2@home/42")
    return postgres
