"""What is printed of people's names: a font that has their letters, and what is done without.

The fonts that every PDF reader has know Latin-1 alone; so the app's own goes into the file, cut to
the letters that stand there.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file
from itertools import groupby

from fontTools.ttLib import TTFont
from fpdf import FPDF

import keylease_assets
from keylease.model.plain import plain

FAMILY = "inter"
_FILES = {"": "Inter-Regular", "B": "Inter-SemiBold"}


def bring_font(pdf: FPDF) -> None:
    """Make FAMILY known to a document, plain and bold ("B")."""
    for style, name in _FILES.items():
        with as_file(keylease_assets.font(name)) as path:
            pdf.add_font(FAMILY, style, path)


def printed(text: str) -> str:
    """Other people's text as it can be printed: the letters that the font lacks as their numbers.

    A run of them stands in brackets, as in [U+674E U+660E], and is seen to be no name.
    """
    shown = unicodedata.normalize("NFC", plain(text))
    if shown.isascii():
        return shown
    runs = groupby(shown, key=lambda letter: ord(letter) in _alphabet())
    return "".join("".join(run) if known else _numbers(run) for known, run in runs)


def _numbers(letters: Iterable[str]) -> str:
    return f"[{' '.join(f'U+{ord(letter):04X}' for letter in letters)}]"


@cache
def _alphabet() -> frozenset[int]:
    """What both weights have."""
    having = []
    for name in _FILES.values():
        with as_file(keylease_assets.font(name)) as path, TTFont(path, lazy=True) as font:
            having.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*having)
