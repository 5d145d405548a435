"""What a place is made with, and what it hands back to the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.dialogs.key_dialogs import KeyDialogs
from keylease_desktop.dialogs.people_dialogs import PeopleDialogs
from keylease_desktop.navigation import Navigator, Place
from keylease_desktop.presenters.record import TeamRecord
from keylease_desktop.presenters.value import ValuePresenter
from keylease_desktop.services.services import Services as Services
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.command_palette import Entry
from keylease_desktop.widgets.toast import Toasts


class Context(QObject):
    """What lives from one unlocking to the next lock; goes with `window`, the open team's frame.

    Presenters and dialogs that several places share stand here as cached properties, so that
    each is made once, by whoever needs it first.
    """

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self.team = services.team
        self.clipboard = services.clipboard
        self.settings = services.settings
        self.hosting = services.hosting
        self.machine = services.machine
        self.window = window
        self.navigator = Navigator(self)
        self.toasts = Toasts(window)
        self.undos: list[Callable[[], bool]] = []
        """What Ctrl+Z asks before the toast on the screen; each says whether it took back."""
        self.team.failed.connect(self.refuse)

    def say(
        self,
        text: str,
        undo: Callable[[], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> None:
        """Tell what was done; with `undo` it can be taken back for ten seconds."""
        self.toasts.show(text, undo, ended=ended)

    def undo(self) -> None:
        """Take back the last thing that can be."""
        if not any(undo() for undo in self.undos):
            self.toasts.undo()

    def refuse(self, error: object) -> None:
        """Tell what was not done: a KeyleaseError, or a sentence."""
        text = refusal(error) if isinstance(error, KeyleaseError) else str(error)
        self.toasts.show(text, tone=Tone.DANGER)

    @cached_property
    def values(self) -> ValuePresenter:
        """Copying and showing values."""
        return ValuePresenter(self.team, self.clipboard, self.settings, self)

    @cached_property
    def record(self) -> TeamRecord:
        """What happened in the team."""
        return TeamRecord(self.team, self)

    @cached_property
    def people_dialogs(self) -> PeopleDialogs:
        """The dialogs about people: invite, let in, roles, lists, suspend, remove."""
        dialogs = PeopleDialogs(self.window, self.team)
        dialogs.said.connect(self.say)
        dialogs.refused_to.connect(self.refuse)
        return dialogs

    @cached_property
    def key_dialogs(self) -> KeyDialogs:
        """The dialogs about keys: add, share, renew, revoke, replace, request."""
        dialogs = KeyDialogs(self.window, self.team, self.values)
        dialogs.said.connect(self.say)
        dialogs.refused_to.connect(self.refuse)
        dialogs.compare_asked.connect(lambda: self.navigator.go(Place.PEOPLE))
        return dialogs


def nowhere(_focus: str) -> None:
    """For a place with nothing to select."""


def nothing() -> Sequence[Entry]:
    """For a place that adds nothing to the palette."""
    return ()


@dataclass(frozen=True)
class PlaceView:
    """A place as the window shows it.

    `focus(id)` selects something in it; `entries()` is what it adds to the command palette, asked
    for each time that opens; `first` takes the focus when one comes by keyboard.
    """

    widget: QWidget
    focus: Callable[[str], None] = nowhere
    entries: Callable[[], Sequence[Entry]] = nothing
    first: QWidget | None = None


MakePlace = Callable[[Context], PlaceView]
"""Makes a place, at its first visit after an unlocking."""
