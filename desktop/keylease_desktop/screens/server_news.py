"""What happens to the team server, told once and in a sentence, wherever one is."""

from PySide6.QtCore import QObject

from keylease.errors import KeyleaseError
from keylease_desktop.presenters.troubles import where
from keylease_desktop.screens.context import Context
from keylease_desktop.texts.refusals import refusal


class ServerNews(QObject):
    """Lives as long as the open team's frame."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        context.team.moved.connect(self._moved)
        context.hosting.moved_house.connect(self._another_address)
        context.hosting.failed.connect(self._not_hosted)

    def _moved(self, _relay: object) -> None:
        """This member has gone over to where an owner says the team is."""
        now = self._context.team.snapshot
        if now is not None:
            self._context.say(self.tr("The team has moved to {}.").format(where(now)))

    def _another_address(self, _link: str) -> None:
        self._context.refuse(
            self.tr("This computer has another address now. Colleagues who joined before need the "
                    "link: Settings, Team.")
        )  # fmt: skip

    def _not_hosted(self, error: KeyleaseError) -> None:
        self._context.refuse(self.tr("The team is not hosted. {}").format(refusal(error)))
