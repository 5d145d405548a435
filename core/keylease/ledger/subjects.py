"""What a review decides on: reading a subject's text and whom it is about."""

from msgspec import Struct

from keylease.errors import Code
from keylease.ledger.moves import find, require, version_of
from keylease.ledger.standing import require_standing
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.events import Verdict
from keylease.model.state import State

VERDICTS: dict[str, frozenset[Verdict]] = {
    "grant": frozenset(Verdict),
    "custody": frozenset({Verdict.KEEP, Verdict.END, Verdict.REASSIGN}),
    "role": frozenset({Verdict.KEEP, Verdict.END}),
    "exposure": frozenset({Verdict.KEEP, Verdict.REPLACE}),
}
"""Which verdicts make sense on which kind of subject."""


class About(Struct, frozen=True):
    """A subject taken apart; `grant`, `key` and `version` where its kind has them."""

    kind: str
    member: MemberId
    grant: str | None = None
    key: KeyId | None = None
    version: int | None = None


def about(state: State, subject: str) -> About:
    """What a subject is about, or E_UNKNOWN if that is not in the team."""
    kind, *parts = subject.split(":")
    match kind, parts:
        case "grant", [id_]:
            grant = find(state.grants, id_)
            return About(kind, grant.to, grant=id_, key=grant.key)
        case "custody", [key, member]:
            require(member in find(state.keys, key).custodians, Code.E_UNKNOWN)
            return About(kind, member, key=key)
        case "exposure", [key, version, member]:
            version_of(find(state.keys, key), int(version))
            find(state.members, member)
            return About(kind, member, key=key, version=int(version))
        case _:
            find(state.members, parts[0])
            return About(kind, parts[0])


def whose(state: State, subject: str) -> MemberId:
    """Whom a subject in scope is about; all that is asked of ten thousand at once."""
    kind, _, rest = subject.partition(":")
    return state.grants[rest].to if kind == "grant" else rest.rpartition(":")[2]


def require_reviewable(state: State, subject: str, t: Time) -> About:
    """What it is about, refused if it cannot be reviewed (any more)."""
    found = about(state, subject)
    if found.grant is not None:
        require_standing(state, found.grant, t)
    return found
