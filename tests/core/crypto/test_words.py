"""Words that two people compare: the same from the same, at the price of a stretching."""

from hashlib import sha256
from pathlib import Path

import mnemonic
import pytest
from nacl.pwhash import argon2id

from keylease.crypto.passphrase import Cost
from keylease.crypto.words import head_reading, safety_words, word_list

CHEAP = Cost(1, 8)
TEAM, INVITE, SIGN, BOX, HEAD = (letter * 32 for letter in (b"T", b"I", b"S", b"B", b"H"))
LIST = (Path(mnemonic.__file__).parent / "wordlist/english.txt").read_text().split()


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def stretched_by_hand(x: bytes, passes: int = 1, memory: int = 8192) -> bytes:
    digest = sha256(b"DSSEv1 17 keylease/words/v1 %d %b" % (len(x), x)).digest()
    return argon2id.kdf(32, digest, TEAM[:16], opslimit=passes, memlimit=memory)


def spelled_by_hand(stretched: bytes) -> tuple[str, ...]:
    bits = "".join(f"{byte:08b}" for byte in stretched)
    return tuple(LIST[int(bits[at : at + 11], 2)] for at in range(0, 66, 11))


def test_safety_words_by_hand_at_the_true_cost() -> None:
    stretched = stretched_by_hand(
        framed(INVITE, SIGN, BOX), argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE
    )
    assert safety_words(TEAM, INVITE, SIGN, BOX) == spelled_by_hand(stretched)


def test_head_words_and_number_by_hand() -> None:
    stretched = stretched_by_hand(framed(TEAM, (1234).to_bytes(8, "big"), HEAD))
    reading = head_reading(TEAM, 1234, HEAD, cost=CHEAP)
    assert reading.words == spelled_by_hand(stretched)
    number = int.from_bytes(stretched[16:], "big") % 10**12
    assert reading.number.replace(" ", "") == f"{number:012d}"
    assert [len(group) for group in reading.number.split(" ")] == [4, 4, 4]


def test_head_words_at_the_true_cost() -> None:
    stretched = stretched_by_hand(
        framed(TEAM, (7).to_bytes(8, "big"), HEAD),
        argon2id.OPSLIMIT_MODERATE,
        argon2id.MEMLIMIT_MODERATE,
    )
    assert head_reading(TEAM, 7, HEAD).words == spelled_by_hand(stretched)


@pytest.mark.parametrize("changed", range(4))
def test_words_change_with_everything_they_are_about(changed: int) -> None:
    about = [TEAM, INVITE, SIGN, BOX]
    words = safety_words(*about, cost=CHEAP)
    about[changed] = b"x" * 32
    assert len(words) == 6
    assert safety_words(*about, cost=CHEAP) != words


def test_a_reading_changes_with_everything_it_is_about() -> None:
    readings = {
        head_reading(TEAM, 1, HEAD, cost=CHEAP),
        head_reading(TEAM, 2, HEAD, cost=CHEAP),
        head_reading(TEAM, 1, SIGN, cost=CHEAP),
        head_reading(HEAD, 1, HEAD, cost=CHEAP),
    }
    assert len({reading.words for reading in readings}) == 4
    assert len({reading.number for reading in readings}) == 4


def test_the_list_is_bip_39s() -> None:
    words = word_list().wordlist
    assert words == LIST
    assert len({word[:4] for word in words}) == 2048
    assert (words[0], words[-1]) == ("abandon", "zoo")
