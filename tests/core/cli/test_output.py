import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.cli.output import Output, cell, table, tell, width_of
from keylease.cli.times import Length, Moment
from keylease.model.plain import plain
from keylease.reports.spreadsheet import csv_line
from support.terms import DAY, START

NASTY = st.text(st.characters(codec=None), max_size=40)


@pytest.mark.attack("F01")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b[31mAda", "\\u{1b}[2J\\u{1b}[31mAda"),
        ("a\u202eb", "a\\u{202e}b"),
        ("a\u200db\ufeff", "a\\u{200d}b\\u{feff}"),
        ("a\x9b31mb", "a\\u{9b}31mb"),
        ("two\nlines", "two lines"),
        ("Zoë Ольга 葵", "Zoë Ольга 葵"),
    ],
)
def test_nothing_reaches_a_terminal_that_it_would_obey(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.attack("F01")
@given(NASTY)
def test_whatever_is_shown_is_visible(text: str) -> None:
    assert not {unicodedata.category(c) for c in plain(text)} & {"Cc", "Cf", "Cs", "Co"}


def test_a_table_is_aligned_and_leaves_empty_columns_out() -> None:
    rows = [{"name": "Ada", "keys": 2, "none": None}, {"name": "葵", "keys": 10, "none": ""}]
    assert table(rows, {"name": "name", "keys": "keys", "none": "nothing"}) == [
        "NAME  KEYS",
        "Ada   2",
        "葵    10",
    ]


def test_widths_of_letters() -> None:
    assert width_of("葵") == 2
    assert width_of("e\u0301") == 1


def test_cells() -> None:
    assert cell(None) == ""
    assert cell(True) == "yes"
    assert cell(["Ada", "Bob"]) == "Ada, Bob"
    assert cell(Length(DAY)) == "1 day"


@pytest.mark.parametrize("rows", [[], [{"name": "Ada\x1b", "at": Moment(START)}]])
def test_json_is_a_list_of_the_whole_objects(
    rows: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    Output(json=True).rows(rows, {"name": "name"}, empty="Nobody.")
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert len(found) == len(rows)
    assert printed.err == ""
    assert printed.out.isascii()
    if found:
        assert found == [{"name": "Ada\x1b", "at": "2026-01-01T00:00:00.000+00:00"}]


def test_an_empty_list_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    Output().rows([], {"name": "name"}, empty="No keys yet. Add one: keylease key add")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "No keys yet. Add one: keylease key add\n"


def test_a_record_has_a_line_for_each_fact(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"key": "openai", "note": None, "by": "Ada"}
    Output().record(row, {"key": "Key", "note": "Note", "by": "Added by"})
    assert capsys.readouterr().out == "Key       openai\nAdded by  Ada\n"
    Output(json=True).record({**row, "every": Length(1500)}, {})
    assert json.loads(capsys.readouterr().out)["every"] == 1.5


def test_sections_are_for_people_only(capsys: pytest.CaptureFixture[str]) -> None:
    Output(json=True).section("Access", [{"to": "Bob"}], {"to": "to"})
    Output().section("Access", [], {"to": "to"})
    assert capsys.readouterr().out == ""
    Output().section("Access", [{"to": "Bob"}], {"to": "to"})
    assert capsys.readouterr().out == "\nAccess\n  TO\n  Bob\n"


def test_a_text_and_what_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Output().text({"rules": "One.\nTwo.\x07"}, "rules")
    Output().alone("link", "keylease:join?x")
    assert capsys.readouterr().out == "One.\nTwo.\\u{7}\nkeylease:join?x\n"
    Output(json=True).text({"rules": "One."}, "rules")
    assert json.loads(capsys.readouterr().out) == {"rules": "One."}
    Output(json=True).alone("link", "x")
    assert json.loads(capsys.readouterr().out) == {"link": "x"}


def test_words_after_results_even_through_one_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output()
    out.line("line")
    out.say("word\x1b")
    tell("as it is")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("line\n", "word\\u{1b}\nas it is\n")


@pytest.mark.attack("F04")
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://evil","x")',
        '"=1',
        " =1",
        "a;=1",
        "a,=1",
        'a;"=1',
        "a|@x",
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    for separator in ",;|\t":
        for row in csv.reader(io.StringIO(csv_line([text, "x"])), delimiter=separator):
            assert not [
                part
                for part in row
                if part.lstrip(" '\"").startswith(tuple("=+-@")) and "'" not in part
            ]


@given(st.lists(NASTY, min_size=1, max_size=4))
def test_a_line_of_csv_has_as_many_cells(cells: list[str]) -> None:
    assert len(next(csv.reader([csv_line([plain(text) for text in cells])]))) == len(cells)
