"""What a link from outside leads to, once a team is open: it only asks."""

from PySide6.QtCore import QObject

from keylease.model.base import KeyId
from keylease_desktop.dialogs.follow_team import FollowTeamDialog
from keylease_desktop.dialogs.opener import Opener
from keylease_desktop.dialogs.show_key import ShowKeyDialog
from keylease_desktop.navigation import Place
from keylease_desktop.presenters import frame
from keylease_desktop.screens.context import Context
from keylease_desktop.services.key_link import read_key_link


class FromOutside(QObject):
    """Lives as long as the open team's frame."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._dialogs = Opener(context.window, context.team)

    def ask(self, link: str) -> None:
        """Whether to show a key, or to go where the team is now."""
        key = read_key_link(link)
        if key is not None:
            self._ask_to_show(key)
        elif "#" in link:
            # the claim of an empty server: whoever moves a team has it in hand
            self._context.refuse(
                self.tr("That link lets a team move to a new team server. To move there, paste it "
                        "under Team server.")
            )  # fmt: skip
        else:
            self._dialogs.show(FollowTeamDialog(self._context.window, self._context.team, link))

    def _ask_to_show(self, key: KeyId) -> None:
        now = self._context.team.snapshot
        if now is None or not frame.is_in(now):
            return
        if key not in now.state.keys:
            self._context.refuse(
                self.tr("This team has no such key. The link may be about another team’s.")
            )
            return
        place = Place.KEYS if Place.KEYS in frame.places(now) else Place.MY_KEYS
        dialog = ShowKeyDialog(self._context.window, now.names.of(key))
        dialog.accepted_now.connect(lambda: self._context.navigator.go(place, key))
        self._dialogs.show(dialog)
