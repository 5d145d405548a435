"""How good a passphrase is, and six words of our own choice. Both run here; nothing is sent.

The words come from the EFF's long list by the system's randomness: 77 bits.
"""

import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LONGEST = 72
"""Characters that are judged: the judging slows down with length, and these suffice."""
WORDS = 6
ENOUGH = 3


@dataclass(frozen=True)
class Strength:
    """0 (guessed at once) to 4, and whether it will do for a file that somebody may steal."""

    score: int

    @property
    def enough(self) -> bool:
        """Whether a passphrase of this strength is taken."""
        return self.score >= ENOUGH


def strength(passphrase: str, known: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase; `known` are words that would be tried first: the person's and team's
    names. Some milliseconds, at first a tenth of a second.
    """
    from zxcvbn import zxcvbn  # slow to import, and only somebody who makes a passphrase needs it

    if not passphrase:
        return Strength(0)
    found = zxcvbn(passphrase[:LONGEST], user_inputs=[word for word in known if word])
    return Strength(int(found["score"]))


def suggestion() -> str:
    """Six words, separated by spaces."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    import xkcdpass  # a list of words is all that is taken from it

    path = Path(str(xkcdpass.__file__)).parent / "static" / "eff-long"
    return tuple(path.read_text("utf-8").split())
