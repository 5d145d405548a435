"""From the start of the process to its window on an X screen, and what it holds in memory then.

Beside KeePassXC, and beside a window of the binding with nothing in it: what no app of ours can
start sooner than.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.rows import Row, in_turn, left_out

WHAT = "window on the screen"
ROUNDS = 7
PATIENCE = 60.0
KEEPASSXC = ["keepassxc"]
BARE = [
    sys.executable,
    "-c",
    "from PySide6.QtWidgets import QApplication, QMainWindow; app = QApplication([]); "
    "window = QMainWindow(); window.setWindowTitle('Bare'); window.show(); app.exec()",
]


@dataclass(frozen=True)
class Shown:
    """A window on the screen: after how many ms, of which on a core; MiB half a second later."""

    ms: float
    cpu: float
    mib: float


def rows() -> Iterator[Row]:
    """Row 13."""
    for tool in ("Xvfb", "xdotool", "keepassxc"):
        if shutil.which(tool) is None:
            yield left_out(13, WHAT, tool)
            return
    with tempfile.TemporaryDirectory() as folder:
        app = [sys.executable, "-m", "keylease_desktop", "--home", f"{folder}/home"]
        ours: list[Shown] = []
        theirs: list[Shown] = []
        bare: list[Shown] = []

        def show_ours() -> float:
            bare.append(shown(BARE, "^Bare$", folder))
            return _noted(shown(app, "^Keylease$", folder), ours)

        def show_theirs() -> float:
            return _noted(shown(KEEPASSXC, "KeePassXC", folder), theirs)

        for show in (show_ours, show_theirs):
            show()  # caches warm for both
        pair = in_turn(show_ours, show_theirs, ROUNDS)
        ours_mib, theirs_mib = (min(one.mib for one in all_) for all_ in (ours, theirs))
        cpu, their_cpu, bare_cpu = (min(one.cpu for one in all_) for all_ in (ours, theirs, bare))
        yield Row(
            13,
            WHAT,
            f"{pair.first:.0f} ms, {ours_mib:.0f} MiB",
            f"KeePassXC {pair.second:.0f} ms, {theirs_mib:.0f} MiB",
            "≤ 1.5 × time, ≤ 1.0 × memory",
            f"{pair.ratio:.2f} × ({pair.spread}), {ours_mib / theirs_mib:.2f} ×; on a core "
            f"{cpu:.0f} ms beside {their_cpu:.0f}; an empty window of the binding "
            f"{median(one.ms for one in bare):.0f} ms, {bare_cpu:.0f} on a core",
            pair.ratio <= 1.5 and ours_mib <= theirs_mib,
        )


@contextmanager
def screen(folder: Path) -> Iterator[dict[str, str]]:
    """An X screen and a home of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        # it would start anew when the last client goes, here a look, under whoever comes just then
        ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", "1280x800x24"],
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
            # as an installed program has it: compiled once, not each time
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "DISPLAY": f":{number}",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(folder),
        }
    finally:
        server.terminate()
        server.wait()


def shown(command: Sequence[str], title: str, home: str) -> Shown:
    """A program until a window of that title is to be seen.

    Each time on a screen of its own: xdotool does not get over a window that has gone meanwhile.
    """
    with screen(Path(home)) as environ:
        return _shown(command, title, environ)


def _shown(command: Sequence[str], title: str, environ: Mapping[str, str]) -> Shown:
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=dict(environ), stderr=subprocess.DEVNULL)
    try:
        look = ["xdotool", "search", "--onlyvisible", "--name", title]
        while subprocess.run(look, env=dict(environ), capture_output=True, check=False).returncode:
            if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"{command[0]} has shown no window ({process.poll()})")
        spent, cpu = (time.perf_counter() - begun) * 1000, _on_a_core(process.pid)
        time.sleep(0.5)
        return Shown(spent, cpu, _resident(process.pid))
    finally:
        process.terminate()
        process.wait()


def _noted(measured: Shown, held: list[Shown]) -> float:
    held.append(measured)
    return measured.ms


def _on_a_core(pid: int) -> float:
    """Milliseconds that a process has spent on a core so far, to the hundredth of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    """MiB that a process holds in memory."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
