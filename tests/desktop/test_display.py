"""Where there can be no window, one line says so and what to do."""

import subprocess
import sys

import pytest

from keylease_desktop.display import why_no_window

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")


@LINUX
def test_without_a_display() -> None:
    assert "There is no display here" in (why_no_window({}) or "")


@LINUX
def test_a_display_that_does_not_answer() -> None:
    assert "does not answer" in (why_no_window({"DISPLAY": ":987"}) or "")


def test_a_platform_that_was_chosen_is_believed() -> None:
    assert why_no_window({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert why_no_window({"WAYLAND_DISPLAY": "wayland-0"}) is None or sys.platform != "linux"


@LINUX
def test_the_program_says_so_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "keylease_desktop"],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("keylease-desktop: There is no display here.")
