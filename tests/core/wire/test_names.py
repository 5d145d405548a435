import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Usage
from keylease.wire.names import (
    LARGEST_NAME,
    LONGEST_NAME,
    check_name,
    check_note,
    display,
    skeleton,
    tell_apart,
)

GOOD = [
    "Ada",
    "Ada Lovelace",
    "O'Brien",
    "Zoë Müller-Lüdenscheidt",
    "OpenAI production (EU)",
    "openai/prod-1_a",
    "1Password",
    "R&D: search #2",
    "José",
    "Nguyễn Thị Ánh",
    "Анна Каренина",
    "Ελένη",
    "田中 さくら",
    "コーヒー Team",
    "김철수 Kim",
    "สมชาย (Dev)",
    "नमस्ते",
    "မြို့",
    "كريم",
    "אדה",
    "x" * LONGEST_NAME,
]

BAD = {
    "nothing": "",
    "a space": " ",
    "space before": " Ada",
    "space after": "Ada ",
    "two spaces": "Ada  L",
    "no-break space": "Ada\xa0L",
    "tab": "Ada\tL",
    "line feed": "Ada\n",
    "control": "Ada\x1b[31m",
    "C1 control": "Ada\x9b31m",
    "NUL": "Ada\0",
    "bidi override": "Ada\u202egnp",
    "bidi isolate": "Ada\u2066x\u2069",
    "right-to-left mark": "Ada\u200f",
    "Arabic letter mark": "Ada\u061c",
    "zero-width space": "A\u200bda",
    "zero-width joiner": "A\u200dda",
    "word joiner": "A\u2060da",
    "byte order mark": "\ufeffAda",
    "soft hyphen": "A\xadda",
    "tag": "Ada\U000e0041",
    "variation selector": "Ada\ufe0f",
    "grapheme joiner": "Ada\u034f",
    "Hangul filler": "Ada\u3164",
    "private use": "Ada\ue000",
    "unassigned": "Ada\U000e0fff",
    "surrogate": "Ada\udcff",
    "emoji": "Ada 🚀",
    "mathematical": "𝐀da",
    "full width": "Ａda",
    "ligature": "ﬁn",
    "superscript": "Ada²",
    "Roman numeral": "Ada Ⅷ",
    "markup": "<b>Ada</b>",
    "backslash": "a\\b",
    "quotes": 'a"b',
    "formula": "=1+1",
    "an option": "--force",
    "a path": "../x",
    "an identifier": "key_" + "a" * 26,
    "too long": "x" * (LONGEST_NAME + 1),
    "too many bytes": "\U0001b000" * LONGEST_NAME * 4,
    "struck out": "A\u0336d\u0336a\u0336",
    "zalgo": "Z\u031b\u0317\u0331a",
    "the same mark twice": "q\u0307\u0307",
    "Cyrillic in Latin": "Аda",
    "Greek in Latin": "Αda",
    "three scripts": "Adaऄๆ",
    "two kinds of digits": "12٣",
    "dead script": "𐌰𐌱",
}


@pytest.mark.parametrize("name", GOOD)
def test_names_of_people_and_things_are_taken(name: str) -> None:
    assert check_name(name) == name
    assert display(name, "mem_a") == name


def test_a_name_is_brought_into_normal_form() -> None:
    assert check_name("Zoe\u0308") == "Zo\u00eb"


@pytest.mark.attack("F01")
@pytest.mark.parametrize("what", BAD)
def test_f01_a_bad_name_is_refused_and_says_why(what: str) -> None:
    with pytest.raises(Usage) as refusal:
        check_name(BAD[what])
    assert refusal.value.code is Code.E_NAME
    assert refusal.value.detail.endswith(".")
    assert refusal.value.detail.isprintable()


@pytest.mark.attack("F01")
@pytest.mark.parametrize("what", BAD)
def test_f01_a_hostile_clients_name_is_shown_as_data_with_its_id(what: str) -> None:
    shown = display(BAD[what], "mem_abc")
    assert shown.endswith('" (mem_abc)')
    assert shown.isascii() or "’" in shown
    assert shown.isprintable()
    assert len(shown) < 12 * LONGEST_NAME


@given(st.text(max_size=80))
def test_what_is_taken_is_plain(text: str) -> None:
    try:
        name = check_name(text)
    except Usage:
        assert display(text, "mem_x").endswith('" (mem_x)')
        return
    assert unicodedata.normalize("NFKC", name) == name
    assert all(unicodedata.category(letter)[0] not in "CZ" or letter == " " for letter in name)
    assert len(name.encode()) <= LARGEST_NAME
    assert check_name(name) == name


@pytest.mark.attack("F02")
@pytest.mark.parametrize(
    ("name", "twin"),
    [
        ("Ada", "ada"),
        ("Ada", "Αdа"),
        ("Ada", "Аdа"),
        ("Ada", "A\u200bda"),
        ("Ada", "Ａｄａ"),
        ("Ian", "ian"),
        ("Ian", "lan"),
        ("Bob", "B0b"),
        ("BOB", "bob"),
        ("mike", "rnike"),
        ("walter", "vvalter"),
        ("paypal", "pаypаl"),
        ("Oscar", "Оѕсаг".replace("г", "r")),
        ("O'Brien", "O’Brien"),
        ("prod 1", "prod l"),
        ("ロ", "口"),
    ],
)
def test_f02_twins_have_one_skeleton(name: str, twin: str) -> None:
    assert skeleton(name) == skeleton(twin)


@pytest.mark.parametrize(
    ("name", "other"), [("Ada", "Bob"), ("Zoe", "Zoë"), ("prod-1", "prod-2"), ("Анна", "Инна")]
)
def test_other_names_have_other_skeletons(name: str, other: str) -> None:
    assert skeleton(name) != skeleton(other)


@given(st.text(max_size=40))
def test_any_text_has_a_skeleton(text: str) -> None:
    assert skeleton(text) == skeleton(text)


@pytest.mark.attack("F02")
def test_f02_twins_are_shown_with_their_ids() -> None:
    names = {"mem_aaaaaaaaaaaa": "Ada", "mem_bbbbbbbbbbbb": "Аdа", "mem_cccccccccccc": "Bob"}
    assert tell_apart(names) == {
        "mem_aaaaaaaaaaaa": "Ada (mem_aaaaaaaa)",
        "mem_bbbbbbbbbbbb": '"\\u{410}d\\u{430}" (mem_bbbbbbbbbbbb)',
        "mem_cccccccccccc": "Bob",
    }


def test_a_note_may_have_lines() -> None:
    assert check_note(" moves to\tZürich\nin May \n") == "moves to\tZürich\nin May"


@pytest.mark.attack("F01")
@pytest.mark.parametrize("text", ["a\x1b[2J", "a\u202eb", "a\u200bb", "a\udcff", "x" * 2001])
def test_f01_a_note_hides_nothing(text: str) -> None:
    with pytest.raises(Usage) as refusal:
        check_note(text)
    assert refusal.value.code is Code.E_VALUE
