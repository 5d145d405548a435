"""Who has seen what: every person and service against every key, as one table."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from keylease.client.snapshot import Snapshot
from keylease.insight.exposure import Exposure
from keylease.insight.holders import has_access, still_works
from keylease.model.base import KeyId, MemberId
from keylease_desktop.models.cells import Tile
from keylease_desktop.models.matrix import Heading, Seen
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.presenters.key_rows import KeyRow


@dataclass(frozen=True)
class SeenMatrix:
    """People down, keys across, and what stands where they meet."""

    people: tuple[Heading, ...]
    keys: tuple[Heading, ...]
    seen: dict[tuple[Hashable, Hashable], Seen]


def seen_matrix(
    now: Snapshot, rows: Iterable[KeyRow], exposures: Iterable[Exposure], t: int
) -> SeenMatrix:
    """The table at `t`; who has gone stays in it for as long as they have seen something."""
    shown = now.names.told_apart()
    by_pair: dict[tuple[MemberId, KeyId], list[Exposure]] = {}
    for one in exposures:
        by_pair.setdefault((one.member, one.key), []).append(one)
    keys = tuple(Heading(row.id, row.name, Tile.of_provider(row.provider)) for row in rows)
    members = {id_ for id_, _ in now.here()} | {member for member, _ in by_pair}
    seen: dict[tuple[Hashable, Hashable], Seen] = {
        (member, key.id): _seen(now, member, str(key.id), by_pair.get((member, str(key.id)), []), t)
        for member in members
        for key in keys
    }
    ordered = sorted((named(shown, id_), id_) for id_ in members if id_ in now.state.members)
    people = tuple(Heading(id_, name, Tile.of_person(name)) for name, id_ in ordered)
    return SeenMatrix(people, keys, seen)


def _seen(now: Snapshot, member: MemberId, key: KeyId, exposures: list[Exposure], t: int) -> Seen:
    works = any(still_works(now.state, key, one.version) for one in exposures)
    if has_access(now.state, member, key, t):
        return Seen.OPENED if works else Seen.ACCESS
    if works:
        return Seen.EXPOSED
    return Seen.OLD if exposures else Seen.NONE
