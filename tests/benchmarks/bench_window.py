"""From the start of the process to its window on an X screen, and what it holds in memory then."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.rows import Row, in_turn, left_out

WHAT = "window on the screen"
ROUNDS = 5
PATIENCE = 20.0
KEEPASSXC = ["keepassxc"]


def rows() -> Iterator[Row]:
    """Row 13 of performance.md."""
    for tool in ("Xvfb", "xdotool", "keepassxc"):
        if shutil.which(tool) is None:
            yield left_out(13, WHAT, tool)
            return
    with tempfile.TemporaryDirectory() as folder:
        ours = [sys.executable, "-m", "keylease_desktop", "--home", f"{folder}/home"]
        for command, title in ((ours, "^Keylease$"), (KEEPASSXC, "KeePassXC")):
            shown(command, title, folder)  # caches warm for both
        held: dict[str, list[float]] = {"ours": [], "theirs": []}
        pair = in_turn(
            lambda: _noted(shown(ours, "^Keylease$", folder), held["ours"]),
            lambda: _noted(shown(KEEPASSXC, "KeePassXC", folder), held["theirs"]),
            ROUNDS,
        )
        ours_mib, theirs_mib = min(held["ours"]), min(held["theirs"])
        yield Row(
            13,
            WHAT,
            f"{pair.first:.0f} ms, {ours_mib:.0f} MiB",
            f"KeePassXC {pair.second:.0f} ms, {theirs_mib:.0f} MiB",
            "≤ 1.5 × time, ≤ 1.0 × memory",
            f"{pair.ratio:.2f} × ({pair.spread}), {ours_mib / theirs_mib:.2f} ×",
            pair.ratio <= 1.5 and ours_mib <= theirs_mib,
        )


@contextmanager
def screen(folder: Path) -> Iterator[dict[str, str]]:
    """An X screen and a home of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    clean = {name: text for name, text in os.environ.items() if not name.startswith("QT_")}
    clean.pop("WAYLAND_DISPLAY", None)
    try:
        yield {
            **clean,
            "DISPLAY": f":{number}",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(folder),
        }
    finally:
        server.terminate()
        server.wait()


def shown(command: Sequence[str], title: str, home: str) -> tuple[float, float]:
    """Milliseconds until a window of that title is to be seen, and MiB held half a second later.

    Each time on a screen of its own: xdotool does not get over a window that has gone meanwhile.
    """
    with screen(Path(home)) as environ:
        return _shown(command, title, environ)


def _shown(command: Sequence[str], title: str, environ: Mapping[str, str]) -> tuple[float, float]:
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=dict(environ), stderr=subprocess.DEVNULL)
    try:
        look = ["xdotool", "search", "--onlyvisible", "--name", title]
        while subprocess.run(look, env=dict(environ), capture_output=True, check=False).returncode:
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(command[0])
        spent = (time.perf_counter() - begun) * 1000
        time.sleep(0.5)
        return spent, _resident(process.pid)
    finally:
        process.terminate()
        process.wait()


def _noted(measured: tuple[float, float], held: list[float]) -> float:
    held.append(measured[1])
    return measured[0]


def _resident(pid: int) -> float:
    """MiB that a process holds in memory."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
