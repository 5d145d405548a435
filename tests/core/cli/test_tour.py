import os
import subprocess
import sys
from pathlib import Path

from keylease.cli.tour import STEPS
from support.terminal import Seat


def test_the_tour_walks_the_main_job_and_leaves_nothing(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "keylease", "tour"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    for number, step in enumerate(STEPS, start=1):
        assert f"{number}. {step.why}" in ended.stdout
    assert "it has 164 letters" in ended.stdout
    assert "MOCK" not in ended.stdout
    assert list(tmp_path.iterdir()) == []


def test_it_is_for_reading(nobody: Seat) -> None:
    nobody("tour", "--json", status=2)
