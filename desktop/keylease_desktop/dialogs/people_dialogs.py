"""Opens the dialogs about people over a window: from the list, the panel, Today or the palette."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease.model.base import InviteId, MemberId
from keylease.model.roles import Role, Status
from keylease_desktop.dialogs.invite import InviteDialog, LinksDialog
from keylease_desktop.dialogs.let_in import LetInDialog
from keylease_desktop.dialogs.opener import Opener
from keylease_desktop.dialogs.people_list import PeopleListDialog
from keylease_desktop.dialogs.standing import RemoveDialog, RoleDialog, SuspendDialog
from keylease_desktop.presenters.people_acts import Link, PeopleActs
from keylease_desktop.presenters.when import counted
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts import words
from keylease_desktop.texts.refusals import refusal


class PeopleDialogs(Opener):
    """`said(text, undo | None)` wants a toast; `refused_to(text)` one of what was not done;
    `removed(member)` wants to show what they leave to be replaced.
    """

    said = Signal(str, object)
    refused_to = Signal(str)
    removed = Signal(str)

    def __init__(self, window: QWidget, team: TeamService) -> None:
        super().__init__(window, team)
        self._acts = PeopleActs(team, self)

    # Invitations -------------------------------------------------------------------------------

    def invite(self) -> None:
        """Ask whom to invite."""
        if self.team.snapshot is None or not self._acts.roles:
            return
        dialog = InviteDialog(self.window, self._acts)
        dialog.invited.connect(self._invited)
        self.show(dialog)

    def _invited(self, links: Sequence[Link]) -> None:
        dialog = LinksDialog(self.window, links)
        self.show(dialog)
        dialog.primary.setFocus()

    def cancel_invite(self, invite: InviteId) -> None:
        """Take an invitation back: who has the link cannot join with it any more."""
        done = self.tr("The invitation is taken back: its link lets nobody in.")
        self._acts.cancel(invite, lambda: self.said.emit(done, None), self._refused)

    # Letting in --------------------------------------------------------------------------------

    def let_in(self, member: MemberId) -> None:
        """Compare words with a newcomer and let them in."""
        self._compare(member, newcomer=True)

    def compare(self, member: MemberId) -> None:
        """Compare words with somebody who is in."""
        self._compare(member, newcomer=False)

    def _compare(self, member: MemberId, *, newcomer: bool) -> None:
        now = self.team.snapshot
        one = None if now is None else now.state.members.get(member)
        if one is None or (one.status is Status.PENDING) is not newcomer:
            return
        name = self._acts.name(member)
        dialog = LetInDialog(self.window, self._acts, member, newcomer=newcomer)

        def done(compared: bool) -> None:
            text = (
                self.tr("{} is in; words compared.")
                if newcomer
                else self.tr("Words compared with {}: it is on record.")
            )
            if not compared:
                text = self.tr("{} is in. Words are not compared yet.")
            self.said.emit(text.format(name), None)

        dialog.agreed.connect(done)
        dialog.differed.connect(lambda: self.remove(member))
        self.show(dialog)

    # Roles, suspending, removing ---------------------------------------------------------------

    def role(self, member: MemberId) -> None:
        """Give somebody another role."""
        name = self._acts.name(member)
        dialog = RoleDialog(self.window, self._acts, member)

        def changed(role: Role) -> None:
            self.said.emit(self.tr("{} is {} now.").format(name, words.role(role)), None)

        dialog.changed.connect(changed)
        self.show(dialog)

    def suspend(self, member: MemberId) -> None:
        """Let somebody open nothing for a while."""
        name = self._acts.name(member)
        dialog = SuspendDialog(self.window, self._acts, member)
        dialog.suspended.connect(
            lambda: self.said.emit(
                self.tr("{} is suspended.").format(name), lambda: self.resume(member)
            )
        )
        self.show(dialog)

    def resume(self, member: MemberId) -> None:
        """Let somebody go on."""
        done = self.tr("{} goes on.").format(self._acts.name(member))
        self._acts.resume(member, lambda: self.said.emit(done, None), self._refused)

    def remove(self, member: MemberId) -> None:
        """Remove somebody for good, having seen what that ends."""
        name = self._acts.name(member)
        dialog = RemoveDialog(self.window, self._acts, member)

        def removed(left: int) -> None:
            text = self.tr("{} is removed.").format(name)
            if left:
                rest = counted(
                    left, self.tr("{} value to replace."), self.tr("{} values to replace.")
                )
                text = f"{text} {rest}"
            self.said.emit(text, None)
            self.removed.emit(member)

        dialog.removed.connect(removed)
        self.show(dialog)

    # Lists -------------------------------------------------------------------------------------

    def people_list(self, name: str = "", members: Sequence[MemberId] = ()) -> None:
        """Make a list, or change who is on it."""
        dialog = PeopleListDialog(self.window, self._acts, name, members)
        dialog.written.connect(
            lambda name: self.said.emit(self.tr("The list {} is saved.").format(name), None)
        )
        self.show(dialog)

    def _refused(self, error: KeyleaseError) -> None:
        self.refused_to.emit(refusal(error))
