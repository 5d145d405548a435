"""Text on its way into a spreadsheet: no cell is ever a formula (THREATS.md F04).

What hides or moves a cursor is gone before, by `plain`.
"""

import re
from collections.abc import Sequence

_FORMULA = re.compile(r"(^|[,;|\t\r\n])([\s'\"]*)([=+\-@\t\r])")


def csv_line(cells: Sequence[str]) -> str:
    """One line of CSV: every cell quoted, and nothing in it that a spreadsheet would calculate."""
    return ",".join('"' + _defused(text).replace('"', '""') + '"' for text in cells)


def _defused(text: str) -> str:
    """An apostrophe before what begins a formula (OWASP, CSV injection).

    Also after what another locale's spreadsheet takes for a separator.
    """
    return _FORMULA.sub(lambda found: f"{found[1]}{found[2]}'{found[3]}", text)
