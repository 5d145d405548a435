"""However the app ends, asked to or killed: no value is left lying about, and nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.outside import main_job
from support.outside.desk import Desk, until
from support.outside.main_job import PASSPHRASE
from support.outside.pair import VALUE, pair
from support.outside.person import Person

Sit = Callable[[Path], Person]


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    return pair(tmp_path / "homes")


def with_the_value(desk: Desk, ben: Person) -> None:
    main_job.unlock(ben)
    main_job.copy_value(ben)
    ben.choose("^I understand$")
    until(lambda: desk.paste() == VALUE, lambda: f"not the value: {ben.told}")


@pytest.mark.attack("E07")
@pytest.mark.parametrize("meanwhile", ["", "a shopping list"])
def test_asked_to_end_it_takes_its_value_back_and_nothing_else(
    desk: Desk, sit: Sit, homes: Path, meanwhile: str
) -> None:
    ben = sit(homes / "ben")
    with_the_value(desk, ben)
    if meanwhile:
        desk.copy(meanwhile)
    assert ben.end(signal.SIGTERM) == 0
    assert desk.paste() == meanwhile
    assert "Traceback" not in ben.told


@pytest.mark.attack("E02")
def test_crashed_it_leaves_no_core(sit: Sit, homes: Path, tmp_path: Path) -> None:
    ben = sit(homes / "ben")
    main_job.unlock(ben)
    limits = Path(f"/proc/{ben.pid}/limits").read_text().splitlines()
    (cores,) = (line.split() for line in limits if line.startswith("Max core file size"))
    assert cores[4:6] == ["0", "0"]
    assert ben.end(signal.SIGSEGV) == -signal.SIGSEGV
    assert [path for path in tmp_path.rglob("core*") if path.is_file()] == []


@pytest.mark.attack("E07", "G01")
def test_killed_in_the_middle_it_loses_nothing(desk: Desk, sit: Sit, homes: Path) -> None:
    ana = sit(homes / "ana")
    main_job.unlock(ana)
    main_job.add_key(ana, "first", "sk-proj-FIRST123456789abcdefT3BlbkFJ0123456789abcdef")
    main_job.ask_for_key(ana, "second", "sk-proj-SECOND23456789abcdefT3BlbkFJ0123456789abcdef")
    ana.press("ctrl+Return")
    assert ana.end(signal.SIGKILL) == -signal.SIGKILL
    assert desk.paste() == ""

    again = sit(homes / "ana")
    main_job.unlock(again)
    again.press("ctrl+2")
    again.sees("^first$", "cell")
    if again.find("^second$", "cell") is None:
        main_job.add_key(again, "second", "sk-proj-SECOND23456789abcdefT3BlbkFJ0123456789abcdef")
    assert again.end(signal.SIGTERM) == 0
    said = keylease(homes / "ana", "verify")
    assert said.returncode == 0, said


def keylease(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "keylease", *words],
        env={**os.environ, "KEYLEASE_HOME": str(home), "KEYLEASE_PASSPHRASE": PASSPHRASE},
        capture_output=True,
        text=True,
        check=False,
    )
