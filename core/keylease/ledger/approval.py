"""The second yes: what of a grant waits for it, and who may not be the one to give it."""

from enum import StrEnum

from keylease.ledger.standing import behind
from keylease.model.base import MemberId
from keylease.model.state import Grant, Renewal, State


class Bar(StrEnum):
    """Why somebody cannot be the second person; the value is the sentence that says it."""

    GAVE = "Whoever gave this access cannot also be the second to say yes to it."
    OWN = "Nobody says yes to their own access."
    MADE = "Whoever made an app's token can use it, and so does not say yes to the app's access."


def awaited(grant: Grant) -> Renewal | None:
    """The end that waits for a second yes and who gave it; None where nothing waits."""
    if grant.needs_approval and grant.approved_by is None:
        return Renewal(expires=grant.expires, by=grant.by)
    return grant.renewal


def barred(state: State, grant: Grant, second: MemberId) -> Bar | None:
    """Why that person cannot say yes to what waits, whatever their role."""
    waiting = awaited(grant)
    if waiting is not None and waiting.by == second:
        return Bar.GAVE
    if grant.to == second:
        return Bar.OWN
    return Bar.MADE if second in behind(state, grant.to) else None
