"""Of what needs doing, what a member is reminded of though they look at something else.

Each reminder has a name of its own, so that whoever tells them can tell each once.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from keylease.insight.attention import Item, Matter
from keylease.insight.progress import Stage, progress, stage
from keylease.model.base import MemberId, Time
from keylease.model.roles import OVERSEERS
from keylease.model.spans import DAY
from keylease.model.state import State


class Reminder(StrEnum):
    """What somebody is reminded of."""

    INCIDENT = "incident"
    REQUEST = "request"
    ENDING = "ending"
    REVIEW_WAITS = "review_waits"
    REVIEW_DUE = "review_due"
    REVIEW_OVER = "review_over"
    REVIEW_PLANNED = "review_planned"


def reminders(state: State, items: Iterable[Item], me: MemberId, t: Time) -> Mapping[str, Reminder]:
    """What of the items that need `me` they are to be reminded of at `t`, by a name that stays
    the same while it holds.
    """
    found = ((item, _reminder(state, item, me, t)) for item in items)
    return {f"{what}:{item.subject or item.at}": what for item, what in found if what is not None}


def _reminder(state: State, item: Item, me: MemberId, t: Time) -> Reminder | None:
    match item.matter:
        case Matter.INCIDENT:
            return Reminder.INCIDENT
        case Matter.REQUEST:
            return Reminder.REQUEST
        case Matter.ENDING if item.member == me and item.at <= t + DAY:
            return Reminder.ENDING
        case Matter.REVIEW if item.subject is None:
            return Reminder.REVIEW_PLANNED
        case Matter.REVIEW:
            return _of_review(state, item, me, t)
        case _:
            return None


def _of_review(state: State, item: Item, me: MemberId, t: Time) -> Reminder | None:
    """Reviewers, of what is left to them; who can close it, once its time is over."""
    assert item.subject is not None
    reached = stage(state.reviews[item.subject], t)
    if reached is Stage.OVER:
        return Reminder.REVIEW_OVER if state.members[me].role in OVERSEERS else None
    if not progress(state, item.subject, me, t).left_to_me:
        return None
    return Reminder.REVIEW_DUE if reached is Stage.DUE_SOON else Reminder.REVIEW_WAITS
