"""What an author has written today, kept in the store so that a restart forgets nothing."""

import msgspec
from msgspec import Struct, structs

from keylease.errors import Code, Refused
from keylease.model.base import Time
from keylease.model.spans import DAY
from keylease.relay.limits import Limits
from keylease.store.base import ReadTransaction, WriteTransaction


class Day(Struct, frozen=True):
    """One author's writing on one day (UTC): events, bytes, access lines, refused ones of them."""

    day: int
    events: int = 0
    bytes: int = 0
    lines: int = 0
    refusals: int = 0


_DECODER = msgspec.json.Decoder(Day)


def spent(tx: ReadTransaction, author: str, now: Time) -> Day:
    """What the author has written on the day of `now`."""
    kept = tx.fact(_name(author))
    day = Day(day=now // DAY) if kept is None else _DECODER.decode(kept)
    return day if day.day == now // DAY else Day(day=now // DAY)


def charge(
    tx: WriteTransaction, author: str, now: Time, limits: Limits, *, events: int, size: int
) -> None:
    """Count events and bytes about to be kept; E_QUOTA where that is too much for one day."""
    day = spent(tx, author, now)
    day = structs.replace(day, events=day.events + events, bytes=day.bytes + size)
    if day.events > limits.events_per_day or day.bytes > limits.bytes_per_day:
        raise Refused(Code.E_QUOTA)
    _keep(tx, author, day)


def charge_line(tx: WriteTransaction, author: str, day: Day, *, refused: bool) -> None:
    """Count one access line after what was `spent`."""
    _keep(
        tx, author, structs.replace(day, lines=day.lines + 1, refusals=day.refusals + int(refused))
    )


def _keep(tx: WriteTransaction, author: str, day: Day) -> None:
    tx.put_fact(_name(author), msgspec.json.encode(day))


def _name(author: str) -> str:
    return f"day:{author}"
