"""The relay's time: it never runs backwards, and never takes a leap unasked.

`now = max(clock, last signed at, floor)`. What was signed last is durable before it is signed, in
steps of a second, so that not every answer costs a write: after a restart time goes on from
the end of such a step (core/PROTOCOL.md, "The relay").
"""

import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from keylease.errors import Code, Refused
from keylease.model.base import Position, Time
from keylease.model.spans import DAY
from keylease.relay.vault import Newest, Vault

Clock: TypeAlias = Callable[[], Time]
"""Says what time the machine thinks it is, in milliseconds UTC."""

STEP: Final = 1_000
"""Milliseconds of signing that one durable mark covers."""
LONGEST_LEAP: Final = 7 * DAY


class RelayTime:
    """The one source of time for whatever a relay decides, signs or destroys."""

    def __init__(self, clock: Clock, vault: Vault) -> None:
        self.clock = clock
        self._vault = vault
        self._lock = threading.Lock()
        self._last: Time | None = None
        self._floor: Time | None = None

    def now(self, floor: Time, ledger: Position, access: Position) -> Time:
        """The time to decide and sign by; covered by a durable mark when this returns.

        `floor` is the folded state's, the positions are of what is durably in the store. Raises
        E_TIME_RAN where the clock is more than seven days ahead of what was signed last.
        """
        with self._lock:
            last = self._last_signed(floor)
            clock = self.clock()
            if last is not None and clock > max(last, floor) + LONGEST_LEAP:
                raise Refused(Code.E_TIME_RAN)
            now = max(clock, floor, 0 if last is None else last)
            self._cover(now, floor, ledger, access)
            return now

    def confirm(self, today: Time, floor: Time, ledger: Position, access: Position) -> Time:
        """Take a leap of the clock for true, because somebody said what day it is.

        E_TIME_RAN again where the clock is more than a day off that day.
        """
        with self._lock:
            clock = self.clock()
            if abs(clock - today) > DAY:
                raise Refused(Code.E_TIME_RAN)
            last = self._last_signed(floor)
            now = max(clock, floor, 0 if last is None else last)
            self._cover(now, floor, ledger, access)
            return now

    def _last_signed(self, floor: Time) -> Time | None:
        """What was signed last under this floor, by this process or another."""
        mark = self._vault.newest()
        if mark is None:
            return None
        if mark.floor != floor:
            return floor
        if self._last is None or self._floor != floor:
            return mark.until
        if self.clock() < mark.at:
            # set back while several processes sign: all meet at the end of the step
            return max(self._last, mark.until)
        return max(self._last, mark.at)

    def _cover(self, now: Time, floor: Time, ledger: Position, access: Position) -> None:
        mark = self._vault.newest()
        if mark is None or mark.floor != floor or now > mark.until:
            self._vault.remember(Newest(ledger, access, now, now + STEP, floor))
        self._last, self._floor = now, floor
