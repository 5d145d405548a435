from pathlib import Path

from support.terminal import Seat, Terminals


def test_kit_and_backup_bring_a_team_back(
    ada: Seat, shell: Terminals, key: str, tmp_path: Path
) -> None:
    kit = ada("team", "kit").out
    backup = tmp_path / "backup"
    ada("export", str(backup))
    new = shell.person("Newcomer")
    row = new.json("team", "restore", "--kit", "-", "--backup", str(backup), stdin=kit)
    assert (row["team"], row["you"], row["missing"]) == ("Acme", "Ada", [])
    assert new("get", key).out.startswith("sk-proj-CANARY")


def test_a_kit_goes_into_a_private_file_that_is_not_overwritten(ada: Seat, tmp_path: Path) -> None:
    path = tmp_path / "kit.txt"
    ada("team", "kit", "--to", str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    ada.refused("team", "kit", "--words", "--to", str(path), status=2)


def test_a_kit_that_is_none(nobody: Seat, tmp_path: Path) -> None:
    words = ("team", "restore", "--backup", str(tmp_path), "--kit")
    assert "A kit has" in nobody.refused(*words, "-", stdin="nothing", status=2)
    assert "cannot be read" in nobody.refused(*words, str(tmp_path / "none"), status=2)


def test_colleagues_go_over_to_the_relay_that_was_brought_back(
    ada: Seat, bob: Seat, shell: Terminals, lent: str, tmp_path: Path
) -> None:
    kit, backup = ada("team", "kit").out, tmp_path / "backup"
    bob("export", str(backup))
    shell.home("Ada").rename(tmp_path / "lost")
    new = shell.person("Newcomer")
    words = ("team", "restore", "--kit", "-", "--backup", str(backup))
    row = new.json(*words, stdin=kit)
    assert row["link"].startswith("keylease:relay?")
    assert [one["key"] for one in row["missing"]] == [lent]
    assert "Acme is now reached by its new relay." in bob("team", "relay", row["link"]).out
    assert "Ada" in bob("member", "list").out


def test_what_a_relay_has_lost_is_brought_back(ada: Seat, bob: Seat, lent: str) -> None:
    row = ada.json("team", "bring-back")
    assert row == {"events": 0, "access_lines": 0}
