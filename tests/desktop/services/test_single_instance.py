"""One app a person, told by real processes."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from keylease_desktop.services.single_instance import LONGEST, SingleInstance, address

CLAIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from keylease_desktop.services.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
first = instance.claim(sys.argv[2])
print("first" if first else "second", flush=True)
if first:
    sys.stdin.read()
"""


@pytest.fixture
def first(tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path)
    assert made.claim()
    yield made
    made.close()


def other(home: Path, message: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", CLAIM, str(home), message],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout.strip()


def test_a_second_start_hands_over_its_message(
    qtbot: QtBot, tmp_path: Path, first: SingleInstance
) -> None:
    with qtbot.waitSignal(first.called) as told:
        assert other(tmp_path, "keylease:join:abc") == "second"
    assert told.args == ["keylease:join:abc"]


def test_another_home_is_another_app(tmp_path: Path, first: SingleInstance) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert other(elsewhere, "") == "first"


def test_a_name_left_behind_by_a_crash_is_taken_over(tmp_path: Path) -> None:
    crashed = subprocess.Popen(
        [sys.executable, "-c", CLAIM, str(tmp_path), ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert crashed.stdout is not None
    assert crashed.stdin is not None
    assert crashed.stdout.readline() == "first\n"
    crashed.kill()
    crashed.wait()
    crashed.stdin.close()
    crashed.stdout.close()
    assert Path(address(tmp_path)).exists()
    heir = SingleInstance(tmp_path)
    assert heir.claim()
    heir.close()


@pytest.mark.attack("E12")
def test_the_socket_is_the_person_s_own(tmp_path: Path, first: SingleInstance) -> None:
    mode = stat.S_IMODE(Path(address(tmp_path)).stat().st_mode)
    assert mode & 0o077 == 0


@pytest.mark.attack("F08")
def test_more_than_a_link_is_not_listened_to(
    qtbot: QtBot, tmp_path: Path, first: SingleInstance
) -> None:
    heard: list[str] = []
    first.called.connect(heard.append)
    for flood in (b"x" * (LONGEST + 10) + b"\n", b"x" * 1_000_000, b"\xff\xfe\n"):
        socket = QLocalSocket()
        socket.connectToServer(address(tmp_path))
        assert socket.waitForConnected(2000)
        socket.write(flood)
        socket.flush()
        qtbot.wait(50)
        socket.abort()
    qtbot.wait(50)
    assert all(len(text) <= LONGEST for text in heard)
    assert [text for text in heard if text.startswith("x")] == []


def test_a_home_too_deep_for_a_socket_has_one_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["deep" * 5] * 6)
    assert len(address(deep)) < 108
    assert address(deep) != address(tmp_path.joinpath(*["deep" * 5] * 7))
