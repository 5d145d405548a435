"""Acts on people: each carried out in the worker, then told in a sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from keylease.client.access import borrowers
from keylease.client.address import is_remote
from keylease.client.membership import Parting, may_do, may_invite_to, parting
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.model.base import InviteId, MemberId
from keylease.model.roles import PEOPLE, Role
from keylease_desktop.models.cells import Chip, Tile
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.services.team import TeamService, is_there

Failed = Callable[[KeyleaseError], None]
LASTS = (1, 7, 30)
"""Days an invitation may be used."""
USUALLY = 7
MOST_AT_ONCE = 50
LONGEST_NOTE = 100


@dataclass(frozen=True)
class Link:
    """A fresh invitation: for whom, and the link, which is shown once. It never shows in a repr."""

    who: str
    url: str

    def __repr__(self) -> str:
        return f"Link({self.who!r}, <secret>)"


def invited_in(text: str) -> tuple[str, ...]:
    """Whom a pasted text names: one a line, or between commas and semicolons; each once."""
    parts = (" ".join(part.split()) for part in re.split(r"[\n,;]+", text))
    return tuple(dict.fromkeys(part[:LONGEST_NOTE] for part in parts if part))


class PeopleActs(QObject):
    """What dialogs about people do. Everything is decided on the snapshot it was shown from."""

    def __init__(self, team: TeamService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._team = team

    @property
    def now(self) -> Snapshot:
        """The newest snapshot; dialogs do not outlive the lock."""
        now = self._team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        return now

    def name(self, member: MemberId) -> str:
        """A person's name, as it may be shown."""
        return named(self.now.names.told_apart(), member)

    # Invitations -------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[Role, ...]:
        """Roles that may be given with an invitation."""
        return may_invite_to(self.now)

    @property
    def here_only(self) -> bool:
        """Whether the team is reached from this computer and no other, as links say, too."""
        return not is_remote(self.now.state.relay.address)

    def invite(
        self,
        who: Sequence[str],
        role: Role,
        days: int,
        then: Callable[[tuple[Link, ...]], None],
        failed: Failed,
    ) -> None:
        """One link for each of these; without anybody named, one link."""

        def work(session: Session) -> tuple[Link, ...]:
            return tuple(
                Link(one, session.people.invite(role, days * when.DAY, note=one).link)
                for one in who or [""]
            )

        self._team.act(work, doing=self.tr("Inviting…"), then=then, failed=failed)

    def cancel(self, invite: InviteId, then: Callable[[], None], failed: Failed) -> None:
        """Take an unused invitation back."""
        self._do(
            lambda session: session.people.cancel_invite(invite),
            self.tr("Taking the invitation back…"),
            then,
            failed,
        )

    # Letting in --------------------------------------------------------------------------------

    def words(
        self, member: MemberId, then: Callable[[tuple[str, ...]], None], failed: Failed
    ) -> None:
        """The six safety words of somebody."""
        self._team.ask(lambda session: session.people.safety_words(member), then, failed=failed)

    def let_in(
        self, member: MemberId, *, compared: bool, then: Callable[[], None], failed: Failed
    ) -> None:
        """Let a newcomer in."""
        seen = self.now
        self._do(
            lambda session: session.people.admit(member, verified=compared, seen=seen),
            self.tr("Letting {} in…").format(self.name(member)),
            then,
            failed,
        )

    def compared(self, member: MemberId, then: Callable[[], None], failed: Failed) -> None:
        """Put on record that words were compared."""
        seen = self.now
        self._do(
            lambda session: session.people.verify(member, seen=seen),
            self.tr("Putting it on record…"),
            then,
            failed,
        )

    # Roles, suspending, removing ---------------------------------------------------------------

    def roles_for(self, member: MemberId) -> tuple[Role, ...]:
        """Roles that somebody could be given."""
        return may_do(self.now, member).roles

    def set_role(
        self, member: MemberId, role: Role, then: Callable[[], None], failed: Failed
    ) -> None:
        """Change somebody's role."""
        seen = self.now
        self._do(
            lambda session: session.people.set_role(member, role, seen=seen),
            self.tr("Changing the role…"),
            then,
            failed,
        )

    def suspend(
        self, member: MemberId, reason: str, then: Callable[[], None], failed: Failed
    ) -> None:
        """Let somebody open nothing until they are let go on."""
        self._do(
            lambda session: session.people.suspend(member, reason=reason),
            self.tr("Suspending {}…").format(self.name(member)),
            then,
            failed,
        )

    def resume(self, member: MemberId, then: Callable[[], None], failed: Failed) -> None:
        """Let somebody go on who was suspended."""
        self._do(
            lambda session: session.people.resume(member),
            self.tr("Letting {} go on…").format(self.name(member)),
            then,
            failed,
        )

    def parting(self, member: MemberId, then: Callable[[Parting], None], failed: Failed) -> None:
        """What a removal ends, and leaves to be done."""
        now, t = self.now, self._team.now()
        self._team.ask(
            lambda session: parting(now, session.exposures(), member, t), then, failed=failed
        )

    def remove(
        self, member: MemberId, reason: str, then: Callable[[], None], failed: Failed
    ) -> None:
        """Remove somebody for good."""
        seen = self.now
        self._do(
            lambda session: session.people.remove(member, reason=reason, seen=seen),
            self.tr("Removing {}…").format(self.name(member)),
            then,
            failed,
        )

    # Lists -------------------------------------------------------------------------------------

    def suggest(self, text: str) -> list[Chip]:
        """People whose names fit what was typed."""
        now = self.now
        here = {*borrowers(now), now.me}
        found = [id_ for id_ in here if now.state.members[id_].role in PEOPLE]
        wanted = text.casefold().strip()
        chips = [self.chip(id_) for id_ in found]
        fits = [chip for chip in chips if wanted in chip.name.casefold()]
        return sorted(fits, key=lambda chip: chip.name.casefold())

    def chip(self, member: MemberId) -> Chip:
        """Somebody, to be put on a list."""
        name = self.name(member)
        return Chip(member, name, Tile.of_person(name))

    def set_list(
        self,
        name: str,
        members: Sequence[MemberId],
        then: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Make a list, or say who is on it from now on."""
        seen = self.now
        self._do(
            lambda session: session.people.set_list(name, members, seen=seen),
            self.tr("Writing the list…"),
            then,
            failed,
        )

    def _do(
        self,
        work: Callable[[Session], object],
        doing: str,
        then: Callable[[], None],
        failed: Failed,
    ) -> None:
        def told(_: object) -> None:
            if is_there(then):
                then()

        self._team.act(work, doing=doing, then=told, failed=failed)
