"""Which screen stands at which place. A new one is one line here."""

from keylease_desktop.navigation import Place
from keylease_desktop.screens import (
    activity,
    keys,
    leaks,
    my_keys,
    people,
    reviews,
    services,
    settings,
    today,
)
from keylease_desktop.screens.context import MakePlace

PLACES: dict[Place, MakePlace] = {
    Place.KEYS: keys.make,
    Place.MY_KEYS: my_keys.my_keys,
    Place.MY_REQUESTS: my_keys.my_requests,
    Place.TODAY: today.make,
    Place.PEOPLE: people.make,
    Place.SERVICES: services.make,
    Place.REVIEWS: reviews.make,
    Place.ACTIVITY: activity.make,
    Place.LEAKS: leaks.make,
    Place.SETTINGS: settings.make,
}
