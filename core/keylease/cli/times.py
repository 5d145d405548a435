"""Times as people write and read them: `8h`, `7d`, a date; "in 6 days"; local, with the zone.

JSON gets ISO 8601 in UTC. Inside there are only milliseconds.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from keylease.errors import Code, Usage
from keylease.model.spans import DAY, HOUR, MINUTE, SECOND

UNITS = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
LONGEST = 36_525 * DAY
"""A hundred years: whatever is longer was mistyped."""

_SPAN = re.compile(r"([1-9][0-9]{0,8})([smhdw])")
_CLOSE = 2 * SECOND


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in milliseconds UTC, to be printed."""

    ms: int

    @property
    def iso(self) -> str:
        """ISO 8601 in UTC, for programs."""
        return _utc(self.ms).isoformat(timespec="milliseconds")

    @property
    def local(self) -> str:
        """In this computer's zone, with the zone's name, for people."""
        return _local(self.ms).strftime("%Y-%m-%d %H:%M %Z")


@dataclass(frozen=True, slots=True)
class Length:
    """A span in milliseconds, to be printed."""

    ms: int

    @property
    def words(self) -> str:
        """Like "7 days"."""
        import humanize

        for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
            if self.ms >= unit and self.ms % unit == 0:
                count = self.ms // unit
                return f"{count} {name}" if count == 1 else f"{count} {name}s"
        return humanize.naturaldelta(timedelta(milliseconds=self.ms))


def away(ms: int, now: int) -> str:
    """How far a time lies from now: "in 6 days", "2 hours ago", "just now"."""
    import humanize

    if abs(ms - now) < _CLOSE:
        return "just now"
    words = humanize.naturaldelta(timedelta(seconds=round(abs(ms - now) / SECOND)), months=False)
    return f"in {words}" if ms > now else f"{words} ago"


def parse_span(text: str) -> int:
    """Milliseconds in `30m`, `8h`, `7d`, `12w`; Usage(E_DURATION) for anything else."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise Usage(Code.E_DURATION)
    span = int(found[1]) * UNITS[found[2]]
    if span > LONGEST:
        raise Usage(Code.E_DURATION, "That is more than a hundred years.")
    return span


@dataclass(frozen=True, slots=True)
class Until:
    """An end as a person gave it: a span from now, or a date.

    Where no time of day was given (`7d`, `2027-01-31`) the end is moved to a working morning,
    so that nobody loses a key on a Saturday night.
    """

    span: int | None = None
    at: int | None = None
    to_the_minute: bool = True

    def end(self, now: int, *, longest: int | None = None) -> int:
        """The end in milliseconds UTC, no further away than `longest` if the person kept to it."""
        end = now + self.span if self.span is not None else self.at or 0
        if end <= now:
            raise Usage(Code.E_DURATION, "That end has passed already.")
        if self.to_the_minute:
            return end
        from keylease.client.ends import working_morning

        limit = LONGEST if longest is None or end - now > longest else longest
        later, earlier = working_morning(end, 1), working_morning(end, -1)
        if later - now <= limit:
            return later
        return earlier if earlier > now else end


def parse_until(text: str) -> Until:
    """An end: a duration, a date, or a date and a time (`2027-01-31 17:30`) in the local zone."""
    text = text.strip()
    if _SPAN.fullmatch(text):
        return Until(span=parse_span(text), to_the_minute=text[-1] not in "dw")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Usage(Code.E_DURATION) from None
    dated = len(text) <= len("2027-01-31")
    if dated:
        from keylease.client.ends import MORNING

        moment = datetime.combine(moment, MORNING)
    zoned = moment.astimezone() if moment.tzinfo is None else moment
    if not 1970 < zoned.year < 2200:
        raise Usage(Code.E_DURATION)
    return Until(at=int(zoned.timestamp() * 1000), to_the_minute=not dated)


def parse_since(text: str, now: int) -> int:
    """The beginning of a stretch that lasts until now: `7d` ago, or a date."""
    text = text.strip()
    if _SPAN.fullmatch(text):
        return max(0, now - parse_span(text))
    at = parse_until(text).at
    if at is None:
        raise Usage(Code.E_DURATION)
    return at - (at - _midnight(at)) if len(text) <= len("2027-01-31") else at


def _local(ms: int) -> datetime:
    return _utc(ms).astimezone()


def _utc(ms: int) -> datetime:
    from keylease.model.base import LATEST_SHOWN  # msgspec with it, which `--help` can spare

    return datetime.fromtimestamp(min(ms, LATEST_SHOWN) / 1000, UTC)


def _midnight(ms: int) -> int:
    start = datetime.combine(_local(ms).date(), time()).astimezone()
    return int(start.timestamp() * 1000)
