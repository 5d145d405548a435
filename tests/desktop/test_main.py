"""`keylease-desktop` as a program: what it reads before its window; no display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.profile import Home
from support.members import CHEAP, passphrase


def test_without_a_display_it_says_so_and_ends(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "keylease_desktop", "--home", str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("keylease-desktop: There is no display here")
    assert len(done.stderr.splitlines()) == 1


FIRST_PAINT = """
import sys
from pathlib import Path
import PySide6.QtWidgets
from PySide6.QtCore import QEvent

class Watched(PySide6.QtWidgets.QApplication):
    def notify(self, receiver, event):
        if event.type() == QEvent.Type.Paint:
            sys.stdout.write(" ".join(sys.modules) + "\\n")
            sys.stdout.flush()
            self.quit()
        return super().notify(receiver, event)

PySide6.QtWidgets.QApplication = Watched
from keylease_desktop.application import run
sys.exit(run(Path(sys.argv[1]), ""))
"""
LATER = (
    "cryptography",
    "http",
    "keylease.client.session",
    "keylease.demo",
    "keylease.ledger",
    "keylease.providers",
    "keylease.recovery",
    "keylease.relay",
    "keylease.reports",
    "keylease.store.sqlite",
    "keylease_desktop.screens.workplace",
    "ssl",
    "starlette",
    "subprocess",
    "uvicorn",
)
"""Read after the window is to be seen, or never."""


@pytest.mark.parametrize("with_team", [False, True], ids=["entrance", "locked"])
def test_the_window_is_painted_before_the_rooms_behind_it_are_read(
    tmp_path: Path, with_team: bool
) -> None:
    home = Home(tmp_path / "home")
    if with_team:
        Assembly(home, cost=CHEAP).found("Acme", "Ada", passphrase()).close()
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(home.path)],
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    modules = set(done.stdout.splitlines()[0].split())
    assert "keylease_desktop.screens.locked" in modules
    assert [name for name in LATER if name in modules] == []
