import subprocess
import sys
from pathlib import Path

import pytest

from support.members import World
from support.terminal import Seat
from support.wrong_keys import rotate_wrongly


def test_the_own_history(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    assert "follows the law" in ada("verify").out
    row = ada.json("verify")
    assert row["events"] > 5
    assert row["access_lines"] == row["readable_lines"] >= 2


def test_an_export_is_checked_without_any_home(
    ada: Seat, nobody: Seat, lent: str, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    answer = ada("export", str(folder))
    assert answer.out.startswith(f"Written to {folder}: ")
    assert "keylease verify" in answer.err
    auditor = nobody.given(KEYLEASE_HOME="/nowhere", KEYLEASE_PASSPHRASE="")
    row = auditor.json("verify", str(folder))
    assert row["events"] == ada.json("verify")["events"]
    shown = auditor("verify", str(folder)).lines
    assert "follows the law" in shown[0]
    assert shown[1] == f"Team {row['team_id']}"


def test_a_changed_byte_is_found(ada: Seat, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "export"
    ada("export", str(folder))
    path = folder / "ledger.jsonl"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    ada.refused("verify", str(folder), status=4)


@pytest.mark.attack("F05")
def test_an_export_overwrites_nothing(ada: Seat, tmp_path: Path, key: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("mine")
    for name in ("there", "file"):
        ada.refused("export", str(tmp_path / name), status=2)
    assert (tmp_path / "file").read_text() == "mine"
    assert list((tmp_path / "there").iterdir()) == []


def test_what_is_no_export(ada: Seat, tmp_path: Path) -> None:
    said = ada.refused("verify", str(tmp_path / "none"), status=2)
    assert said.endswith("Name one that `keylease export` has written.")
    (tmp_path / "file").touch()
    assert "is no folder" in ada.refused("verify", str(tmp_path / "file"), status=2)


def test_the_verifier_stands_alone(ada: Seat, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "export"
    ada("export", str(folder))
    import keylease.reports.verifier as verifier

    place = Path(verifier.__path__[0])
    ended = subprocess.run(
        [sys.executable, "-I", str(place), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def test_who_handed_out_a_wrong_key_for_names_is_named(world: World, ada: Seat, bob: Seat) -> None:
    ada("member", "role", "Bob", "admin")
    assert ada.json("verify")["wrong_keys"] == []
    rotate_wrongly(world.unlock("Bob"))
    world.close()
    said = "Bob handed out a wrong key for names on "
    assert said in ada("verify").err
    assert said in ada("team", "show").err
    (row,) = ada.json("verify")["wrong_keys"]
    assert (row["by"], row["epoch"]) == ("Bob", 1)
