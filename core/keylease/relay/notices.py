"""What a relay tells people unasked, and that it is told once (core/PROTOCOL.md, "Notices").

A relay reads no names, so a notice has none: that something waits, ends or has happened, and how
often. Who wants to know what opens the app.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import Struct

from keylease.insight.attention import next_review
from keylease.insight.progress import Stage, stage
from keylease.ledger.rules.reviews import UNDECIDED, outcomes
from keylease.ledger.standing import ended, ends_at, waiting_requests
from keylease.model.base import ReviewId, Time
from keylease.model.spans import DAY, MINUTE
from keylease.model.state import Review, State
from keylease.relay.equipment import Equipment

QUIET: Final = 15 * MINUTE
"""Requests that come within it are told of together."""
PLANNED_SOON: Final = 7 * DAY
"""Before the team's policy wants the next review, it is spoken of."""
_FACT: Final = "notices"


class Matter(StrEnum):
    """What a notice is about."""

    INCIDENT = "incident"
    REQUEST = "request"
    ENDING = "ending"
    REVIEW_OPENED = "review_opened"
    REVIEW_DUE = "review_due"
    REVIEW_OVER = "review_over"
    REVIEW_PLANNED = "review_planned"


_STAGES: Final = {
    Stage.OPEN: Matter.REVIEW_OPENED,
    Stage.DUE_SOON: Matter.REVIEW_DUE,
    Stage.OVER: Matter.REVIEW_OVER,
}


class Notice(Struct, frozen=True):
    """So many things of one kind, at a time (milliseconds UTC)."""

    matter: Matter
    count: int
    at: Time


class Told(Struct, frozen=True):
    """What has been told: open incidents and requests by id, and when last of what.

    `reviews` has each open review's stage, `planned` when the next one was said to be due.
    """

    incidents: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    requests_at: Time = 0
    endings_at: Time = 0
    reviews: Mapping[ReviewId, Stage] = {}
    planned: Time | None = None


_DECODER = msgspec.json.Decoder(Told)


def due(state: State, told: Told, now: Time) -> tuple[list[Notice], Told]:
    """What is to be told now, and what is told afterwards.

    Incidents at once, requests grouped, and once a day how many grants end within the next. Of a
    review each stage once: it is open, soon due with decisions left, over; the next one is near.
    """
    notices: list[Notice] = []
    incidents = frozenset(id_ for id_, one in state.incidents.items() if one.closed is None)
    if new := incidents - told.incidents:
        notices.append(Notice(Matter.INCIDENT, len(new), now))
    requests, requests_at = frozenset(waiting_requests(state)), told.requests_at
    known = told.requests & requests
    if requests - known and now >= requests_at + QUIET:
        notices.append(Notice(Matter.REQUEST, len(requests - known), now))
        known, requests_at = requests, now
    endings_at = told.endings_at
    if now >= endings_at + DAY:
        endings_at = now
        if ending := _ending(state, now):
            notices.append(Notice(Matter.ENDING, ending, now))
    reviews = {
        id_: max(told.reviews.get(id_, Stage.OPEN), _stage(state, one, now))
        for id_, one in state.reviews.items()
        if one.closed is None
    }
    reached = Counter(one for id_, one in reviews.items() if one != told.reviews.get(id_))
    notices += [Notice(_STAGES[one], reached[one], now) for one in sorted(reached)]
    planned = next_review(state)
    if planned is not None and now < planned - PLANNED_SOON:
        planned = None
    if planned not in (None, told.planned):
        notices.append(Notice(Matter.REVIEW_PLANNED, 1, now))
    return notices, Told(incidents, known, requests_at, endings_at, reviews, planned)


def _stage(state: State, review: Review, now: Time) -> Stage:
    """How far an open review is; it presses nobody where nothing is left to decide."""
    reached = stage(review, now)
    if reached is not Stage.DUE_SOON:
        return reached
    left = any(outcome == UNDECIDED for _, outcome in outcomes(state, review))
    return Stage.DUE_SOON if left else Stage.OPEN


def take_due(relay: Equipment) -> list[Notice]:
    """The notices that are due, which nobody else is going to send: they are told from now on.

    Of several processes on one store one gets them. Raises as `Equipment.writing`.
    """
    with relay.reading() as look:
        before = _told(look.tx.fact(_FACT))
        if not relay.in_charge(look.state) or due(look.state, before, look.now)[1] == before:
            return []  # nothing to write, as nearly always
    with relay.writing() as moment:
        notices, told = due(moment.state, _told(moment.tx.fact(_FACT)), moment.now)
        moment.tx.put_fact(_FACT, msgspec.json.encode(told))
    return notices


def _told(kept: bytes | None) -> Told:
    return Told() if kept is None else _DECODER.decode(kept)


def _ending(state: State, now: Time) -> int:
    """How many grants that still run end within a day."""
    return sum(
        ended(state, id_, now) is None and ends_at(state, id_, now) <= now + DAY
        for id_ in state.grants
    )
