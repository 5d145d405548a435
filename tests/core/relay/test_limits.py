"""So many a minute, so many a day, each for themselves."""

import pytest

from keylease.errors import Code, Refused
from keylease.relay.gate import Door
from keylease.relay.limits import Limits, Turnstile, counted_as
from support.terms import DAY, MINUTE, START

LIMITS = Limits(source_per_minute=4, failures_per_minute=2, author_per_minute=3, requests_per_day=5)


def code_of(act: object, *arguments: object) -> Code | None:
    assert callable(act)
    try:
        act(*arguments)
    except Refused as refused:
        return refused.code
    return None


@pytest.fixture
def turnstile() -> Turnstile:
    return Turnstile(LIMITS)


def test_an_address_has_so_many_a_minute(turnstile: Turnstile) -> None:
    codes = [code_of(turnstile.arrive, "192.0.2.1", START) for _ in range(6)]
    assert codes == [None] * 4 + [Code.E_RATE] * 2
    assert code_of(turnstile.arrive, "192.0.2.2", START) is None
    assert code_of(turnstile.arrive, "192.0.2.1", START + MINUTE) is None


def test_after_so_many_failures_nothing_more_is_tried(turnstile: Turnstile) -> None:
    for _ in range(2):
        assert code_of(turnstile.arrive, "192.0.2.1", START) is None
        turnstile.fail("192.0.2.1", START)
    assert code_of(turnstile.arrive, "192.0.2.1", START) is Code.E_RATE
    assert code_of(turnstile.arrive, "192.0.2.2", START) is None
    assert code_of(turnstile.arrive, "192.0.2.1", START + MINUTE) is None


def test_an_author_has_so_many_a_minute_and_a_day(turnstile: Turnstile) -> None:
    codes = [code_of(turnstile.enter, "mem_a", START) for _ in range(4)]
    assert codes == [None] * 3 + [Code.E_RATE]
    assert code_of(turnstile.enter, "mem_b", START) is None
    assert code_of(turnstile.enter, "mem_a", START + MINUTE) is None
    assert code_of(turnstile.enter, "mem_a", START + MINUTE) is Code.E_QUOTA
    assert code_of(turnstile.enter, "mem_a", START + DAY) is None


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:3::", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::"),
        ("local", "local"),
        ("", ""),
    ],
)
def test_an_ipv6_address_counts_as_its_network(source: str, place: str) -> None:
    assert counted_as(source) == place


@pytest.mark.attack("D07")
def test_d07_whoever_has_a_network_of_addresses_has_the_limits_of_one(turnstile: Turnstile) -> None:
    codes = [code_of(turnstile.arrive, f"2001:db8::{n}", START) for n in range(1, 7)]
    assert codes == [None] * 4 + [Code.E_RATE] * 2
    assert code_of(turnstile.arrive, "2001:db8:0:1::1", START) is None
    for n in range(2):
        turnstile.fail(f"2001:db8:0:2::{n}", START)
    assert code_of(turnstile.arrive, "2001:db8:0:2::ffff", START) is Code.E_RATE


@pytest.mark.attack("D06")
def test_d06_and_the_connections_of_one() -> None:
    door = Door(10, 2, None)
    assert [door.enter(f"2001:db8::{n}") for n in range(3)] == [True, True, False]
    assert door.enter("2001:db8:0:1::")
    door.leave("2001:db8::")
    assert door.enter("2001:db8::7")
