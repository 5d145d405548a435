"""Two small charts, drawn by hand: how it was decided, and when."""

from collections import Counter
from collections.abc import Mapping, Sequence

from keylease.model.base import Time
from keylease.model.spans import DAY
from keylease.reports.evidence.document import iso
from keylease.reports.evidence.sheet import (
    BAD,
    CALM,
    GOOD,
    INK,
    LINE,
    MUTED,
    WARN,
    Colour,
    Sheet,
)

COLOURS: Mapping[str, Colour] = {
    "keep": GOOD,
    "end": BAD,
    "shorten": CALM,
    "replace": WARN,
    "reassign": CALM,
    "undecided": MUTED,
    "no_second_reviewer": MUTED,
}
WORDS: Mapping[str, str] = {
    "keep": "Kept",
    "end": "Ended",
    "shorten": "Shortened",
    "replace": "To be replaced",
    "reassign": "To be reassigned",
    "undecided": "Undecided",
    "no_second_reviewer": "No second reviewer",
}
BAR, GAP, CAPTION = 4.6, 1.7, 34
DAYS_HEIGHT = 30
MOST_BARS = 31


def by_verdict(sheet: Sheet, tally: Mapping[str, int], left: float, width: float) -> None:
    """A bar each, as long as its share of the longest; its number behind it."""
    top, most = sheet.get_y(), max([*tally.values(), 1])
    for word, count in tally.items():
        sheet.ink("", 8.5, INK if count else MUTED)
        sheet.text(left, top + BAR * 0.75, WORDS[word])
        length = (width - CAPTION - 14) * count / most
        sheet.set_fill_color(*COLOURS[word])
        if count:
            sheet.rect(left + CAPTION, top, max(length, 0.4), BAR, style="F")
        sheet.text(left + CAPTION + length + 1.5, top + BAR * 0.75, f"{count:,}")
        top += BAR + GAP
    sheet.set_y(top)


def over_days(
    sheet: Sheet, decided: Sequence[Time], opened: Time, end: Time, left: float, width: float
) -> None:
    """How many decisions on each day from the opening to the end; days in UTC."""
    top = sheet.get_y() + 3
    first, last = opened // DAY, max(end // DAY, opened // DAY)
    step = (last - first) // MOST_BARS + 1
    counts = Counter((at // DAY - first) // step for at in decided)
    bars, most = (last - first) // step + 1, max([*counts.values(), 1])
    each = width / bars
    sheet.set_fill_color(*CALM)
    sheet.ink("", 7.5, INK)
    for n, count in counts.items():
        height = (DAYS_HEIGHT - 5) * count / most
        x = left + n * each
        sheet.rect(x + each * 0.12, top + DAYS_HEIGHT - height, each * 0.76, height, style="F")
        label = f"{count:,}"
        middle = x + (each - sheet.get_string_width(label)) / 2
        sheet.text(middle, top + DAYS_HEIGHT - height - 1, label)
    sheet.set_draw_color(*LINE)
    sheet.set_line_width(0.2)
    sheet.line(left, top + DAYS_HEIGHT, left + width, top + DAYS_HEIGHT)
    sheet.ink("", 7.5, MUTED)
    sheet.text(left, top + DAYS_HEIGHT + 3.6, iso(opened)[:10])
    ending = iso(end)[:10]
    sheet.text(left + width - sheet.get_string_width(ending), top + DAYS_HEIGHT + 3.6, ending)
    sheet.set_y(top + DAYS_HEIGHT + 5)
