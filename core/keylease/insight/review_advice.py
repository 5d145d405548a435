"""What is advised about a subject of a review, and by which rule.

The rules are a table, tried from the top: the first that fits names the advice, with its number of
days where it counts. Whoever shows it puts it into words.
"""

from collections.abc import Callable, Mapping
from enum import IntEnum, StrEnum

from msgspec import Struct

from keylease.model.base import Time
from keylease.model.spans import DAY

UNUSED_AFTER = 14
IDLE_AFTER = 30
DEAD_AFTER = 60
SOON = 14
"""Days."""


class Advice(IntEnum):
    """What is advised; the more urgent the lower."""

    END = 1
    LOOK = 2
    ROUTINE = 3


class Why(StrEnum):
    """The rule behind the advice. `days` of the row goes with those that count."""

    SEEN_WITHOUT_ACCESS = "seen without access"
    SUSPENDED = "suspended"
    NEVER_OPENED = "never opened"
    NOT_OPENED_FOR_LONG = "not opened for long"
    WORDS_NOT_COMPARED = "words not compared"
    ISSUER_GONE = "issuer gone"
    OPENED_LONG_AGO = "opened long ago"
    ONLY_MANAGER = "only manager"
    ENDS_SOON = "ends soon"
    NEW = "new"
    IN_USE = "in use"
    OFFICE = "office"
    KEEPS_IT = "keeps it"


ADVICE: Mapping[Why, Advice] = {
    Why.SEEN_WITHOUT_ACCESS: Advice.END,
    Why.SUSPENDED: Advice.END,
    Why.NEVER_OPENED: Advice.END,
    Why.NOT_OPENED_FOR_LONG: Advice.END,
    Why.WORDS_NOT_COMPARED: Advice.LOOK,
    Why.ISSUER_GONE: Advice.LOOK,
    Why.OPENED_LONG_AGO: Advice.LOOK,
    Why.ONLY_MANAGER: Advice.LOOK,
    Why.ENDS_SOON: Advice.ROUTINE,
    Why.NEW: Advice.ROUTINE,
    Why.IN_USE: Advice.ROUTINE,
    Why.OFFICE: Advice.ROUTINE,
    Why.KEEPS_IT: Advice.ROUTINE,
}


class Facts(Struct, frozen=True, gc=False):
    """What the rules look at. `unused_for` is since the last opening, or since it was lent."""

    kind: str
    active: bool
    verified: bool
    openings: int
    age: Time
    unused_for: Time
    left: Time | None
    issuer_here: bool
    managers: int


_Rule = tuple[Why, Callable[[Facts], bool], Callable[[Facts], Time | None]]


def _none(_: Facts) -> Time | None:
    return None


def _is_grant(facts: Facts) -> bool:
    return facts.kind == "grant"


RULES: tuple[_Rule, ...] = (
    (Why.SEEN_WITHOUT_ACCESS, lambda f: f.kind == "exposure", _none),
    (Why.SUSPENDED, lambda f: not f.active, _none),
    (
        Why.NEVER_OPENED,
        lambda f: _is_grant(f) and not f.openings and f.age >= UNUSED_AFTER * DAY,
        lambda f: f.age,
    ),
    (
        Why.NOT_OPENED_FOR_LONG,
        lambda f: _is_grant(f) and f.unused_for >= DEAD_AFTER * DAY,
        lambda f: f.unused_for,
    ),
    (Why.WORDS_NOT_COMPARED, lambda f: not f.verified, _none),
    (Why.ISSUER_GONE, lambda f: _is_grant(f) and not f.issuer_here, _none),
    (
        Why.OPENED_LONG_AGO,
        lambda f: _is_grant(f) and f.unused_for >= IDLE_AFTER * DAY,
        lambda f: f.unused_for,
    ),
    (Why.ONLY_MANAGER, lambda f: f.kind == "custody" and f.managers == 1, _none),
    (Why.OFFICE, lambda f: f.kind == "role", _none),
    (Why.KEEPS_IT, lambda f: f.kind == "custody", _none),
    (
        Why.ENDS_SOON,
        lambda f: f.left is not None and f.left <= SOON * DAY,
        lambda f: f.left,
    ),
    (Why.NEW, lambda f: not f.openings, lambda f: f.age),
    (Why.IN_USE, lambda f: True, lambda f: f.unused_for),
)


def advise(facts: Facts) -> tuple[Why, int | None]:
    """The first rule that fits, and its days."""
    why, span = next((why, span) for why, fits, span in RULES if fits(facts))
    counted = span(facts)
    return why, None if counted is None else max(counted, 0) // DAY
