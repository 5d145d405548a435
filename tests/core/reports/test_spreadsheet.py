import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.model.plain import plain
from keylease.reports.spreadsheet import csv_line

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.attack("F04")
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_f04_no_cell_begins_like_a_formula_and_all_come_back(cells: list[str]) -> None:
    read = next(csv.reader(io.StringIO(csv_line([plain(text) for text in cells]))))
    assert len(read) == len(cells)
    assert not any(
        cell.lstrip(" '\"").startswith(DANGEROUS) and cell[0] != "'"
        for cell in read
        if cell.strip(" '\"")
    )
