import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.cli.times import Length, Moment, Until, away, parse_since, parse_span, parse_until
from keylease.errors import Code, Usage
from keylease.model.base import LARGEST_INTEGER, LATEST_SHOWN
from keylease.model.spans import DAY, HOUR, MINUTE, SECOND
from support.terms import START

THURSDAY = START
"""2026-01-01 00:00 UTC."""


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("10s", 10 * SECOND),
        ("30m", 30 * MINUTE),
        ("8h", 8 * HOUR),
        ("7d", 7 * DAY),
        ("12w", 84 * DAY),
        (" 1h ", HOUR),
    ],
)
def test_durations(text: str, span: int) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize(
    "text", ["", "0s", "-1h", "1", "h", "1.5h", "1y", "7 d", "１d", "1d1h", "9999999w", "01h"]
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(Usage) as refused:
        parse_span(text)
    assert refused.value.code is Code.E_DURATION


@given(st.text(max_size=30))
def test_any_text_is_an_end_or_refused(text: str) -> None:
    with suppress(Usage):
        until = parse_until(text)
        assert (until.span is None) != (until.at is None)


def test_times_for_programs_are_utc_and_for_people_local_with_the_zone() -> None:
    assert Moment(THURSDAY).iso == "2026-01-01T00:00:00.000+00:00"
    assert Moment(THURSDAY).local == "2026-01-01 01:00 CET"


def test_a_colleagues_time_beyond_all_calendars_breaks_no_list() -> None:
    for far in (LARGEST_INTEGER, LATEST_SHOWN + 1):
        assert Moment(far).iso == "9999-01-01T00:00:00.000+00:00"
        assert Moment(far).local.startswith("9999-01-01")
        assert away(far, THURSDAY).endswith("years")


def test_hours_end_to_the_minute() -> None:
    assert parse_until("26h").end(THURSDAY) == THURSDAY + 26 * HOUR


def test_days_end_on_the_next_working_morning() -> None:
    # Saturday 01:00 in Berlin, moved to Monday 09:00
    assert Moment(parse_until("2d").end(THURSDAY)).local == "2026-01-05 09:00 CET"


def test_where_the_policy_allows_no_more_it_is_the_morning_before() -> None:
    assert Moment(parse_until("2d").end(THURSDAY, longest=2 * DAY)).local == "2026-01-02 09:00 CET"


def test_a_morning_that_has_passed_is_no_end() -> None:
    noon = THURSDAY + 11 * HOUR  # Thursday 12:00: the working morning before is over by a day
    assert parse_until("1d").end(noon, longest=DAY) == noon + 21 * HOUR
    friday_noon = noon + DAY
    assert parse_until("1d").end(friday_noon, longest=DAY) == friday_noon + DAY


def test_what_goes_beyond_the_policy_stays_so_for_the_policy_to_refuse() -> None:
    assert parse_until("40d").end(THURSDAY, longest=30 * DAY) > THURSDAY + 30 * DAY


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-07-01", "2026-07-01 09:00 CEST"),
        ("2026-07-04", "2026-07-06 09:00 CEST"),
        ("2026-07-04 17:30", "2026-07-04 17:30 CEST"),
        ("2026-07-04T17:30", "2026-07-04 17:30 CEST"),
        ("2026-07-04T17:30+00:00", "2026-07-04 19:30 CEST"),
    ],
)
def test_dates(text: str, local: str) -> None:
    assert Moment(parse_until(text).end(THURSDAY)).local == local


def test_an_end_that_has_passed_is_refused() -> None:
    with pytest.raises(Usage, match="passed already"):
        parse_until("2025-12-31").end(THURSDAY)


def test_since() -> None:
    assert parse_since("7d", THURSDAY) == THURSDAY - 7 * DAY
    assert parse_since("500w", DAY) == 0
    assert parse_since("2026-01-01", THURSDAY) == THURSDAY - HOUR  # midnight in Berlin
    assert parse_since("2026-01-01 12:00", THURSDAY) == THURSDAY + 11 * HOUR


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (0, "just now"),
        (-1500, "just now"),
        (9600, "in 10 seconds"),
        (6 * DAY, "in 6 days"),
        (-2 * HOUR, "2 hours ago"),
        (45 * DAY, "in 45 days"),
    ],
)
def test_distances(distance: int, words: str) -> None:
    assert away(THURSDAY + distance, THURSDAY) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [(DAY, "1 day"), (90 * DAY, "90 days"), (8 * HOUR, "8 hours"), (90 * MINUTE, "90 minutes")],
)
def test_lengths(span: int, words: str) -> None:
    assert Length(span).words == words


def test_an_end_is_one_or_the_other() -> None:
    assert Until(at=THURSDAY + 1).end(THURSDAY) == THURSDAY + 1
