"""Where one can be in the window, and one way to go there."""

from enum import Enum

from PySide6.QtCore import QObject, Signal


class Place(Enum):
    """A place of the navigation, in its order; the first eight of those shown have Ctrl+1 …"""

    TODAY = "today"
    MY_KEYS = "my-keys"
    KEYS = "keys"
    MY_REQUESTS = "my-requests"
    PEOPLE = "people"
    SERVICES = "services"
    REVIEWS = "reviews"
    ACTIVITY = "activity"
    LEAKS = "leaks"
    SETTINGS = "settings"


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
MANAGER_PLACES = (
    Place.MY_KEYS,
    Place.KEYS,
    Place.MY_REQUESTS,
    Place.ACTIVITY,
    Place.LEAKS,
    Place.SETTINGS,
)
"""For a member who manages keys."""


class Navigator(QObject):
    """Goes to a place, perhaps with something to show there (an id).

    `counted(place, count, alert)` when a place has something to count beside its name.
    """

    went = Signal(object, str)
    counted = Signal(object, int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place: Place | None = None

    def go(self, place: Place, focus: str = "") -> None:
        """Show a place; `focus` is the id of what to select in it."""
        self.place = place
        self.went.emit(place, focus)

    def show_count(self, place: Place, count: int, *, alert: bool = False) -> None:
        """Show a number beside a place's name; `alert` where it wants attention, 0 hides it."""
        self.counted.emit(place, count, alert)
