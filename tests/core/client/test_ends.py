"""Ends fall on working mornings, within what an environment allows."""

from datetime import UTC, date, datetime

import pytest

from keylease.client.ends import end_after, end_on, working_morning
from keylease.model.spans import DAY, HOUR

FRIDAY = int(datetime(2026, 1, 2, 15, tzinfo=UTC).timestamp() * 1000)


def at(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone()


def test_hours_are_kept_to_the_minute() -> None:
    assert end_after(8 * HOUR, FRIDAY) == FRIDAY + 8 * HOUR


@pytest.mark.parametrize("days", [1, 2, 7, 30, 90])
def test_days_end_on_a_working_morning_after(days: int) -> None:
    end = at(end_after(days * DAY, FRIDAY))
    assert (end.hour, end.minute) == (9, 0)
    assert end.weekday() < 5
    assert 0 <= end_after(days * DAY, FRIDAY) - (FRIDAY + days * DAY) < 4 * DAY


def test_the_morning_before_where_the_policy_leaves_no_room() -> None:
    end = end_after(30 * DAY, FRIDAY, 30 * DAY)
    assert FRIDAY < end <= FRIDAY + 30 * DAY
    assert at(end).weekday() < 5


def test_to_the_minute_where_no_morning_lies_between() -> None:
    # Saturday to Sunday, and no further than that
    saturday = FRIDAY + 18 * HOUR
    assert end_after(DAY, saturday, DAY) == saturday + DAY


def test_longest_cuts_what_is_longer() -> None:
    assert end_after(8 * HOUR, FRIDAY, 2 * HOUR) == FRIDAY + 2 * HOUR


def test_a_day_means_its_morning() -> None:
    assert at(end_on(date(2026, 3, 1))).date() == date(2026, 3, 1)


def test_a_morning_is_its_own_nearest() -> None:
    morning = working_morning(FRIDAY, 1)
    assert working_morning(morning, 1) == working_morning(morning, -1) == morning
