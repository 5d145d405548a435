"""A review as a person describes it: which part of the team, for whom, until when."""

from collections.abc import Sequence
from dataclasses import dataclass

from keylease.client.ends import working_morning
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, Refused, Usage
from keylease.insight.review_scope import Scope
from keylease.ledger.standing import can_keep_names, is_gone
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.events import Lapse
from keylease.model.roles import OVERSEERS, PEOPLE, Role
from keylease.model.spans import DAY

USUAL_NOTICE = 14 * DAY
SHORTER = tuple(days * DAY for days in (30, 14, 7, 1))


@dataclass(frozen=True)
class Wanted:
    """Which subjects, by names; everything where nothing is said. `idle_for` is milliseconds."""

    environment: str = ""
    provider: str = ""
    project: str = ""
    only: Sequence[str] = ()
    people: bool = False
    apps: bool = False
    idle_for: Time | None = None


def scope_of(now: Snapshot, wanted: Wanted) -> tuple[Scope, str]:
    """The scope, and the same in words, as the record keeps it; "" for everything.

    Raises Refused(E_UNKNOWN) for a name that is none, Usage where people and apps are wanted alone.
    """
    if wanted.people and wanted.apps:
        raise Usage(Code.E_USAGE, "Choose people or apps, or neither for both.")
    words = [
        f"{what} {said}"
        for what, said in (
            ("environment", wanted.environment),
            ("provider", wanted.provider),
            ("project", wanted.project),
            ("only", ", ".join(wanted.only)),
        )
        if said
    ]
    words += ["people"] * wanted.people + ["services and CI"] * wanted.apps
    if wanted.idle_for is not None:
        words.append(f"not opened for {wanted.idle_for // DAY} days")
    scope = Scope(_keys(now, wanted), _members(now, wanted), wanted.idle_for)
    return scope, "; ".join(words)


def _keys(now: Snapshot, wanted: Wanted) -> frozenset[KeyId] | None:
    if not (wanted.environment or wanted.provider or wanted.project):
        return None
    place = now.environment_named(wanted.environment) if wanted.environment else None
    found = frozenset(
        id_
        for id_, key in now.state.keys.items()
        if place in (None, key.environment)
        and wanted.provider in ("", now.names.field(id_, "provider"))
        and wanted.project in ("", now.names.field(id_, "project"))
    )
    if not found:
        raise Refused(Code.E_UNKNOWN, "No key is like that.")
    return found


def _members(now: Snapshot, wanted: Wanted) -> frozenset[MemberId] | None:
    if wanted.only:
        return frozenset(now.member_named(name) for name in wanted.only)
    if not (wanted.people or wanted.apps):
        return None
    roles = PEOPLE if wanted.people else (Role.APP,)
    return frozenset(id_ for id_, member in now.state.members.items() if member.role in roles)


def usual_reviewers(now: Snapshot) -> tuple[MemberId, ...]:
    """Everybody with an office who can decide: two at least, so that nobody is left over."""
    return tuple(
        id_
        for id_, member in now.people()
        if member.role in OVERSEERS and can_keep_names(now.state, id_)
    )


def possible_reviewers(now: Snapshot) -> tuple[MemberId, ...]:
    """Everybody who could be asked to decide."""
    return tuple(id_ for id_, _ in now.people() if can_keep_names(now.state, id_))


def possible_lapses(now: Snapshot) -> tuple[Lapse, ...]:
    """What undecided access may do at the due date: no harder than the team's policy says."""
    order = list(Lapse)
    return tuple(order[: order.index(now.state.policy.lapse) + 1])


def usual_due(t: Time) -> Time:
    """Two weeks from then, on a working morning."""
    return working_morning(t + USUAL_NOTICE, 1)


def usual_title(t: Time) -> str:
    """ "Q4 2026 review"."""
    from datetime import UTC, datetime

    day = datetime.fromtimestamp(t / 1000, UTC)
    return f"Q{(day.month + 2) // 3} {day.year} review"


def shortened(ends: Time | None, t: Time, span: Time | None = None) -> Time | None:
    """The end that "shorten" gives by itself: in `span`, else in a month, or what is sooner.

    None where an access ends within a day anyway.
    """
    for length in SHORTER if span is None else (span, *SHORTER):
        if ends is None or t + length < ends:
            return t + length
    return None


def require_second(now: Snapshot, reviewers: Sequence[MemberId]) -> str:
    """A word of warning where one reviewer alone cannot decide everything; "" otherwise."""
    here = [one for one in reviewers if not is_gone(now.state, one)]
    if len(here) > 1:
        return ""
    return "With one reviewer, nobody can decide on that reviewer's own access: name a second."
