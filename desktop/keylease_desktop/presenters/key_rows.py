"""The list of keys as values: what stands in each row, computed from a snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.access import Access, access_to, managers
from keylease.client.entering import provider_facts
from keylease.client.snapshot import Snapshot
from keylease.insight.exposure import Exposure
from keylease.insight.holders import unaccounted
from keylease.insight.rotation import due
from keylease.model.base import KeyId
from keylease.model.events import VersionState
from keylease.model.roles import Role
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.theme.tokens import Tone

SOON = 7 * when.DAY


def _tr(text: str) -> str:
    return QCoreApplication.translate("key_rows", text)


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a key: an icon, how much it matters, and a sentence."""

    icon: str
    tone: Tone
    text: str


@dataclass(frozen=True)
class KeyRow:
    """One key. `left` is what remains of the loan that ends first (None: it is not lent)."""

    id: KeyId
    name: str
    provider: str
    environment: str
    strict: bool
    people: int
    access: str
    left: float | None
    ends_at: int | None
    ends: str
    due_at: int | None
    trouble: Trouble | None

    @property
    def words(self) -> str:
        """What the filter searches."""
        return f"{self.name} {self.provider} {self.environment}"

    def ends_soon(self, now: int) -> bool:
        """Whether a loan of it ends within a week."""
        return self.ends_at is not None and now <= self.ends_at <= now + SOON


def key_rows(now: Snapshot, exposures: Iterable[Exposure], t: int) -> tuple[KeyRow, ...]:
    """Every key by name."""
    shown = now.names.told_apart()
    by_key: dict[KeyId, list[Exposure]] = {}
    for one in exposures:
        by_key.setdefault(one.key, []).append(one)
    ordered = [id_ for id_, _ in now.keys_by_name()]
    return tuple(_row(now, shown, id_, by_key.get(id_, []), t) for id_ in ordered)


def _row(
    now: Snapshot, shown: dict[str, str], id_: KeyId, exposures: list[Exposure], t: int
) -> KeyRow:
    key = now.state.keys[id_]
    policy = now.state.environments[key.environment].policy
    access = access_to(now, id_, t)
    first = min((one for one in access if one.until is not None), key=_end, default=None)
    lent_before = first is None and bool(now.state.index.by_key.get(id_))
    date = due(now.state, id_)
    return KeyRow(
        id=id_,
        name=named(shown, id_),
        provider=provider_facts(now.names.field(id_, "provider")).name,
        environment=named(shown, key.environment),
        strict=policy.verified_only or policy.second_approver,
        people=len({one.member for one in access}),
        access=access_text(now, access),
        left=0.0 if lent_before else lease(first, t),
        ends_at=None if first is None else first.until,
        ends=_ends(first, lent_before, t),
        due_at=None if date is None else date.at,
        trouble=_trouble(now, id_, exposures, t),
    )


def _end(access: Access) -> int:
    return access.until or 0


def lease(access: Access | None, t: int) -> float | None:
    """What is left of a loan, 1 to 0; None where it has no end."""
    if access is None or access.until is None:
        return None
    whole = access.until - (access.begins or t)
    return min(max((access.until - t) / whole, 0.0), 1.0) if whole > 0 else 0.0


def access_text(now: Snapshot, access: Iterable[Access]) -> str:
    """ "5 · 1 service", "2", "only you"."""
    members = {one.member for one in access}
    services = {id_ for id_ in members if now.state.members[id_].role is Role.APP}
    people = len(members) - len(services)
    if members == {now.me}:
        return _tr("only you")
    parts = [str(people)] if people else []
    if services:
        parts.append(when.counted(len(services), _tr("{} service"), _tr("{} services")))
    return " · ".join(parts) or "–"


def _ends(first: Access | None, lent_before: bool, t: int) -> str:
    if first is None or first.until is None:
        return _tr("ended") if lent_before else _tr("not shared")
    return when.span(max(first.until - t, 0))


def _trouble(now: Snapshot, id_: KeyId, exposures: list[Exposure], t: int) -> Trouble | None:
    """The worst of what is wrong, if anything is."""
    key = now.state.keys[id_]
    if key.frozen:
        return Trouble("snowflake", Tone.DANGER, _tr("Frozen: nothing is handed out"))
    if not managers(now, id_):
        return Trouble("user-minus", Tone.DANGER, _tr("Nobody is left who manages it"))
    date = due(now.state, id_)
    if date is not None and date.at <= t:
        late = _tr("Replacement is {} overdue").format(when.span(t - date.at))
        return Trouble("refresh-cw", Tone.DANGER, late)
    if key.versions and key.versions[-1].state is VersionState.PENDING:
        return Trouble("hourglass", Tone.WARNING, _tr("A new value waits to be used"))
    if unaccounted(now.state, exposures, t):
        seen = _tr("Somebody without access has seen a value that may still work")
        return Trouble("eye", Tone.WARNING, seen)
    return None
