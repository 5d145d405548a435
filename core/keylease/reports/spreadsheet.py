"""Text from other people, on its way into a terminal, a file or a spreadsheet.

Nothing in it moves a cursor or turns text around (THREATS.md F01), and no cell of it is ever a
formula (F04).
"""

import re
import unicodedata
from collections.abc import Sequence

_FORMULA = re.compile(r"(^|[,;|\t\r\n])([\s'\"]*)([=+\-@\t\r])")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def plain(text: str) -> str:
    """The text with everything that a terminal would obey or hide written out."""
    if text.isascii() and text.isprintable():
        return text  # nearly all of it, and there may be a quarter of a million cells
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter == "\n":
        return " "
    return f"\\u{{{ord(letter):x}}}" if unicodedata.category(letter) in _HIDDEN else letter


def csv_line(cells: Sequence[str]) -> str:
    """One line of CSV: every cell quoted, and nothing in it that a spreadsheet would calculate."""
    return ",".join('"' + _defused(text).replace('"', '""') + '"' for text in cells)


def _defused(text: str) -> str:
    """An apostrophe before what begins a formula (OWASP, CSV injection).

    Also after what another locale's spreadsheet takes for a separator.
    """
    return _FORMULA.sub(lambda found: f"{found[1]}{found[2]}'{found[3]}", text)
