"""The import contracts of pyproject.toml: a violation planted in an empty house is found."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

VIOLATIONS = [
    ("keylease.errors", "keylease.model"),
    ("keylease.model", "keylease.crypto"),
    ("keylease.ledger", "keylease.store"),
    ("keylease.store", "keylease.relay"),
    ("keylease.client", "keylease.relay"),
    ("keylease.relay", "keylease.client"),
    ("keylease.client", "keylease.assembly"),
    ("keylease.relay", "keylease.embedded"),
    ("keylease.embedded", "keylease.assembly"),
    ("keylease.agent", "keylease.client"),
    ("keylease.assembly", "keylease.cli"),
    ("keylease.wire", "nacl"),
    ("keylease.relay", "cryptography"),
    ("keylease.reports", "nacl"),
    ("keylease.assembly", "keylease.recovery"),
    ("keylease.recovery", "keylease.demo"),
    ("keylease.cli", "PySide6"),
    ("keylease.client", "keylease_desktop"),
    ("keylease.model", "time"),
    ("keylease.wire", "os"),
    ("keylease.ledger", "sqlite3"),
    ("keylease.ledger", "secrets"),
    ("keylease.insight", "datetime"),
    ("keylease.insight", "urllib"),
]


def contracts() -> list[dict[str, Any]]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return list(config["tool"]["importlinter"]["contracts"])


def rooms() -> list[str]:
    """Every room that the layers name, whether or not it is there yet."""
    layers = next(contract for contract in contracts() if contract["type"] == "layers")["layers"]
    return [room.strip(" ()") for layer in layers for room in layer.split("|")]


def lint(house: Path) -> tuple[int, str]:
    """Run import-linter with the project's contracts over the package that lies in `house`."""
    (house / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Every room of keylease, empty, and the two packages beside it."""
    inside = [f"keylease/{room}" for room in ["", *rooms()]]
    for package in [*inside, "keylease_desktop", "keylease_assets"]:
        folder = tmp_path / package
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    return tmp_path


def test_an_empty_house_keeps_every_contract(house: Path) -> None:
    status, said = lint(house)
    assert status == 0, said


def test_crypto_may_touch_primitives(house: Path) -> None:
    (house / "keylease/crypto/signing.py").write_text("import nacl.signing\nimport cryptography\n")
    status, said = lint(house)
    assert status == 0, said


def test_the_second_verifier_may_touch_primitives(house: Path) -> None:
    folder = house / "keylease/reports/verifier"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "encoding.py").write_text("import nacl.bindings\n")
    status, said = lint(house)
    assert status == 0, said


def test_every_planted_violation_is_found(house: Path) -> None:
    for importer, imported in VIOLATIONS:
        module = house.joinpath(*importer.split("."), f"wants_{imported.replace('.', '_')}.py")
        module.write_text(f"import {imported}\n")
    status, said = lint(house)
    assert status == 1
    assert [
        f"{importer} imports {imported} unseen"
        for importer, imported in VIOLATIONS
        if f"{importer}.wants_{imported.replace('.', '_')} -> {imported}" not in said
    ] == [], said


def test_a_room_that_no_layer_names_is_found(house: Path) -> None:
    (house / "keylease/attic").mkdir()
    (house / "keylease/attic/__init__.py").touch()
    status, said = lint(house)
    assert status == 1
    assert "attic" in said
