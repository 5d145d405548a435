"""What a measurement says, and how two things are compared on a machine that is never quiet."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table that `make bench` prints, numbered as the goals are.

    `figure` is what was measured (empty: left out, and `note` names the peer that is missing),
    `limit` what bounds it or what the peers need, `goal` what was promised; `met` says whether
    the promise was kept, None where there is none.
    """

    number: int
    what: str
    figure: str
    limit: str
    goal: str
    note: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things measured in turn, A B A B: their medians, and the ratio pair by pair."""

    first: float
    second: float
    ratio: float
    lowest: float
    highest: float

    @property
    def spread(self) -> str:
        """Lowest and highest ratio seen."""
        return f"{self.lowest:.2f}–{self.highest:.2f}"


def left_out(number: int, what: str, peer: str) -> Row:
    """The row of a peer that is not installed here."""
    return Row(number, what, "", "", "", f"{peer} is not installed")


def in_turn(first: Callable[[], float], second: Callable[[], float], rounds: int = 7) -> Pair:
    """Measure both `rounds` times, in turn; each call returns one figure. Ratio: first / second."""
    pairs = [(first(), second()) for _ in range(rounds)]
    ratios = [a / b for a, b in pairs]
    return Pair(
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
    )
