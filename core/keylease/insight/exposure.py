"""Who has seen which version of a key, and how (core/PROTOCOL.md, "Exposed").

What was opened is known version by version; that is what revoking cannot take back, and so what
has to be replaced. Shredded unopened is not exposed.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from keylease.model.access import Purpose
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.state import Key, State
from keylease.store.rows import Opening


class How(StrEnum):
    """By which way somebody came to know a version, or a machine of theirs to hold it."""

    ENTERED = "entered"
    CUSTODIAN = "custodian"
    OPENED = "opened"
    BROKERED = "brokered"
    DECLARED = "declared"


class Exposure(Struct, frozen=True, gc=False):
    """One member's exposure to one version, by one way.

    `first` and `last` are when, as far as the ledger says (being made custodian or declared
    later has no time in the state); `times` counts openings. `through` is the app that opened,
    where the member is exposed because they made its token.
    """

    member: MemberId
    key: KeyId
    version: int
    how: How
    first: Time | None = None
    last: Time | None = None
    times: int = 0
    through: MemberId | None = None


_Way = tuple[int, MemberId, bool]
"""Version, who opened it, whether brokered."""
_Known = tuple[Key, tuple[Exposure, ...]]


def exposures(state: State, openings: Iterable[Opening]) -> list[Exposure]:
    """All exposures of a team; for one question. Who asks again keeps an `ExposureIndex`."""
    index = ExposureIndex()
    index.add(openings)
    return index.exposures(state)


class ExposureIndex:
    """Exposures kept up to date: what has not changed since the last question is not redone.

    Not for several threads at once.
    """

    def __init__(self) -> None:
        self._opened: dict[KeyId, dict[_Way, list[int]]] = {}
        self._known: dict[KeyId, _Known] = {}

    def add(self, openings: Iterable[Opening]) -> None:
        """Take in further released openings, in any order, each of them once.

        Those of which only the hash may be read (no author, no key) tell nothing.
        """
        opened = self._opened
        brokered = Purpose.BROKERED.value
        touched = set()
        for _, author, key, version, _, purpose, at in openings:
            if author is None or key is None or version is None:
                continue
            ways = opened.get(key)
            if ways is None:
                ways = opened[key] = {}
            way = (version, author, purpose == brokered)
            seen = ways.get(way)
            if seen is None:
                ways[way] = [at, at, 1]
            else:
                seen[2] += 1
                if at > seen[1]:
                    seen[1] = at
                elif at < seen[0]:
                    seen[0] = at
            touched.add(key)
        for key in touched:
            self._known.pop(key, None)

    def exposures(
        self, state: State, *, key: KeyId | None = None, member: MemberId | None = None
    ) -> list[Exposure]:
        """All exposures, or those to one key or of one member, by key and version."""
        keys = state.keys if key is None else [key]
        found = [one for id_ in keys for one in self._of_key(state, id_)]
        return found if member is None else [one for one in found if one.member == member]

    def _of_key(self, state: State, id_: KeyId) -> tuple[Exposure, ...]:
        key = state.keys[id_]
        known = self._known.get(id_)
        if known is not None and known[0] is key:
            return known[1]
        found = [*_by_ledger(id_, key), *self._by_opening(state, id_)]
        found.sort(key=_order)
        self._known[id_] = (key, tuple(found))
        return self._known[id_][1]

    def _by_opening(self, state: State, id_: KeyId) -> Iterator[Exposure]:
        """Whoever opened it; for an app, whoever made its token as well."""
        for (version, author, brokered), (first, last, times) in self._opened.get(id_, {}).items():
            how = How.BROKERED if brokered else How.OPENED
            yield Exposure(author, id_, version, how, first, last, times)
            member = state.members.get(author)
            if member is not None and member.maker is not None:
                yield Exposure(member.maker, id_, version, how, first, last, times, author)


def _order(one: Exposure) -> tuple[int, Time, str, str, str]:
    return (one.version, one.first or 0, one.member, one.how, one.through or "")


def _by_ledger(id_: KeyId, key: Key) -> Iterator[Exposure]:
    """Who entered a version, who keeps it, and who is declared to know it."""
    for version, value in enumerate(key.versions, start=1):
        entered = value.entered
        yield Exposure(value.by, id_, version, How.ENTERED, entered, entered)
        for custody in value.custody:
            since = entered if custody.member == value.by else None
            yield Exposure(custody.member, id_, version, How.CUSTODIAN, since)
        for member in value.declared:
            yield Exposure(member, id_, version, How.DECLARED)
