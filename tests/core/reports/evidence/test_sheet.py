"""Tables on paper: text that fits its cell, and pages that have heads."""

import re

from keylease.reports.evidence.sheet import Column, Sheet, paper


def written(sheet: Sheet) -> bytes:
    sheet.set_compression(False)
    return bytes(sheet.output())


def test_long_text_is_wrapped_and_what_is_cut_is_marked() -> None:
    sheet = Sheet("foot")
    sheet.add_page()
    sheet.rows([Column("Head", 30)], [["word " * 60], ["W" * 300]])
    pdf = written(sheet)
    assert pdf.count(b"...)") == 2
    widest = max(len(text) for text in re.findall(rb"\((W+)\)", pdf))
    assert 5 < widest < 20


def test_heads_stand_on_every_page() -> None:
    sheet = Sheet("foot")
    sheet.add_page(orientation="L")
    sheet.rows([Column("Heading", 40), Column("Other", 40)], [["a", "b"]] * 100)
    assert written(sheet).count(b"(Heading)") == sheet.page_no() > 2


def test_letters_that_the_fonts_lack_are_numbers() -> None:
    assert paper("é \u202e 李\n") == "é \\u{202e} \\u674e "
