"""What stands on a recovery kit's sheet; `kit_sheet.py` draws it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KitSheet:
    """What the sheet says. `facts` are (caption, text); `groups` hold the seed."""

    facts: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]

    def __repr__(self) -> str:
        """Never the groups."""
        return "<secret>"
