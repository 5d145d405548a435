import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from keylease.client.activity import Happening
from keylease.client.activity_file import FIELDS, csv_of, json_of, write_text
from keylease.errors import Code, StorageFailed
from keylease.model.base import LARGEST_INTEGER

ASKED = Happening(
    at=1_795_000_000_123,
    what="requested",
    who="mem_a",
    log="ledger",
    seq=7,
    key="key_a",
    to=("mem_b", "mem_c"),
    detail={"reason": "=HYPERLINK(1)", "expires": "5"},
)
NAMES = {"mem_a": "Ada", "key_a": "+openai", "mem_b": "Bob\u202e", "mem_c": "-Cai"}


def name(id_: str) -> str:
    return NAMES.get(id_, id_)


@pytest.mark.attack("F04")
def test_f04_names_and_reasons_are_never_formulas_in_the_csv() -> None:
    header, row = list(csv.reader(io.StringIO(csv_of([ASKED], name))))
    assert tuple(header) == FIELDS
    told = dict(zip(header, row, strict=True))
    assert told["note"] == "'=HYPERLINK(1)"
    assert told["key"] == "'+openai"
    assert told["to"] == "Bob\\u{202e}, '-Cai"
    assert told["at"].endswith(".123Z")


@pytest.mark.attack("F04")
def test_f04_every_cell_is_quoted_and_controls_are_written_out() -> None:
    steered = replace(ASKED, detail={"reason": "a\tb\r\nc"}, key=None)
    _, row, end = csv_of([steered], name).split("\r\n")
    assert '"a\\u{9}b\\u{d} c",""' in row
    assert row.count('","') == len(FIELDS) - 1
    assert end == ""


def test_a_refusal_stands_there_in_words_and_by_its_code() -> None:
    denied = replace(ASKED, what="refused", detail={"code": "E_EXPIRED", "purpose": "run"})
    assert denied.note == f"{Code.E_EXPIRED.meaning.sentence.partition('. ')[0]}, run"
    (told,) = json.loads(json_of([denied], name))
    assert (told["note"], told["code"]) == (denied.note, "E_EXPIRED")


def test_a_colleagues_time_beyond_all_calendars_breaks_no_file() -> None:
    far = replace(ASKED, at=LARGEST_INTEGER)
    assert "9999-01-01T00:00:00.000Z" in csv_of([far], name)
    assert "9999-01-01T00:00:00.000Z" in json_of([far], name)


def test_the_json_has_every_field_as_it_is() -> None:
    (told,) = json.loads(json_of([ASKED], name))
    assert set(told) == set(FIELDS)
    assert (told["note"], told["to"], told["seq"]) == ("=HYPERLINK(1)", ["Bob\u202e", "-Cai"], 7)


def test_a_file_is_written_whole_or_the_refusal_says_why(tmp_path: Path) -> None:
    place = tmp_path / "record.csv"
    write_text(place, "a")
    write_text(place, "b")
    assert place.read_text() == "b"
    with pytest.raises(StorageFailed) as failed:
        write_text(tmp_path / "nowhere" / "record.csv", "a")
    assert failed.value.code is Code.E_STORAGE
