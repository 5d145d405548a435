"""Tables on paper: text that fits its cell, and pages that have heads."""

import re

from keylease.reports.evidence.sheet import Column, Sheet
from support.reader import read_pdf


def written(sheet: Sheet) -> str:
    return read_pdf(bytes(sheet.output()))


def test_long_text_is_wrapped_and_what_is_cut_is_marked() -> None:
    sheet = Sheet("foot")
    sheet.add_page()
    sheet.rows([Column("Head", 30)], [["word " * 60], ["W" * 300], ["ŵ" * 30 + " behind"]])
    lines = written(sheet).split()
    assert sum(line.endswith("...") for line in lines) == 2
    assert 5 < max(line.count("W") for line in lines) < 20
    assert sum(line.count("ŵ") for line in lines) == 30
    assert "behind" in lines


def test_words_stand_on_one_line_as_long_as_there_is_room() -> None:
    sheet = Sheet("foot")
    sheet.add_page()
    sheet.rows([Column("Head", 60)], [["one two three"]] * 2)
    assert written(sheet).count("one two three") == 2


def test_heads_stand_on_every_page() -> None:
    sheet = Sheet("foot")
    sheet.add_page(orientation="L")
    sheet.rows([Column("Heading", 40), Column("Other", 40)], [["a", "b"]] * 100)
    assert written(sheet).count("Heading") == sheet.page_no() > 2


def test_a_reader_can_go_to_each_heading() -> None:
    sheet = Sheet("foot")
    sheet.add_page()
    for heading in ("Coverage", "Exceptions"):
        sheet.heading(heading)
    sheet.set_compression(False)
    assert bytes(sheet.output()).count(b"/Title") == 2


def test_the_foot_has_room_for_the_number_of_many_pages() -> None:
    sheet = Sheet("what it belongs to, " * 20)
    for _ in range(444):
        sheet.add_page()
    last = written(sheet).rstrip().splitlines()[-1]
    assert re.fullmatch(r"what it .*\.\.\. +444 / 444", last)
