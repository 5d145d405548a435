"""The kit: written by hand, read back from whatever was typed, and a slip is found."""

import re
from base64 import b32encode
from collections.abc import Callable
from hashlib import sha256
from secrets import token_bytes

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keylease.crypto.recovery import kit_groups, kit_words, seed_from_text
from keylease.errors import Code, Refused, Usage
from keylease.model.secret import Secret

SEED = bytes(range(32))
GROUPS = kit_groups(Secret(SEED))
SEEDS = st.binary(min_size=32, max_size=32)
# the published vectors of BIP-39 for 256 bits
BIP_39 = {
    "00": "abandon " * 23 + "art",
    "7f": "legal winner thank year wave sausage worth useful " * 2
    + "legal winner thank year wave sausage worth title",
    "80": "letter advice cage absurd amount doctor acoustic avoid " * 2
    + "letter advice cage absurd amount doctor acoustic bless",
    "ff": "zoo " * 23 + "vote",
}


def off(text: str) -> str:
    with pytest.raises(Usage) as caught:
        seed_from_text(text)
    assert caught.value.code is Code.E_KIT
    return caught.value.detail


@pytest.mark.parametrize(("byte", "sentence"), BIP_39.items())
def test_words_are_those_of_bip_39(byte: str, sentence: str) -> None:
    seed = Secret(bytes.fromhex(byte * 32))
    assert " ".join(kit_words(seed)) == sentence
    assert seed_from_text(sentence) == seed


def test_groups_by_hand() -> None:
    lines = []
    for end in (8, 16, 24, 32):
        checked = b"DSSEv1 15 keylease/kit/v1 %d %b" % (end, SEED[:end])
        lines.append(b32encode(SEED[end - 8 : end] + sha256(checked).digest()[:2]).decode())
    assert "".join(GROUPS) == "".join(lines)
    assert [len(group) for group in GROUPS] == [4] * 16


SPELLINGS: list[Callable[[str], str]] = [
    lambda text: text,
    str.lower,
    lambda text: text.replace(" ", "-"),
    lambda text: f"  {text} \n",
    lambda text: re.sub("((?:[^ ]+ ){4})", r"\1\n", text),
    lambda text: text.replace(" ", " \u2013 "),
    lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in text),
]


@given(SEEDS, st.sampled_from(SPELLINGS))
def test_words_and_groups_come_back_however_they_are_spelled(
    seed: bytes, spelled: Callable[[str], str]
) -> None:
    assert seed_from_text(spelled(" ".join(kit_words(Secret(seed))))).reveal() == seed
    assert seed_from_text(spelled(" ".join(kit_groups(Secret(seed))))).reveal() == seed


@given(SEEDS)
def test_groups_come_back_without_spaces_and_with_look_alikes(seed: bytes) -> None:
    typed = "".join(kit_groups(Secret(seed))).translate(str.maketrans("OIB", "018"))
    assert seed_from_text(typed).reveal() == seed


@given(SEEDS)
def test_numbered_words_and_their_first_four_letters_are_enough(seed: bytes) -> None:
    words = kit_words(Secret(seed))
    numbered = "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))
    assert seed_from_text(numbered).reveal() == seed
    assert seed_from_text(" ".join(word[:4] for word in words)).reveal() == seed


@given(SEEDS, st.integers(0, 63), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_character_is_found(seed: bytes, at: int, letter: str) -> None:
    text = "".join(kit_groups(Secret(seed)))
    assume(text[at] != letter)
    line = at // 16 * 4
    assert off(text[:at] + letter + text[at + 1 :]) in {
        f"Look at group {at // 4 + 1}.",
        f"Look at groups {line + 1} to {line + 4}.",
    }


def test_one_wrong_character_is_nearly_always_found_to_the_group() -> None:
    exact = 0
    for at in range(64):
        text = "".join(GROUPS)
        slip = "A" if text[at] != "A" else "B"
        exact += off(text[:at] + slip + text[at + 1 :]) == f"Look at group {at // 4 + 1}."
    assert exact >= 60


def test_two_neighbours_swapped_are_found_to_the_group() -> None:
    text = "".join(GROUPS)
    at = next(n for n in range(20, 63) if n % 4 != 3 and text[n] != text[n + 1])
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    assert off(swapped) == f"Look at group {at // 4 + 1}."


def test_lines_in_another_order_or_of_another_kit_are_found() -> None:
    lines = ["".join(GROUPS[n : n + 4]) for n in (0, 4, 8, 12)]
    assert off("\n".join([lines[0], lines[2], lines[1], lines[3]])).startswith("Look at group")
    other = kit_groups(Secret(bytes(32)))
    assert off(" ".join(GROUPS[:8] + other[8:])).startswith("Look at group")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "A kit has 16 groups of 4, or 24 words."),
        ("   \n", "A kit has 16 groups of 4, or 24 words."),
        (" ".join(GROUPS[:15]), "A kit has 16 groups of 4, or 24 words."),
        (
            " ".join((*GROUPS[:6], GROUPS[6][:3], *GROUPS[7:])),
            "Group 7 has 3 characters instead of 4.",
        ),
        (" ".join((*GROUPS[:6], "AB9C", *GROUPS[7:])), "Group 7 has a character that no kit has."),
        (" ".join((*GROUPS[:6], "ABжC", *GROUPS[7:])), "Group 7 has a character that no kit has."),
        ("abandon " * 23, "A kit has 24 words, not 23."),
        ("abandon " * 23 + "xylophone", "Word 24 is not in the list of words."),
        (
            "abandon " * 6 + "abandom " + "abandon " * 16 + "art",
            "Word 7 is not in the list of words.",
        ),
        ("abandon " * 24, "A word is another one from the list, or two have changed places."),
    ],
)
def test_what_is_off_is_named(text: str, said: str) -> None:
    assert off(text) == said


@given(st.text(max_size=200))
def test_rubbish_is_a_clean_no(text: str) -> None:
    off(text)


@pytest.mark.attack("E06")
@given(SEEDS, st.integers(0, 15))
def test_e06_what_was_typed_is_in_no_error(seed: bytes, place: int) -> None:
    groups = list(kit_groups(Secret(seed)))
    groups[place] = "ABCD" if groups[place] != "ABCD" else "ABCE"
    said = off(" ".join(groups))
    assert not any(group in said for group in groups)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_kit_is_of_a_whole_seed(length: int) -> None:
    for write in (kit_words, kit_groups):
        with pytest.raises(Refused) as caught:
            write(Secret(token_bytes(length)))
        assert caught.value.code is Code.E_KEY
