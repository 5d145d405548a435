"""How far a report is that takes seconds, for whoever wants to show it."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is under way, and how many of how many are done."""


def unheard(_: str, __: int, ___: int) -> None:
    """Nobody wants to know."""
