"""Times in words."""

import pytest
from PySide6.QtWidgets import QApplication

from keylease.model.base import LARGEST_INTEGER
from keylease_desktop.presenters import when
from support.terms import DAY, HOUR, MINUTE, START

NOON = START + 12 * HOUR


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (5_000, "less than a minute"),
        (MINUTE, "1 minute"),
        (8 * HOUR, "8 hours"),
        (DAY, "1 day"),
        (6 * DAY + HOUR, "6 days"),
        (21 * DAY, "3 weeks"),
        (90 * DAY, "3 months"),
    ],
)
def test_lengths(qapp: QApplication, ms: int, words: str) -> None:
    assert when.span(ms) == words


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (10_000, "just now"),
        (9 * MINUTE, "9 min ago"),
        (2 * HOUR, "2 h ago"),
        (DAY, "yesterday"),
        (3 * DAY, "3 days ago"),
        (400 * DAY, "on 27 Nov 2024"),
    ],
)
def test_how_long_ago(qapp: QApplication, gone: int, words: str) -> None:
    assert when.ago(NOON - gone, NOON) == words


def test_what_was_chosen_is_not_rounded(qapp: QApplication) -> None:
    assert when.exact(30 * DAY) == "30 days"
    assert when.exact(8 * HOUR) == "8 hours"


def test_a_colleagues_time_beyond_all_calendars_breaks_no_screen(qapp: QApplication) -> None:
    assert when.day(LARGEST_INTEGER, START).endswith("9999")
    assert when.full(LARGEST_INTEGER)
    assert when.ago(LARGEST_INTEGER, START) == "just now"
