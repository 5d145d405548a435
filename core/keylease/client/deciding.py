"""Sending decisions of a review when several reviewers are at it at once.

What somebody else has decided meanwhile stands; the rest is decided all the same, and what the law
refuses comes back with its sentence.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from keylease.client.acting import Plan
from keylease.client.connection import Connection
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import nothing
from keylease.errors import Code, KeyleaseError, Refused
from keylease.ledger.propose import Draft, chunks
from keylease.ledger.subjects import VERDICTS
from keylease.model.base import ReviewId
from keylease.model.events import Decision, ReviewDecide, Verdict
from keylease.model.state import Ruling

AT_ONCE = 100
"""Decisions in one event."""
IN_ONE_ACT = 32 * AT_ONCE
"""Few enough to be appended as one batch, so that none of it is written before the rest is seen."""
SOFT = (Verdict.KEEP, Verdict.SHORTEN)
NO_REASONS: Mapping[str, str] = {}


def fits(kind: str, verdict: Verdict) -> bool:
    """Whether a subject of that kind can be given this verdict."""
    return verdict in VERDICTS[kind]


@dataclass
class Decided:
    """What became of some decisions, by subject: on record, decided by another first, refused."""

    made: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    refused: list[tuple[str, KeyleaseError]] = field(default_factory=list)


def may_follow(before: Ruling, verdict: Verdict) -> bool:
    """Whether a subject that stands like that can (still) be given this verdict."""
    if before.verdict is None:
        return True
    return verdict is Verdict.END and before.verdict in SOFT


def drafts(
    review: ReviewId, decisions: Sequence[Decision], reasons: Mapping[str, str] = NO_REASONS
) -> list[Draft]:
    """Decisions as they are written down; `reasons` by subject, where one was given."""
    return [
        Draft(
            ReviewDecide(review, tuple(part)),
            {
                f"reason:{n}": reason
                for n, one in enumerate(part)
                if (reason := reasons.get(one.subject))
            },
        )
        for part in chunks(list(decisions), AT_ONCE)
    ]


def decide_open(
    connection: Connection,
    review: ReviewId,
    decisions: Sequence[Decision],
    over: Collection[str] = (),
    reasons: Mapping[str, str] = NO_REASONS,
) -> Decided:
    """Decide on all of these that are still open; never in place of what another has decided.

    `over` are the subjects of which the reviewer has seen that they were kept or shortened, and
    which they end all the same; `reasons` go with the decisions, by subject. Raises where nothing
    could be said at all: the relay is not reached, the team is frozen.
    """
    told = Decided()
    for part in chunks(list(decisions), IN_ONE_ACT):
        _decide(connection, review, part, over, reasons, told)
    return told


def _decide(
    connection: Connection,
    review: ReviewId,
    decisions: Sequence[Decision],
    over: Collection[str],
    reasons: Mapping[str, str],
    told: Decided,
) -> None:
    """All at once; where one is refused, by halves, so that only that one is left out."""
    sent: list[Decision] = []

    def plan(now: Snapshot) -> Plan:
        # asked anew where somebody was faster
        sent[:] = _still_open(now, review, decisions, over)
        return Plan(drafts(review, sent, reasons))

    try:
        connection.perform(plan, nothing)
    except Refused as refused:
        if len(decisions) == 1 or _is_about_all(connection, review, refused):
            told.refused += [(one.subject, refused) for one in decisions]
            return
        middle = len(decisions) // 2
        for half in (decisions[:middle], decisions[middle:]):
            _decide(connection, review, half, over, reasons, told)
        return
    made = {one.subject for one in sent}
    rulings = connection.snapshot.state.reviews[review].rulings
    for one in decisions:
        stands = rulings.get(one.subject, Ruling())
        own = (stands.by, stands.verdict) == (connection.me, one.verdict)
        (told.made if one.subject in made or own else told.others).append(one.subject)


def _still_open(
    now: Snapshot, review: ReviewId, decisions: Sequence[Decision], over: Collection[str]
) -> Iterator[Decision]:
    known = now.state.reviews.get(review)
    if known is None:
        raise Refused(Code.E_UNKNOWN)
    for one in decisions:
        before = known.rulings.get(one.subject, Ruling())
        looked = before.verdict is None or one.subject in over
        if looked and may_follow(before, one.verdict):
            yield one


def _is_about_all(connection: Connection, review: ReviewId, refused: Refused) -> bool:
    """Whether each of them alone would be refused just so."""
    known = connection.snapshot.state.reviews.get(review)
    over = known is None or known.closed is not None or connection.now() >= known.due
    return over or refused.code in (Code.E_ROLE, Code.E_AUTHOR_INACTIVE, Code.E_CONFLICT)
