"""How often and when last a member has opened a key, whichever version: what a reviewer asks."""

from collections.abc import Iterable

from msgspec import Struct

from keylease.insight.exposure import Exposure, How
from keylease.model.base import KeyId, MemberId, Time


class Use(Struct, frozen=True, gc=False):
    """Openings of one key by one member; `last` is None where there was none."""

    times: int = 0
    last: Time | None = None


NEVER = Use()


class Uses:
    """Openings by member and key, of exposures in any order."""

    def __init__(self, exposures: Iterable[Exposure]) -> None:
        self._by: dict[tuple[MemberId, KeyId], Use] = {}
        for one in exposures:
            if one.how in (How.OPENED, How.BROKERED) and one.through is None:
                self._add(one)

    def of(self, member: MemberId, key: KeyId) -> Use:
        """How often that member has opened that key, and when last."""
        return self._by.get((member, key), NEVER)

    def _add(self, one: Exposure) -> None:
        place = (one.member, one.key)
        before = self._by.get(place, NEVER)
        last = max(before.last or 0, one.last or 0)
        self._by[place] = Use(before.times + one.times, last)
