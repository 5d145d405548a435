"""A value on the clipboard: real clipboard, real clear."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from keylease.model.secret import Secret
from keylease_desktop.services.clipboard import MARKS, ClipboardGuard, Ending

VALUE = "sk-proj-A1b2C3d4E5f6-3fQ"
PATIENCE = 60
"""Seconds for anything to come about, on a machine with other things to do."""


@pytest.fixture
def clipboard() -> Iterator[QClipboard]:
    board = QGuiApplication.clipboard()
    board.setText("before")
    yield board
    board.clear()


@pytest.fixture
def guard(clipboard: QClipboard) -> Iterator[ClipboardGuard]:
    made = ClipboardGuard(clipboard)
    yield made
    made.clear()
    made.deleteLater()


def secret() -> Secret:
    return Secret(VALUE.encode())


def test_it_is_there_and_counts_down(
    qtbot: QtBot, guard: ClipboardGuard, clipboard: QClipboard
) -> None:
    ticks: list[tuple[str, int, int]] = []
    guard.ticked.connect(lambda *tick: ticks.append(tick))
    guard.copy(secret(), "openai-prod", 3)
    assert clipboard.text() == VALUE
    assert guard.left == 3
    qtbot.waitUntil(lambda: len(ticks) >= 2)
    assert ticks[:2] == [("openai-prod", 3, 3), ("openai-prod", 2, 3)]


@pytest.mark.attack("E07")
def test_when_the_time_is_out_it_is_gone(
    qtbot: QtBot, guard: ClipboardGuard, clipboard: QClipboard
) -> None:
    with qtbot.waitSignal(guard.ended) as told:
        guard.copy(secret(), "openai-prod", 1)
    assert told.args == [Ending.TIME_UP]
    assert clipboard.text() == ""
    assert guard.left == 0


@pytest.mark.attack("E07")
def test_on_lock_it_is_gone_at_once(
    qtbot: QtBot, guard: ClipboardGuard, clipboard: QClipboard
) -> None:
    guard.copy(secret(), "openai-prod", 30)
    with qtbot.waitSignal(guard.ended) as told:
        guard.clear()
    assert told.args == [Ending.CLEARED]
    assert clipboard.text() == ""
    with qtbot.assertNotEmitted(guard.ended):
        guard.clear()


@pytest.mark.attack("E07")
def test_what_somebody_copied_meanwhile_stays(
    qtbot: QtBot, guard: ClipboardGuard, clipboard: QClipboard
) -> None:
    guard.copy(secret(), "openai-prod", 30)
    with qtbot.waitSignal(guard.ended) as told:
        clipboard.setText("a shopping list")
    assert told.args == [Ending.REPLACED]
    guard.clear()
    assert clipboard.text() == "a shopping list"
    assert guard.left == 0


def test_a_second_value_takes_the_place_of_the_first(
    qtbot: QtBot, guard: ClipboardGuard, clipboard: QClipboard
) -> None:
    guard.copy(secret(), "openai-prod", 30)
    guard.copy(Secret(b"sk-ant-second"), "anthropic-prod", 20)
    assert clipboard.text() == "sk-ant-second"
    assert guard.left == 20
    guard.clear()
    assert clipboard.text() == ""


@pytest.mark.attack("E08")
def test_histories_are_asked_to_leave_it_alone(
    guard: ClipboardGuard, clipboard: QClipboard
) -> None:
    guard.copy(secret(), "openai-prod", 30)
    data = clipboard.mimeData()
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    for name in MARKS:
        assert data.hasFormat(name)
    windows = [name for name in MARKS if "windows" in name]
    assert len(windows) == 3
    assert all(data.data(name).data() == bytes(4) for name in windows)


@pytest.mark.attack("E06")
def test_no_plaintext_is_kept_to_compare_with(guard: ClipboardGuard) -> None:
    guard.copy(secret(), "openai-prod", 30)
    assert VALUE not in repr(vars(guard))
    assert VALUE.encode() not in b"".join(
        value for value in vars(guard).values() if isinstance(value, bytes)
    )


OWNER = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from keylease.model.secret import Secret
from keylease_desktop.services.clipboard import ClipboardGuard
from keylease_desktop.services.unix_signals import UnixSignals

app = QGuiApplication(sys.argv)
guard = ClipboardGuard(app.clipboard(), app)
signals = UnixSignals(app)
signals.asked_to_end.connect(app.quit)
app.aboutToQuit.connect(guard.clear)
def copy():
    guard.copy(Secret(sys.stdin.readline().strip().encode()), "openai-prod", int(sys.argv[1]))
    print("copied", flush=True)
QTimer.singleShot(0, copy)
app.exec()
signals.close()
"""


class Screen:
    """A real X server, and the app's clipboard code as a program on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp", "-screen", "0", "640x480x24"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        self.env = {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        self.owner: subprocess.Popen[str] | None = None

    def copy(self, seconds: int) -> None:
        self.owner = subprocess.Popen(
            [sys.executable, "-c", OWNER, str(seconds)],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.owner.stdin is not None
        assert self.owner.stdout is not None
        self.owner.stdin.write(VALUE + "\n")
        self.owner.stdin.close()
        assert self.owner.stdout.readline() == "copied\n"

    def paste(self, which: str = "clipboard", target: str = "") -> str:
        wanted = ["-target", target] if target else []
        return subprocess.run(
            ["xclip", "-o", "-selection", which, *wanted],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        ).stdout

    def close(self) -> None:
        for process in (self.owner, self.server):
            if process is not None:
                process.terminate()
                process.wait(PATIENCE)
                for stream in (process.stdin, process.stdout):
                    if stream is not None:
                        stream.close()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    if not (shutil.which("Xvfb") and shutil.which("xclip")):
        pytest.skip("wants Xvfb and xclip")
    made = Screen(tmp_path)
    yield made
    made.close()


def until(true: object, seconds: float = PATIENCE) -> bool:
    assert callable(true)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.attack("E08")
def test_another_program_pastes_it_and_never_from_the_selection(screen: Screen) -> None:
    screen.copy(30)
    assert screen.paste() == VALUE
    assert screen.paste("primary") == ""
    assert screen.paste(target="x-kde-passwordManagerHint") == "secret"


@pytest.mark.attack("E07")
def test_another_program_finds_nothing_when_the_time_is_out(screen: Screen) -> None:
    screen.copy(1)
    assert until(lambda: screen.paste() == "")
    assert screen.owner is not None
    assert screen.owner.poll() is None


@pytest.mark.attack("E07")
def test_what_another_program_put_there_stays(screen: Screen) -> None:
    screen.copy(30)
    subprocess.run(
        ["xclip", "-selection", "clipboard"],
        input="a shopping list",
        text=True,
        env=screen.env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert screen.owner is not None
    assert until(lambda: screen.paste() == "a shopping list")
    screen.owner.send_signal(signal.SIGTERM)
    screen.owner.wait(PATIENCE)
    assert screen.paste() == "a shopping list"


@pytest.mark.attack("E07")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_however_the_app_ends_nothing_is_left(screen: Screen, how: signal.Signals) -> None:
    screen.copy(30)
    assert screen.owner is not None
    screen.owner.send_signal(how)
    status = screen.owner.wait(PATIENCE)
    assert status == (-9 if how is signal.SIGKILL else 0)
    assert screen.paste() == ""
