"""What is left of a write that was killed, and what of one that goes on."""

import os
import subprocess
import sys
from pathlib import Path

from keylease.reports.unfinished import left_behind, take_away, unfinished


def ended() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_only_what_the_dead_have_left_of_this_folder_is_found(tmp_path: Path) -> None:
    gone = ended()
    left = {tmp_path / f".out.{gone}", tmp_path / f".out.{gone}.zip"}
    others = [unfinished(tmp_path / "out"), tmp_path / f".out.{os.getppid()}", tmp_path / "out"]
    others += [tmp_path / f".output.{gone}", tmp_path / f".out.{gone}.txt", tmp_path / ".out.x"]
    for path in (*left, *others):
        path.mkdir()
    assert set(left_behind(tmp_path / "out")) == left


def test_a_folder_goes_with_what_is_in_it_and_a_link_goes_alone(tmp_path: Path) -> None:
    kept, link, folder = tmp_path / "kept", tmp_path / "link", tmp_path / "folder"
    for made in (kept, folder):
        made.mkdir()
        (made / "file").write_text("x")
    link.symlink_to(kept)
    take_away(folder)
    take_away(link)
    take_away(tmp_path / "nothing")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (kept / "file").exists()
