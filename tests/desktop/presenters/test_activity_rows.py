from keylease.client.activity import WORDS, Happening
from keylease_desktop.presenters.activity_rows import (
    Filter,
    Filters,
    Kind,
    activity_rows,
    kind_of,
    line_facts,
    moment,
    newest_first,
    tone_of,
)
from keylease_desktop.presenters.happening_words import Shown
from keylease_desktop.theme.tokens import Tone
from support.terms import DAY, START

SHOWN = Shown({"mem_a": "Ada", "mem_b": "Ben", "key_x": "openai-prod"})
LINES = [
    Happening(START, "founded", "mem_a", "ledger", 0),
    Happening(
        START + 1,
        "granted",
        "mem_a",
        "ledger",
        1,
        "key_x",
        None,
        ("mem_b",),
        {"reason": "evals", "expires": str(START + DAY)},
    ),
    Happening(
        START + 2,
        "opened",
        "mem_b",
        "access",
        1,
        "key_x",
        1,
        (),
        {"purpose": "run", "source": "10.0.3.7", "client": "cli/1"},
    ),
    Happening(
        START + 3,
        "refused",
        "mem_b",
        "access",
        2,
        "key_x",
        None,
        (),
        {"purpose": "copy", "source": "local", "code": "E_FROZEN"},
    ),
    Happening(START + 4, "checkpoint", "mem_a", "ledger", 2),
]
ROWS = activity_rows(SHOWN, LINES)


def accepted(**wanted: object) -> list[str]:
    return [row.happening.what for row in ROWS if Filter(**wanted).accepts(row)]  # type: ignore[arg-type]


def test_rows_say_what_why_and_from_where() -> None:
    granted, opened, refused = ROWS[1:4]
    assert (granted.text, granted.note) == ("Ada shared openai-prod with Ben", "“evals”")
    assert (opened.note, opened.source) == ("version 1 · for a program", "10.0.3.7")
    assert (refused.note, refused.refused, tone_of(refused)) == ("", True, Tone.DANGER)
    assert newest_first(ROWS)[0] is ROWS[-1]


def test_everything_that_can_happen_is_of_a_kind() -> None:
    assert {kind_of(what) for what in WORDS.values()} == set(Kind) - {Kind.OPENINGS}
    assert kind_of("founded") is Kind.TEAM


def test_filters_by_kind_who_key_time_and_refusals() -> None:
    assert accepted() == ["founded", "granted", "opened", "refused"]
    assert accepted(kind=Kind.MACHINERY) == ["checkpoint"]
    assert accepted(kind=Kind.OPENINGS) == ["opened", "refused"]
    assert accepted(who="mem_b") == ["granted", "opened", "refused"]
    assert accepted(key="key_x", since=START + 2) == ["opened", "refused"]
    assert accepted(refusals=True) == ["refused"]


def test_the_same_filter_is_the_same_function() -> None:
    filters = Filters()
    assert filters.accept(Filter(who="a")) is filters.accept(Filter(who="a"))
    assert filters.accept(Filter(who="a")) is not filters.accept(Filter())


def test_all_that_is_known_of_a_line() -> None:
    facts = dict(line_facts(SHOWN, ROWS[3], START + DAY))
    assert facts["Why not"] == "the key is frozen"
    assert facts["On record"] == "openings, line 2"
    assert "Version" not in facts
    facts = dict(line_facts(SHOWN, ROWS[1], START + DAY))
    assert (facts["Whom"], facts["Why"]) == ("Ben", "evals")
    assert "Until" in facts


def test_other_years_are_named() -> None:
    assert "2026" in moment(START, START + 400 * DAY)
    assert "2026" not in moment(START, START + DAY)
