"""`keylease-desktop` where there is no display: one line and an exit status."""

import os
import subprocess
import sys
from pathlib import Path


def test_without_a_display_it_says_so_and_ends(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "keylease_desktop", "--home", str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("keylease-desktop: There is no display here")
    assert len(done.stderr.splitlines()) == 1
