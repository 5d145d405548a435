"""Which screen stands at which place. A new one is one line here."""

from keylease_desktop.navigation import Place
from keylease_desktop.presenters.keys import KeysPresenter
from keylease_desktop.screens import settings
from keylease_desktop.screens.context import Context, MakePlace, PlaceView
from keylease_desktop.screens.keys import KeysScreen


def keys(context: Context) -> PlaceView:
    """The list of keys."""
    screen = KeysScreen(KeysPresenter(context.team, context), context.key_dialogs)
    return PlaceView(screen, focus=screen.show_key, first=screen.table)


PLACES: dict[Place, MakePlace] = {
    Place.KEYS: keys,
    Place.SETTINGS: settings.make,
}
