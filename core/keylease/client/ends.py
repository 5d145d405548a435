"""Ends of access as people mean them: "seven days" ends on a working morning.

Times are milliseconds UTC; mornings are those of this computer's zone.
"""

from datetime import UTC, date, datetime, time, timedelta

from keylease.model.base import Span, Time
from keylease.model.spans import DAY

MORNING = time(9)
SATURDAY = 5


def end_after(span: Span, now: Time, longest: Span | None = None) -> Time:
    """When access for `span` ends; from a day on, on a working morning, within `longest`.

    So nobody loses a key on a Saturday night. The morning after is taken if the policy leaves
    room for it, else the one before.
    """
    end = now + (span if longest is None else min(span, longest))
    if span < DAY:
        return end
    later, earlier = working_morning(end, 1), working_morning(end, -1)
    if longest is None or later - now <= longest:
        return later
    return earlier if earlier > now else end


def end_on(day: date) -> Time:
    """The morning of that day."""
    return int(datetime.combine(day, MORNING).astimezone().timestamp() * 1000)


def working_morning(ms: Time, step: int) -> Time:
    """The nearest morning, Monday to Friday, not before (or with -1: not after) a time."""
    day = datetime.fromtimestamp(ms / 1000, UTC).astimezone().date()
    while True:
        morning = end_on(day)
        reached = morning >= ms if step > 0 else morning <= ms
        if reached and day.weekday() < SATURDAY:
            return morning
        day += timedelta(days=step)
