"""How much one member or one address may ask of a relay (core/PROTOCOL.md, "The relay")."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

from keylease.errors import Code, Refused
from keylease.model.base import Time
from keylease.model.spans import DAY, MINUTE

MEBIBYTE: Final = 1024 * 1024


NETWORK_OF_ONE: Final = 64
"""Bits that an IPv6 address shares with all others of one computer or household."""


@lru_cache(4096)
def counted_as(source: str) -> str:
    """What an address counts as where there are limits.

    In IPv6 anybody has 2^64 addresses, so it is their network that counts; an IPv4 address counts
    as itself, also where it comes written as IPv6. What is no address is itself.
    """
    try:
        address = ip_address(source)
    except ValueError:
        return source
    if not isinstance(address, IPv6Address):
        return source
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> NETWORK_OF_ONE << NETWORK_OF_ONE))


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much. Events, bytes, lines and refusals are counted durably, by author and day.

    `refusals` are lines about refused openings; beyond them the refusal stays, the line does not.
    `failures` are requests that nobody known has signed; beyond them nothing more is verified for
    that address within the minute.
    """

    source_per_minute: int = 12_000
    failures_per_minute: int = 60
    author_per_minute: int = 6_000
    requests_per_day: int = 500_000
    events_per_day: int = 10_000
    bytes_per_day: int = 64 * MEBIBYTE
    lines_per_day: int = 50_000
    refusals_per_day: int = 200
    page_rows: int = 10_000
    page_bytes: int = 4 * MEBIBYTE


DEFAULT: Final = Limits()


@dataclass(slots=True)
class Window:
    """Counts of one minute or one day; forgotten when the next one begins."""

    length: int
    number: int = -1
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, who: str, now: Time) -> int:
        """One more of theirs; how many there are by now."""
        self._turn(now)
        self.counts[who] += 1
        return self.counts[who]

    def of(self, who: str, now: Time) -> int:
        """How many there are."""
        self._turn(now)
        return self.counts.get(who, 0)

    def _turn(self, now: Time) -> None:
        if now // self.length != self.number:
            self.number = now // self.length
            self.counts.clear()


class Turnstile:
    """Counts requests in memory, by address before they are verified and by author after."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._sources = Window(MINUTE)
        self._failures = Window(MINUTE)
        self._authors = Window(MINUTE)
        self._days = Window(DAY)

    def arrive(self, source: str, now: Time) -> None:
        """Count a request from this address; E_RATE if it sends too many, or too many bad ones."""
        place = counted_as(source)
        with self._lock:
            count = self._sources.add(place, now)
            failures = self._failures.of(place, now)
        if count > self._limits.source_per_minute or failures >= self._limits.failures_per_minute:
            raise Refused(Code.E_RATE)

    def fail(self, source: str, now: Time) -> None:
        """Count a request that nobody known has signed."""
        with self._lock:
            self._failures.add(counted_as(source), now)

    def enter(self, author: str, now: Time) -> None:
        """Count a verified request; E_RATE beyond the minute's number, E_QUOTA beyond the day's."""
        with self._lock:
            minute, day = self._authors.add(author, now), self._days.add(author, now)
        if minute > self._limits.author_per_minute:
            raise Refused(Code.E_RATE)
        if day > self._limits.requests_per_day:
            raise Refused(Code.E_QUOTA)
