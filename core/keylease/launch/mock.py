"""Values that look like keys and open nothing, for tests: always the same, and known as ours."""

import re
import string
from hashlib import sha256

from keylease.providers.provider import Letters, Provider

_ALPHABETS = {
    Letters.BASE62: string.ascii_letters + string.digits,
    Letters.ALPHA: string.ascii_letters,
    Letters.HEX: "0123456789abcdef",
}
_MARKS = {
    Letters.BASE62: "MOCKkeylease",
    Letters.ALPHA: "MOCKkeylease",
    Letters.HEX: "0badc0de0badc0de",
}
_GAP = re.compile(r"\{([0-9]+)\}")


def mock_value(provider: Provider, seed: str) -> str:
    """A fake of the provider's own form; the same for the same seed, such as the key's id."""
    gap = 0

    def fill(found: re.Match[str]) -> str:
        nonlocal gap
        gap += 1
        return _letters(provider, f"{seed}:{gap}", int(found[1]))

    return _GAP.sub(fill, provider.mock)


def is_mock(value: str) -> bool:
    """Whether `mock_value` made it; no provider's real key holds such a mark but by wild chance."""
    return any(mark in value for mark in _MARKS.values())


def _letters(provider: Provider, seed: str, count: int) -> str:
    alphabet = _ALPHABETS[provider.letters]
    drawn = ""
    while len(drawn) < count:
        block = sha256(f"{provider.id}:{seed}:{len(drawn)}".encode()).digest()
        drawn += "".join(alphabet[byte % len(alphabet)] for byte in block)
    return (_MARKS[provider.letters] + drawn)[:count]
