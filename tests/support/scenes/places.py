"""Every place, for whoever leads a team and for a member, with every view and tab of it."""

from PySide6.QtTest import QTest

from keylease_desktop.navigation import ADMIN_PLACES, MEMBER_PLACES, Place
from keylease_desktop.screens import key_panel, keys, people, person_panel
from keylease_desktop.screens.activity import ActivityScreen
from keylease_desktop.screens.keys import KeysScreen
from keylease_desktop.screens.people import PeopleScreen
from keylease_desktop.screens.services import ServicesScreen
from support.scenes.scene import Act, Scene, Script, Sitting, Who

_SCRIPT = Script()
PAGES = ("general", "security", "team", "data", "about")


def _at(place: Place, focus: str = "") -> Act:
    def act(sitting: Sitting) -> None:
        sitting.go(place, focus)
        sitting.settle(300 if place is Place.SETTINGS else 40)

    return act


def _keys(sitting: Sitting) -> KeysScreen:
    screen = sitting.go(Place.KEYS)
    assert isinstance(screen, KeysScreen)
    return screen


def _people(sitting: Sitting) -> PeopleScreen:
    screen = sitting.go(Place.PEOPLE)
    assert isinstance(screen, PeopleScreen)
    return screen


def _key_part(part: key_panel.Part) -> Act:
    def act(sitting: Sitting) -> None:
        screen = _keys(sitting)
        screen.show_key(sitting.key("OpenAI production"))
        screen.panel.tabs.choose(part)
        sitting.settle()

    return act


def _keys_view(view: keys.View) -> Act:
    def act(sitting: Sitting) -> None:
        _keys(sitting).views.choose(view)
        sitting.settle()

    return act


def _person_part(name: str, part: person_panel.Part) -> Act:
    def act(sitting: Sitting) -> None:
        screen = _people(sitting)
        screen.show_person(sitting.member(name))
        screen.panel.tabs.choose(part)
        sitting.settle()

    return act


def _people_view(view: people.View) -> Act:
    def act(sitting: Sitting) -> None:
        _people(sitting).view.choose(view)
        sitting.settle()

    return act


@_SCRIPT.scene("keys-no-match")
def keys_no_match(sitting: Sitting) -> None:
    QTest.keyClicks(_keys(sitting).search, "nothing like this")


@_SCRIPT.scene("services-detail")
def services_detail(sitting: Sitting) -> None:
    screen = sitting.go(Place.SERVICES)
    assert isinstance(screen, ServicesScreen)
    screen.show_service(sitting.member("nightly-tests"))


@_SCRIPT.scene("activity-line")
def activity_line(sitting: Sitting) -> None:
    screen = sitting.go(Place.ACTIVITY)
    assert isinstance(screen, ActivityScreen)
    screen.table.setFocus()
    screen.table.selectRow(3)
    screen.table.opened.emit(screen.table.current_id())


@_SCRIPT.scene("activity-no-match")
def activity_no_match(sitting: Sitting) -> None:
    screen = sitting.go(Place.ACTIVITY)
    assert isinstance(screen, ActivityScreen)
    QTest.keyClicks(screen.search, "nothing like this")


_ADMIN = [Scene(place.value, Who.LEAD, _at(place)) for place in ADMIN_PLACES]
_OWNER = [Scene("owner-today", Who.OWNER, _at(Place.TODAY))]
_MEMBER = [Scene(f"member-{place.value}", Who.MEMBER, _at(place)) for place in MEMBER_PLACES]
_BARE = [Scene(f"bare-{place.value}", Who.BARE, _at(place)) for place in MEMBER_PLACES[:-1]]
_NEW = [Scene(f"new-{place.value}", Who.FOUNDER, _at(place)) for place in ADMIN_PLACES[:-1]]
_SETTINGS = [
    Scene(f"settings-{page}", Who.LEAD, _at(Place.SETTINGS, page)) for page in PAGES if page
]
_PARTS = [
    *(Scene(f"key-{part.name.lower()}", Who.LEAD, _key_part(part)) for part in key_panel.Part),
    *(
        Scene(f"keys-{view.name.lower()}", Who.LEAD, _keys_view(view))
        for view in keys.View
        if view is not keys.View.LIST
    ),
    *(
        Scene(f"person-{part.name.lower()}", Who.LEAD, _person_part("Chen", part))
        for part in person_panel.Part
    ),
    Scene("person-gone", Who.LEAD, _person_part("Frank", person_panel.Part.SEEN)),
    *(
        Scene(f"people-{view.name.lower()}", Who.LEAD, _people_view(view))
        for view in people.View
        if view is not people.View.PEOPLE
    ),
]
_PLAIN = [*_ADMIN, *_OWNER, *_MEMBER, *_BARE, *_NEW, *_SETTINGS[1:], *_PARTS, *_SCRIPT.scenes]
_OTHERWISE = {*(one.name for one in (*_ADMIN, *_MEMBER, *_SETTINGS)), "key-access", "key-seen"}
SCENES = (
    *_PLAIN,
    *(one.german() for one in _PLAIN if one.name in _OTHERWISE),
    *(one.longer() for one in _PLAIN if one.name in _OTHERWISE),
)
