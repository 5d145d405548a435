"""Openings a day over the last thirty days: what a sparkline shows."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from keylease.client.activity import Happening
from keylease_desktop.presenters import when

DAYS = 30


def _tr(text: str) -> str:
    return QCoreApplication.translate("openings", text)


@dataclass(frozen=True)
class Openings:
    """Counts a day, the oldest first; a tip for each, and the whole in words."""

    counts: tuple[int, ...] = ()
    tips: tuple[str, ...] = ()
    says: str = ""

    @property
    def total(self) -> int:
        """How often in all."""
        return sum(self.counts)


NO_OPENINGS = Openings()


def openings(happened: Iterable[Happening], t: int) -> Openings:
    """Openings a day of this computer's zone, up to the day of `t`."""
    midnight = when.today(t).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    begins = [int(day.timestamp() * 1000) for day in days]
    counts = [0] * DAYS
    for one in happened:
        # the team server's clock may be a little ahead of this one: that is today as well
        if one.what == "opened" and one.at >= begins[0]:
            counts[bisect_right(begins, one.at) - 1] += 1
    tips = [
        _tr("{}: {}").format(when.day(begin, t), count)
        for begin, count in zip(begins, counts, strict=True)
    ]
    says = when.counted(sum(counts), _tr("{} opening in 30 days"), _tr("{} openings in 30 days"))
    return Openings(tuple(counts), tuple(tips), says)
