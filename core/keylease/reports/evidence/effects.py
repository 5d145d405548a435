"""When what a review decided took effect: by the decision itself, or by an act that followed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from keylease.ledger.rules.reviews import NO_SECOND_REVIEWER, UNDECIDED
from keylease.model import events as e
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.events import Event, Verdict, VersionState
from keylease.model.roles import OVERSEERS
from keylease.reports.evidence.document import Decided

NOTHING_TO_DO = (Verdict.KEEP.value, UNDECIDED, NO_SECOND_REVIEWER)


class Effect(Struct, frozen=True, gc=False):
    """A decision that changes something: when it was made, when it took effect, by which event.

    `at` and `event` are None while nobody has done what it asked for. Times in milliseconds UTC.
    """

    row: Decided
    decided: Time
    at: Time | None
    event: int | None


class Acts:
    """The acts by which people carry out what a review asked for; learned in order."""

    def __init__(self) -> None:
        self._on_key: dict[KeyId, list[Event]] = defaultdict(list)
        self._on_member: dict[MemberId, list[Event]] = defaultdict(list)

    def learn(self, event: Event) -> None:
        """Keep what may be such an act."""
        match event.data:
            case e.KeyState() | e.KeyCustodian() | e.GrantIssue() as data:
                self._on_key[data.key].append(event)
            case e.MemberRole() | e.MemberRemove() as data:
                self._on_member[data.member].append(event)
            case e.MemberLeave():
                self._on_member[event.author].append(event)
            case _:
                pass

    def after(self, row: Decided) -> Iterable[Event]:
        """Acts on the row's key or member behind its decision, in order."""
        acts = [*self._on_key.get(row.key or "", []), *self._on_member.get(row.member, [])]
        behind = (act for act in acts if act.seq > (row.event or 0))
        return sorted(behind, key=lambda act: act.seq)

    def in_use(self, row: Decided) -> int | None:
        """The version of the row's key that was active when it was decided."""
        version = None
        for act in self._on_key.get(row.key or "", []):
            active = isinstance(act.data, e.KeyState) and act.data.to is VersionState.ACTIVE
            if active and act.seq < (row.event or 0):
                version = act.data.version  # type: ignore[union-attr]
        return version


def effects(rows: Sequence[Decided], acts: Acts, decided_at: dict[str, Time]) -> list[Effect]:
    """Of all decisions that change something; `decided_at` by subject, in milliseconds."""
    found = []
    for row in rows:
        if row.outcome in NOTHING_TO_DO:
            continue
        decided = decided_at[row.subject]
        if row.carried_out:
            found.append(Effect(row, decided, decided, row.event))
            continue
        version = row.version or acts.in_use(row)
        act = next((act for act in acts.after(row) if _does(act, row, version)), None)
        at, seq = (None, None) if act is None else (act.ts, act.seq)
        found.append(Effect(row, decided, at, seq))
    return found


def _does(act: Event, row: Decided, version: int | None) -> bool:
    """Whether an act on the row's key or member is what the decision asked for."""
    match act.data:
        case e.KeyState(version=other, to=to) if row.outcome == Verdict.REPLACE:
            return (other == version) != (to is VersionState.ACTIVE)
        case e.GrantIssue(recipients=recipients) if row.outcome == Verdict.REASSIGN:
            return row.kind == "grant" and any(one.to == row.to for one in recipients)
        case e.KeyCustodian(member=member, add=True) if row.outcome == Verdict.REASSIGN:
            return row.kind == "custody" and member == row.to
        case e.KeyCustodian(member=member, add=False) if row.outcome == Verdict.END:
            return row.kind == "custody" and member == row.member
        case e.MemberRole(role=role) if row.outcome == Verdict.END:
            return row.kind == "role" and role not in OVERSEERS
        case e.MemberRemove() | e.MemberLeave():
            return row.outcome == Verdict.END
        case _:
            return False
