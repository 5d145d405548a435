"""A desk, and people who sit down at it: real apps on a real screen, seen from outside alone."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from support.outside.desk import Desk, lacks
from support.outside.person import Person

HERE = Path(__file__).parent
Sit = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They want programs that not every system has."""
    here = [item for item in items if HERE in item.path.parents]
    why = lacks() if here else ""
    for item in here:
        if why:
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture
def desk(own_home: Path) -> Iterator[Desk]:
    made = Desk(own_home)
    yield made
    made.close()


@pytest.fixture
def sit(desk: Desk) -> Iterator[Sit]:
    """Starts the app over a home, with further words of its command line."""
    with ExitStack() as sitting:

        def begin(home: Path, *words: str) -> Person:
            person = Person(desk, home, *words)
            sitting.callback(person.close)
            return person

        yield begin
