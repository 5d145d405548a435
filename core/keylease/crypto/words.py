"""Words that people read to each other (core/PROTOCOL.md, "Nobody can be shown another history").

Six words are 66 bits of Argon2id over what both sides must agree on, so that whoever looks
for another key or history with the same words pays half a second for every try.
"""

from functools import cache
from typing import NamedTuple

from mnemonic import Mnemonic

from keylease.crypto.hashing import lp, tagged_hash
from keylease.crypto.passphrase import MODERATE, SALT_SIZE, Cost, stretch

WORDS = 6
BITS_OF_A_WORD = 11
_STRETCHED = 32


class HeadReading(NamedTuple):
    """A place in history to be compared: by ear as six words, on a screen as twelve digits."""

    words: tuple[str, ...]
    number: str


@cache
def word_list() -> Mnemonic:
    """The English BIP-39 list: 2,048 words that differ in their first four letters."""
    return Mnemonic("english")


def safety_words(
    team: bytes,
    invite_hash: bytes,
    sign_public: bytes,
    box_public: bytes,
    *,
    cost: Cost = MODERATE,
) -> tuple[str, ...]:
    """What inviter and joiner compare: invite (committed to first) and the joiner's keys.

    Takes half a second. A cost below MODERATE gives other words and is for tests alone.
    """
    return _words(_stretched(team, lp(invite_hash, sign_public, box_public), cost))


def head_reading(team: bytes, seq: int, head_hash: bytes, *, cost: Cost = MODERATE) -> HeadReading:
    """Words and history number of a place in history, by one stretching of half a second.

    The words are the first 66 bits; the number is the last 128, modulo 10^12.
    """
    stretched = _stretched(team, lp(team, seq, head_hash), cost)
    digits = f"{int.from_bytes(stretched[16:], 'big') % 10**12:012d}"
    return HeadReading(_words(stretched), f"{digits[:4]} {digits[4:8]} {digits[8:]}")


def _stretched(team: bytes, x: bytes, cost: Cost) -> bytes:
    return stretch(tagged_hash("keylease/words/v1", x), team[:SALT_SIZE], _STRETCHED, cost=cost)


def _words(stretched: bytes) -> tuple[str, ...]:
    bits = int.from_bytes(stretched, "big") >> (8 * len(stretched) - WORDS * BITS_OF_A_WORD)
    places = range(WORDS - 1, -1, -1)
    return tuple(word_list().wordlist[bits >> (BITS_OF_A_WORD * n) & 2047] for n in places)
