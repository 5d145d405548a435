from pathlib import Path

import pytest

from keylease.demo import PASSPHRASE
from support.terminal import Seat


def test_the_example_team_can_be_looked_at(nobody: Seat, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    row = nobody.json("demo", "--folder", str(folder))
    assert (row["you"], row["home"]) == ("Ada", str(folder))
    there = nobody.given(KEYLEASE_HOME=row["home"], KEYLEASE_PASSPHRASE=row["passphrase"])
    shown = there.json("team", "show")
    assert (shown["people"], shown["apps"], shown["keys"]) == (6, 2, 14)
    assert len({one["provider"] for one in there.json("key", "list")}) == 8
    assert "overdue" in there("key", "list").out
    for words in ("exposure", "log", "member list", "app list", "request list"):
        assert there.json(*words.split())
    for one in there.json("key", "list"):
        assert there("key", "show", one["name"]).out
    assert "E_" not in there("log").out
    there("verify")
    assert "not empty" in there("demo", "--folder", str(folder), status=2).err


def test_where_it_is_made_by_itself(
    nobody: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = nobody("demo")
    assert str(tmp_path) in answer.out
    assert PASSPHRASE in answer.err
