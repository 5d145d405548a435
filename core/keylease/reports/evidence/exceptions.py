"""What an auditor asks about first: what was not decided, or has to be explained."""

from collections.abc import Callable, Mapping, Sequence

from keylease.ledger.rules.reviews import NO_SECOND_REVIEWER, UNDECIDED
from keylease.reports.evidence.document import Decided
from keylease.reports.evidence.effects import Effect

_RULES: tuple[tuple[str, Callable[[Decided], bool]], ...] = (
    ("Nobody but the person it is about could decide", lambda r: r.outcome == NO_SECOND_REVIEWER),
    ("Not decided", lambda r: r.outcome == UNDECIDED),
    (
        "Has seen a value without access, and was left so",
        lambda r: r.kind == "exposure" and r.outcome == "keep",
    ),
    (
        "Kept, though never opened",
        lambda r: r.kind == "grant" and r.outcome == "keep" and not r.openings,
    ),
    (
        "Kept, though the person's safety words were never compared",
        lambda r: r.outcome == "keep" and not r.words_compared,
    ),
    ("Ended, after it had been kept or shortened first", lambda r: r.earlier_outcome is not None),
)
WAITING = "Decided, and not carried out yet"


def exceptions(
    rows: Sequence[Decided], effects: Sequence[Effect]
) -> Mapping[str, Sequence[Decided]]:
    """The rows of each kind, in the order of the review; kinds without any are not in it."""
    waiting = [one.row for one in effects if one.at is None]
    found = {WAITING: waiting}
    found |= {kind: [row for row in rows if is_one(row)] for kind, is_one in _RULES}
    return {kind: some for kind, some in found.items() if some}
