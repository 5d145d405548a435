"""The sheet: what stands on it can be read back, by eye and by camera."""

import io

from keylease.reports.kit import KitSheet
from keylease.reports.kit_sheet import kit_pdf
from support.reader import read_pdf

GROUPS = tuple(f"{chr(65 + place)}{chr(65 + place)}{chr(65 + place)}2" for place in range(16))
SHEET = KitSheet((("Team", "Zoë & Łukasz"), ("Words", "one two three")), GROUPS)


def test_it_is_one_page_of_pdf() -> None:
    data = kit_pdf(SHEET)
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 1


def test_names_and_groups_are_read_as_they_are_written() -> None:
    shown = read_pdf(kit_pdf(SHEET))
    assert "Zoë & Łukasz" in shown
    assert all(group in shown for group in GROUPS)


def test_a_letter_that_the_font_lacks_stops_nothing() -> None:
    shown = read_pdf(kit_pdf(KitSheet((("Team", "团队\u202e"),), GROUPS)))
    assert "[U+56E2 U+961F]\\u{202e}" in shown


def test_what_holds_the_groups_does_not_show_them() -> None:
    assert repr(SHEET) == "<secret>"
    assert io.StringIO(f"{SHEET}").read() == "<secret>"
