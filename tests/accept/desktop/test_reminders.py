"""Beside the clock, seen from outside: what has come while somebody looks at something else."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.insight.review_rows import rows_in
from keylease.model.events import Lapse
from support.outside import main_job
from support.outside.desk import Desk, until
from support.outside.pair import pair, passphrase
from support.outside.person import Person
from support.terms import DAY

Sit = Callable[[Path], Person]
TRAY = "trayer"
WAITS = "^An access review waits for your decisions\\.$"


@pytest.fixture
def tray(desk: Desk) -> Iterator[None]:
    """A place for icons, as panels have one."""
    if shutil.which(TRAY) is None:
        pytest.skip(f"wants {TRAY}")
    with subprocess.Popen([TRAY, "--edge", "bottom"], env=desk.environ) as process:
        until(lambda: desk.run("xdotool", "search", "--class", TRAY), lambda: "no tray")
        yield
        process.terminate()


def opens_a_review(home: Path) -> None:
    """By another program of hers."""
    ana, now = Assembly(Home(home)).unlock(passphrase()), time.time_ns() // 1_000_000
    rows = rows_in(ana.refresh().state, ana.exposures(), now)
    subjects = [row.subject for row in rows if row.member != ana.me]
    ana.reviews.open("Q1", subjects, [ana.me], now + 14 * DAY, lapse=Lapse.KEEP)
    ana.close()


def test_a_review_is_told_of_beside_the_clock_and_a_click_leads_to_it(
    desk: Desk, sit: Sit, tray: None, tmp_path: Path
) -> None:
    homes = pair(tmp_path / "homes")
    (homes / "ana" / "settings.ini").write_text("[General]\ntray=true\n")
    ana = sit(homes / "ana")
    main_job.unlock(ana)
    ben = sit(homes / "ben")  # who has the keys from now on, and lies on top
    desk.run("xdotool", "windowraise", ben.window)
    before = windows(desk, ana)
    opens_a_review(homes / "ana")
    ana.sees(WAITS)
    (balloon,) = windows(desk, ana) - before
    assert desk.on_top() == ben.window
    desk.run("xdotool", "mousemove", "--window", balloon, "40", "50", "click", "1")
    until(lambda: desk.on_top() == ana.window, lambda: "it stays behind")
    ana.sees_no_more(WAITS)


def windows(desk: Desk, of: Person) -> set[str]:
    """All that it shows, the icon as well."""
    return set(desk.run("xdotool", "search", "--onlyvisible", "--pid", str(of.pid)).split())
