"""What proves that histories differed can be handed on, and read without this program."""

import json
import stat
from pathlib import Path

import pytest

from keylease.client.evidence import export_evidence
from keylease.errors import Code
from support.hostile_relay import Truncated
from support.members import World, code_of


@pytest.mark.attack("B01")
def test_the_two_heads_and_what_was_held_are_in_the_folder(world: World, tmp_path: Path) -> None:
    ada = world.found()
    world.key(ada, "openai")
    held = ada.snapshot.state.head.seq
    world.relay(ada).lie(Truncated(by=1))
    assert code_of(ada.refresh) is Code.E_ROLLBACK
    folder = export_evidence(ada, tmp_path / "evidence")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    said = json.loads((folder / "evidence.json").read_bytes())
    assert said["code"] == "E_ROLLBACK"
    assert len((folder / "copy" / "ledger.jsonl").read_text().splitlines()) == held + 1
    assert code_of(lambda: export_evidence(ada, folder)) is Code.E_PATH


def test_where_nothing_is_frozen_there_is_nothing_to_write(world: World, tmp_path: Path) -> None:
    ada = world.found()
    assert code_of(lambda: export_evidence(ada, tmp_path / "evidence")) is Code.E_STATE
    assert not (tmp_path / "evidence").exists()
