"""Every place, dialog and state of the window, each as a scene that can be looked at."""

from support.scenes import dialogs, doors, places, reviews, servers, states
from support.scenes.scene import Scene

EVERY: tuple[Scene, ...] = (
    *doors.SCENES,
    *places.SCENES,
    *reviews.SCENES,
    *dialogs.SCENES,
    *states.SCENES,
    *servers.SCENES,
    *reviews.AFTERWARDS,
)
"""In the order in which one meets them."""
