"""Names and reasons that a pack shows, and what proves each: its salt, against a signed event."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from keylease.crypto.identity import member_id
from keylease.errors import KeyleaseError
from keylease.model import events as e
from keylease.model.events import Event
from keylease.wire.meta import MetaField

Read = Callable[[Event], Mapping[str, MetaField]]
"""Fields of an event's `meta`, as far as the exporter can read them."""


class Disclosure(Struct, frozen=True, gc=False):
    """One field of one event, shown: H(field, salt, value) stands in that event."""

    event: int
    field: str
    salt: bytes
    value: str


class Texts:
    """Texts of events; whatever is asked for is disclosed, and nothing else."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._fields: dict[int, Mapping[str, MetaField]] = {}
        self._naming: dict[str, list[Event]] = {}
        self._names: dict[str, str | None] = {}
        self._shown: dict[tuple[int, str], Disclosure] = {}

    @property
    def disclosures(self) -> list[Disclosure]:
        """What was asked for, in the order of the events."""
        return [self._shown[place] for place in sorted(self._shown)]

    def learn(self, event: Event) -> None:
        """Take note of an event that may name something, in order."""
        if "name" in (event.commitments or {}) and (id_ := named_by(event)):
            self._naming.setdefault(id_, []).append(event)
            self._names.pop(id_, None)

    def name(self, id_: str | None) -> str | None:
        """What somebody or something was called last; None where that cannot be read."""
        if id_ is None:
            return None
        if id_ not in self._names:
            told = (self.of(event, "name") for event in reversed(self._naming.get(id_, [])))
            self._names[id_] = next(filter(None, told), None)
        return self._names[id_]

    def of(self, event: Event | None, field: str) -> str | None:
        """A field of an event, from now on disclosed; None where it has none."""
        if event is None or field not in (event.commitments or {}):
            return None
        if event.seq not in self._fields:
            self._fields[event.seq] = self._readable(event)
        kept = self._fields[event.seq].get(field)
        if kept is None:
            return None
        self._shown[event.seq, field] = Disclosure(event.seq, field, kept.salt, kept.value)
        return kept.value

    def _readable(self, event: Event) -> Mapping[str, MetaField]:
        try:
            return self._read(event)
        except KeyleaseError:
            return {}  # its author encrypted something else than they signed


def named_by(event: Event) -> str | None:
    """What an event with a `name` names."""
    match event.data:
        case e.TeamCreate():
            return event.author
        case e.MemberAdmit() as data:
            return data.member
        case e.AppAdd() as data:
            return member_id(data.sign, data.box)
        case e.KeyAdd() | e.KeyEdit() as data:
            return data.key
        case e.EnvironmentSet() as data:
            return data.environment
        case _:
            return None
