"""What an author has written today, across restarts."""

import pytest

from keylease.errors import Code, Refused
from keylease.relay.limits import Limits
from keylease.relay.quota import charge, charge_line, spent
from keylease.store.memory import MemoryStore
from support.terms import DAY, START

LIMITS = Limits(events_per_day=3, bytes_per_day=100)


def test_events_and_bytes_are_counted_by_author_and_day() -> None:
    store = MemoryStore()
    with store.write() as tx:
        charge(tx, "mem_a", START, LIMITS, events=2, size=60)
        charge(tx, "mem_a", START, LIMITS, events=1, size=40)
        charge(tx, "mem_b", START, LIMITS, events=3, size=0)
        for events, size in ((1, 0), (0, 1)):
            with pytest.raises(Refused) as refused:
                charge(tx, "mem_a", START, LIMITS, events=events, size=size)
            assert refused.value.code is Code.E_QUOTA
    with store.write() as tx:
        assert (spent(tx, "mem_a", START).events, spent(tx, "mem_a", START).bytes) == (3, 100)
        charge(tx, "mem_a", START + DAY, LIMITS, events=3, size=100)
        assert spent(tx, "mem_a", START).events == 0


def test_lines_are_counted_and_refused_ones_apart() -> None:
    store = MemoryStore()
    with store.write() as tx:
        for refused in (True, False):
            charge_line(tx, "mem_a", spent(tx, "mem_a", START), refused=refused)
        day = spent(tx, "mem_a", START)
        assert (day.lines, day.refusals) == (2, 1)
