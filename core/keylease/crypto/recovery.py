"""The seed on paper, as 24 words or 16 groups of four (core/PROTOCOL.md, "Identity").

The groups are four lines of base32, each 8 bytes of the seed and 2 of a checksum over all of
the seed up to there: a slip is found in its line, and lines of two kits do not go together.
"""

import re
from base64 import b32decode, b32encode
from unicodedata import normalize

from keylease.crypto.hashing import tagged_hash
from keylease.crypto.signing import SEED_SIZE
from keylease.crypto.words import word_list
from keylease.errors import Code, Refused, Usage
from keylease.model.secret import Secret

WORDS = 24
GROUP = 4
GROUPS_OF_A_LINE = 4
LINES = 4
_LINE = GROUP * GROUPS_OF_A_LINE
_SEED_OF_A_LINE = SEED_SIZE // LINES
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
# digits that base32 does not have, for the letters they are mistaken for
_LOOK_ALIKES = str.maketrans("018", "OIB")


def kit_words(seed: Secret) -> tuple[str, ...]:
    """24 words of the BIP-39 list with its checksum of 8 bits."""
    return tuple(word_list().to_mnemonic(_whole(seed)).split(" "))


def kit_groups(seed: Secret) -> tuple[str, ...]:
    """16 groups of four characters with a checksum of 16 bits in every four groups."""
    root = _whole(seed)
    ends = range(_SEED_OF_A_LINE, SEED_SIZE + 1, _SEED_OF_A_LINE)
    text = "".join(
        b32encode(root[end - _SEED_OF_A_LINE : end] + _checksum(root[:end])).decode("ascii")
        for end in ends
    )
    return tuple(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def seed_from_text(text: str) -> Secret:
    """The seed from words or groups, however they are spaced, dashed or cased.

    E_KIT says which word, group or line to look at, where that can be known; never what was
    typed.
    """
    tokens = re.findall(r"[^\W_]+", normalize("NFKC", text).upper())
    # words are often numbered on paper
    known = [_known_word(token) for token in tokens if not token.isdecimal()]
    if sum(word is not None for word in known) * 2 > len(known):
        return _from_words(known)
    return _from_groups(tokens)


def _whole(seed: Secret) -> bytes:
    root = seed.reveal()
    if len(root) != SEED_SIZE:
        raise Refused(Code.E_KEY, "A seed has 32 bytes.")
    return root


def _checksum(so_far: bytes) -> bytes:
    return tagged_hash("keylease/kit/v1", so_far)[:2]


def _off(where: str) -> Usage:
    return Usage(Code.E_KIT, where)


def _known_word(token: str) -> str | None:
    """The list's word, also from its first four letters, which are enough to tell it."""
    word = word_list().expand_word(token.lower()) if len(token) >= GROUP else token.lower()
    return word if word in word_list().wordlist else None


def _from_words(known: list[str | None]) -> Secret:
    if None in known:
        raise _off(f"Word {known.index(None) + 1} is not in the list of words.")
    if len(known) != WORDS:
        raise _off(f"A kit has {WORDS} words, not {len(known)}.")
    try:
        return Secret(word_list().to_entropy([word for word in known if word]))
    except ValueError:
        raise _off("A word is another one from the list, or two have changed places.") from None


def _from_groups(tokens: list[str]) -> Secret:
    text = "".join(tokens).translate(_LOOK_ALIKES)
    stray = next((at for at, letter in enumerate(text) if letter not in _ALPHABET), None)
    if stray is not None and len(text) == LINES * _LINE:
        raise _off(f"Group {stray // GROUP + 1} has a character that no kit has.")
    if stray is not None or len(text) != LINES * _LINE:
        raise _off(_miscounted(tokens))
    root = b""
    for start in range(0, len(text), _LINE):
        root += _line(root, text[start : start + _LINE], start // GROUP)
    return Secret(root)


def _miscounted(tokens: list[str]) -> str:
    for number, token in enumerate(tokens, 1):
        if len(tokens) == LINES * GROUPS_OF_A_LINE and len(token) != GROUP:
            return f"Group {number} has {len(token)} characters instead of {GROUP}."
    return f"A kit has {LINES * GROUPS_OF_A_LINE} groups of {GROUP}, or {WORDS} words."


def _line(before: bytes, line: str, groups_before: int) -> bytes:
    """The line's part of the seed, or E_KIT with the group that is off."""
    if (part := _checked(before, line)) is not None:
        return part
    # one slip can be told exactly: only a change in the right group makes the checksum fit
    suspects = {at // GROUP for at, changed in _one_slip(line) if _checked(before, changed)}
    if len(suspects) == 1:
        raise _off(f"Look at group {groups_before + suspects.pop() + 1}.")
    first, last = groups_before + 1, groups_before + GROUPS_OF_A_LINE
    raise _off(f"Look at groups {first} to {last}.")


def _checked(before: bytes, line: str) -> bytes | None:
    raw = b32decode(line)
    part, checksum = raw[:_SEED_OF_A_LINE], raw[_SEED_OF_A_LINE:]
    return part if checksum == _checksum(before + part) else None


def _one_slip(line: str) -> list[tuple[int, str]]:
    """Every line that differs in one character, or by two neighbours within a group swapped."""
    changed = [
        (at, line[:at] + letter + line[at + 1 :]) for at in range(len(line)) for letter in _ALPHABET
    ]
    swapped = [
        (at, line[:at] + line[at + 1] + line[at] + line[at + 2 :])
        for at in range(len(line) - 1)
        if at // GROUP == (at + 1) // GROUP
    ]
    return changed + swapped
