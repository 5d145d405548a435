"""How somebody has just come into a team."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Arrival:
    """How somebody has just come in: what is to be shown to them next.

    `kit` wants a recovery kit made; `link` is for colleagues, who have to follow to a new relay;
    `demo` is the example team.
    """

    kit: bool = False
    link: str = ""
    demo: bool = False
    key_ring_failed: str = ""
