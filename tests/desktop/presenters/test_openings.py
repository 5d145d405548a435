from datetime import timedelta

from keylease.client.activity import Happening
from keylease_desktop.presenters import when
from keylease_desktop.presenters.openings import DAYS, openings
from support.terms import DAY, START


def opened(at: int, what: str = "opened") -> Happening:
    return Happening(at, what, "mem_a", "access", 1)


def test_counts_by_day_of_this_computer_the_newest_last() -> None:
    midnight = when.today(START).replace(hour=0, minute=0, second=0, microsecond=0)
    begin = int(midnight.timestamp() * 1000)
    oldest = int((midnight - timedelta(days=DAYS - 1)).timestamp() * 1000)
    found = openings(
        [
            opened(oldest - 1),
            opened(oldest),
            opened(begin - 1),
            opened(begin),
            opened(START + 500),  # the server's clock may be ahead
            opened(START, "refused"),
        ],
        START,
    )
    assert len(found.counts) == DAYS
    assert (found.counts[0], found.counts[-2], found.counts[-1]) == (1, 1, 2)
    assert found.total == 4
    assert found.says == "4 openings in 30 days"


def test_each_day_has_a_tip() -> None:
    found = openings([opened(START - 3 * DAY)], START)
    assert found.tips[-4].endswith(": 1")
    assert found.says == "1 opening in 30 days"
