"""What is found out about a value before it is put in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.client.entering import (
    entered,
    entries,
    found_here,
    guess,
    key_name,
    known_providers,
    provider_facts,
    read_entries,
)
from keylease.errors import Code, Usage
from support.members import World

ANTHROPIC = "sk-ant-api03-" + "a" * 93 + "AA"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, memory=True)
    yield made
    made.close()


def test_a_value_tells_its_provider() -> None:
    (found,) = guess(ANTHROPIC)
    assert (found.provider.id, found.certain, found.admin) == ("anthropic", True, False)
    assert guess("sk-ant-admin01-" + "a" * 93 + "AA")[0].admin


def test_an_unknown_provider_is_told_by_its_name() -> None:
    assert provider_facts("Our own").name == "Our own"
    assert provider_facts("openai").variable == "OPENAI_API_KEY"
    assert provider_facts("openai").console.startswith("https://")
    assert len({facts.id for facts in known_providers()}) == len(known_providers())


@pytest.mark.parametrize(
    ("variable", "name"),
    [("OPENAI_API_KEY", "openai"), ("HF_TOKEN", "hf-token"), ("MY__KEY", "my"), ("_", "key")],
)
def test_a_variable_proposes_a_name(variable: str, name: str) -> None:
    assert key_name(variable) == name


def test_the_same_value_is_found_again(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    assert found_here(ada, world.value("sk-openai-1")) == [(key, 1)]
    assert found_here(ada, world.value("sk-other-1")) == []


def test_what_cannot_be_a_value_is_refused(world: World) -> None:
    with pytest.raises(Usage) as refused:
        entered("two\u200bparts", world.chance)
    assert refused.value.code is Code.E_VALUE


def test_a_version_is_known_by_its_last_letters(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    assert ada.snapshot.names.ending(key, 1) == ""  # too short to show any of it
    ada.keys.rotate(key, world.value(ANTHROPIC))
    assert ada.snapshot.names.ending(key, 2) == "aaAA"


def test_a_file_is_shown_before_it_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "prod.env"
    path.write_text(f"ANTHROPIC_API_KEY={ANTHROPIC}\nPORT=80\nPATH=/bin\n")
    key, port, refused = read_entries(path)
    assert (key.name, key.likely, key.ending, key.environment) == (
        "anthropic",
        True,
        "aaAA",
        "production",
    )
    assert not port.likely
    assert refused.refusal
    assert ANTHROPIC not in repr(key)


def test_nothing_in_it_is_said() -> None:
    with pytest.raises(Usage) as refused:
        entries(b"# nothing\n")
    assert refused.value.code is Code.E_IMPORT
