"""A small team for the commands: Ada owns it, Bob is a member, both at terminals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.members import World
from support.terminal import Seat, Terminals

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def shell(world: World) -> Terminals:
    """Ada has founded Acme; Bob is in it, words compared."""
    world.bring(world.found("Ada"), "Bob")
    world.close()
    return Terminals(world)


@pytest.fixture
def nobody(world: World) -> Seat:
    """Somebody with no team yet."""
    return Terminals(world).person("Nobody")


@pytest.fixture
def ada(shell: Terminals) -> Seat:
    return shell.person("Ada")


@pytest.fixture
def bob(shell: Terminals) -> Seat:
    return shell.person("Bob")


@pytest.fixture
def key(ada: Seat) -> str:
    """A key of Ada's, in production."""
    ada("key", "add", "openai-prod", "--environment", "production", stdin=VALUE + "\n")
    return "openai-prod"


@pytest.fixture
def lent(ada: Seat, key: str) -> str:
    """That key, lent to Bob for an hour."""
    ada("grant", key, "--to", "Bob", "--for", "1h", "--reason", "try it")
    return key
