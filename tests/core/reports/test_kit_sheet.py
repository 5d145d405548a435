"""The sheet of paper: one page, with everything that has to be typed."""

import re
import zlib

from keylease.reports.kit import KitSheet
from keylease.reports.kit_sheet import kit_pdf

GROUPS = tuple(f"{number:04d}" for number in range(16))
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def written(pdf: bytes) -> str:
    """The page's drawing commands."""
    return zlib.decompress(STREAM.findall(pdf)[0]).decode("latin-1")


def test_it_is_one_page_that_says_all_of_it() -> None:
    pdf = kit_pdf(KitSheet(facts=(("Team", "Acme"), ("Words", "one two")), groups=GROUPS))
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    page = written(pdf)
    for shown in ("Team", "Acme", "one two", "keylease team restore"):
        assert f"({shown}" in page or f"{shown} " in page, shown
    lines = ["  ".join(GROUPS[start : start + 4]) for start in range(0, 16, 4)]
    assert [line for line in lines if f"({line})" not in page] == []


def test_a_name_in_other_letters_is_printed_all_the_same() -> None:
    page = written(kit_pdf(KitSheet(facts=(("Person", "Ада"),), groups=GROUPS)))
    assert "u0410" in page


def test_the_code_to_scan_changes_with_the_groups() -> None:
    one, other = (
        written(kit_pdf(KitSheet(facts=(), groups=groups))) for groups in (GROUPS, GROUPS[::-1])
    )
    squares = re.compile(r"^.* re f$", re.MULTILINE)
    assert len(squares.findall(one)) > 200
    assert squares.findall(one) != squares.findall(other)
