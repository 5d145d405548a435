"""decisions.json and decisions.csv, byte for byte."""

import csv
import io
import json

import pytest

from keylease.model.base import LARGEST_INTEGER
from keylease.reports.evidence.document import (
    Decided,
    Reviewed,
    Reviewer,
    decisions_csv,
    decisions_json,
    iso,
)
from keylease.reports.evidence.verify import as_csv, as_json


def row(**changes: object) -> Decided:
    fields: dict[str, object] = dict.fromkeys(Decided.__struct_fields__)
    fields |= {"subject": "grant:grt_a", "kind": "grant", "member": "mem_a", "role": "member"}
    fields |= {"words_compared": True, "openings": 3, "outcome": "keep", **changes}
    return Decided(**fields)  # type: ignore[arg-type]


def review(*rows: Decided) -> Reviewed:
    return Reviewed(
        team="AAAA",
        team_name="Acme",
        review="rev_a",
        title="Q1 – all",
        scope=None,
        opened_at="2026-01-01T00:00:00.000Z",
        opened_by="mem_a",
        opened_by_name="Ada",
        due="2026-01-15T00:00:00.000Z",
        undecided_then="end",
        shorten_to=None,
        ledger={"seq": 1, "hash": "AAAA"},
        access={"seq": 0, "hash": "AAAA"},
        reviewers=[Reviewer("mem_a", "Ada")],
        tally={"keep": len(rows)},
        decisions=rows,
    )


HOSTILE = row(
    member_name="=cmd|' /C calc'!A0",
    key_name="+1;-2",
    reason='He said "no",\n@home \u202e gpj',
    decision_reason="\tx",
    carried_out=False,
)


@pytest.mark.attack("F04")
def test_f04_no_cell_is_a_formula() -> None:
    (told,) = csv.DictReader(io.StringIO(decisions_csv(review(HOSTILE)).decode()))
    assert told["member_name"] == "'=cmd|' /C calc'!A0"
    assert told["key_name"] == "'+1;'-2"
    assert told["reason"] == 'He said "no", \'@home \\u{202e} gpj'
    assert (told["openings"], told["words_compared"], told["carried_out"]) == ("3", "true", "false")
    assert told["environment_name"] == ""


def test_json_is_ascii_and_has_a_row_a_line() -> None:
    content = decisions_json(review(HOSTILE, row()))
    assert content.isascii()
    assert len(content.splitlines()) == 4
    told = json.loads(content)
    assert told["decisions"][0]["member_name"] == "=cmd|' /C calc'!A0"
    assert told["title"] == "Q1 – all"


def test_the_auditors_program_writes_the_same_bytes() -> None:
    said = review(HOSTILE, row())
    told = json.loads(decisions_json(said))
    assert as_json(told) == decisions_json(said)
    assert as_csv(told) == decisions_csv(said)


def test_times_are_in_utc_and_end_somewhere() -> None:
    assert iso(1_767_225_600_123) == "2026-01-01T00:00:00.123Z"
    assert iso(LARGEST_INTEGER) == "9999-01-01T00:00:00.000Z"
