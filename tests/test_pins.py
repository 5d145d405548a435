"""The pins in packaging/ answer to pyproject.toml, and each is held by its hash."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())

RUNTIME = PROJECT["project"]["dependencies"]
RELAY = PROJECT["project"]["optional-dependencies"]["relay"]
EXTRAS = [name for extra in PROJECT["project"]["optional-dependencies"].values() for name in extra]
GROUPS = [
    entry
    for group in PROJECT["dependency-groups"].values()
    for entry in group
    if isinstance(entry, str)
]
ASKED_FOR = [
    ("requirements.txt", RUNTIME),
    ("requirements-relay.txt", RUNTIME + RELAY),
    ("requirements-dev.txt", RUNTIME + EXTRAS + GROUPS),
    ("requirements-setup.txt", PROJECT["dependency-groups"]["setup"]),
]


def pins(name: str) -> dict[str, str]:
    """Package → pinned version, as the file of that name says."""
    lines = (ROOT / "packaging" / name).read_text().splitlines()
    pinned = (re.match(r"([\w.-]+)==([^ ;\\]+)", line) for line in lines)
    return {canonicalize_name(match[1]): match[2] for match in pinned if match}


@pytest.mark.parametrize(("name", "asked_for"), ASKED_FOR)
def test_what_the_project_asks_for_is_pinned(name: str, asked_for: list[str]) -> None:
    pinned = pins(name)
    unmet = [
        requirement.name
        for requirement in map(Requirement, asked_for)
        if (name := canonicalize_name(requirement.name)) not in pinned
        or not requirement.specifier.contains(pinned[name])
    ]
    assert unmet == [], "`make lock KEEP=1` pins what was added"


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-relay.txt", "requirements-setup.txt"]
)
def test_all_files_pin_the_same_versions(name: str) -> None:
    assert pins(name).items() <= pins("requirements-dev.txt").items()


@pytest.mark.parametrize("name", [name for name, _ in ASKED_FOR])
def test_every_pin_has_its_hash(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text()
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(name)) > 0
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
