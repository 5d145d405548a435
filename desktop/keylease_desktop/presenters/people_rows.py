"""People, invitations and lists as values: what stands in each row, computed from a snapshot."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.activity import Happening
from keylease.client.membership import GONE, Standing, access_counts, invitations, leads
from keylease.client.snapshot import Snapshot
from keylease.model.base import InviteId, ListId, MemberId
from keylease.model.roles import Role, Status
from keylease.model.state import Member
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import Shown, listed
from keylease_desktop.texts import words
from keylease_desktop.theme.tokens import Tone

LastOf = Callable[[MemberId], Happening | None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("people", text)


@dataclass(frozen=True)
class PersonRow:
    """One person. `badge` says the one thing about them that matters most."""

    id: MemberId
    name: str
    you: bool
    role: str
    rank: int
    badge: str
    tone: Tone
    gone: bool
    waits: bool
    access: int
    access_text: str
    manages: int
    active: str
    active_at: int | None

    @property
    def words(self) -> str:
        """What the filter searches."""
        return f"{self.name} {self.role} {self.badge}"


@dataclass(frozen=True)
class InvitationRow:
    """One invitation."""

    id: InviteId
    title: str
    second: str
    tone: Tone
    may_cancel: bool


@dataclass(frozen=True)
class ListRow:
    """One list of people."""

    id: ListId
    name: str
    second: str
    members: tuple[MemberId, ...]
    may_edit: bool


_RANKS = (Role.OWNER, Role.ADMIN, Role.AUDITOR, Role.MEMBER, Role.GUEST)


def people_rows(now: Snapshot, last_of: LastOf, t: int) -> tuple[PersonRow, ...]:
    """Everybody who is or was in the team: who waits first, who is gone last."""
    shown, counts = Shown(now.names.told_apart()), access_counts(now, t)
    rows = [
        _person(now, id_, one, shown.of(id_), counts.get(id_, (0, 0)), last_of(id_), t)
        for id_, one in now.people()
    ]
    return tuple(sorted(rows, key=lambda row: (row.gone, not row.waits)))


def _person(
    now: Snapshot,
    id_: MemberId,
    one: Member,
    name: str,
    counts: tuple[int, int],
    last: Happening | None,
    t: int,
) -> PersonRow:
    keys, manages = counts
    badge, tone = badge_of(one)
    gone = one.status in GONE
    return PersonRow(
        id=id_,
        name=name,
        you=id_ == now.me,
        role=words.role(one.role),
        rank=_RANKS.index(one.role),
        badge=badge,
        tone=tone,
        gone=gone,
        waits=one.status is Status.PENDING,
        access=keys,
        access_text=_access(keys, manages),
        manages=manages,
        active="–" if last is None else when.ago(last.at, t),
        active_at=None if last is None else last.at,
    )


def _access(keys: int, manages: int) -> str:
    if not keys:
        return "–"
    return _tr("{}, manages {}").format(keys, manages) if manages else str(keys)


def badge_of(one: Member) -> tuple[str, Tone]:
    """What matters most about somebody, and how much."""
    if one.status is Status.PENDING:
        return _tr("waits to be let in"), Tone.ACCENT
    if one.status is Status.SUSPENDED:
        return _tr("suspended"), Tone.DANGER
    if one.status in GONE:
        return words.status(one.status), Tone.MUTED
    if one.invite is None:
        return _tr("founder"), Tone.NEUTRAL
    if one.verified:
        return _tr("words compared"), Tone.GOOD
    return _tr("words not compared"), Tone.WARNING


def invitation_rows(
    now: Snapshot, notes: dict[int, str], t: int, *, all_of_them: bool = False
) -> tuple[InvitationRow, ...]:
    """Invitations that are open, or all; `notes` by the number of the event that made them."""
    shown = Shown(now.names.told_apart())
    rows = []
    for one in invitations(now, t):
        if one.standing is not Standing.OPEN and not all_of_them:
            continue
        note = notes.get(one.invite.seq, "")
        as_role = _tr("as {}").format(words.role(one.invite.role))
        title = f"{note} · {as_role}" if note else _tr("Invited {}").format(as_role)
        by = _tr("by {}").format(shown.of(one.invite.by))
        state = _standing(one.standing, one.invite.expires, shown.of(one.invite.used_by), t)
        tone = Tone.ACCENT if one.standing is Standing.OPEN else Tone.MUTED
        rows.append(InvitationRow(one.id, title, f"{by} · {state}", tone, one.may_cancel))
    return tuple(rows)


def _standing(standing: Standing, expires: int, used_by: str, t: int) -> str:
    return {
        Standing.OPEN: _tr("not used yet, ends {}").format(when.full(expires)),
        Standing.USED: _tr("used by {}").format(used_by),
        Standing.CANCELLED: _tr("taken back"),
        Standing.ENDED: _tr("ended {}, unused").format(when.ago(min(expires, t), t)),
    }[standing]


def list_rows(now: Snapshot) -> tuple[ListRow, ...]:
    """Lists of people by name."""
    shown = Shown(now.names.told_apart())
    may_edit = leads(now) and now.frozen is None
    rows = []
    for id_, people in now.state.lists.items():
        names = listed([shown.of(member) for member in people.members])
        rows.append(ListRow(id_, shown.of(id_), names or _tr("nobody"), people.members, may_edit))
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))
