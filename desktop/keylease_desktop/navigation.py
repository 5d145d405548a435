"""Where one can be in the window, and one way to go there."""

from enum import Enum

from PySide6.QtCore import QObject, Signal


class Place(Enum):
    """A place of the navigation; the number is its shortcut (Ctrl+1 …)."""

    TODAY = 1
    KEYS = 2
    PEOPLE = 3
    SERVICES = 4
    REVIEWS = 5
    ACTIVITY = 6
    LEAKS = 7
    SETTINGS = 8
    MY_KEYS = 11
    MY_REQUESTS = 12


ADMIN_PLACES = (
    Place.TODAY,
    Place.KEYS,
    Place.PEOPLE,
    Place.SERVICES,
    Place.REVIEWS,
    Place.ACTIVITY,
    Place.LEAKS,
    Place.SETTINGS,
)
MEMBER_PLACES = (Place.MY_KEYS, Place.MY_REQUESTS, Place.LEAKS, Place.SETTINGS)


class Navigator(QObject):
    """Goes to a place, perhaps with something to show there (an id)."""

    went = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place: Place | None = None

    def go(self, place: Place, focus: str = "") -> None:
        """Show a place; `focus` is the id of what to select in it."""
        self.place = place
        self.went.emit(place, focus)
