"""Where the team lives: hosted from here, moved away, followed, and servers that are not well.

The founder's team is hosted and then moved, so these come last and in this order.
"""

from keylease.errors import Code, KeyleaseError, StorageFailed, Tampered, Unreachable
from keylease_desktop.dialogs.follow_team import FollowTeamDialog
from keylease_desktop.dialogs.host_team import HostTeamDialog
from keylease_desktop.dialogs.move_team import MoveTeamDialog
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.team_server import Lives
from keylease_desktop.screens.settings import TEAM, SettingsScreen
from keylease_desktop.screens.team_server import TeamServerCard
from support.relay_server import HERE
from support.scenes.scene import Script, Sitting, Who

_SCRIPT = Script()
LINK = (
    "keylease:relay?eyJrZXkiOiJMSERoSzNvR1J2a2llZlFueDdPT2N6VFk1VGljL3haNkhjTU9jL2dtdG9NPSIsI"
    "mFkZHJlc3MiOiJodHRwczovL3RlYW0uZXhhbXBsZTo4NDQzIiwicGlucyI6WyJaUFJxZFNhaGh0STBaVkpGT3VSN"
    "HlsRWtSblQxc2h1aFVMMUlPem4zeUJJPSJdfQ#KysrKysrKysrKysrKysrKw"
)


def _card(sitting: Sitting) -> TeamServerCard:
    screen = sitting.go(Place.SETTINGS, TEAM)
    assert isinstance(screen, SettingsScreen)
    sitting.settle(600)
    return screen.server


def _not_well(sitting: Sitting, error: KeyleaseError) -> None:
    """Every answer is this, from now on."""
    session = sitting.application.team.session
    assert session is not None

    def answer(_request: object) -> bytes:
        raise error

    session.connection.courier.transport.exchange = answer  # type: ignore[method-assign, assignment]
    sitting.application.team.refresh()
    sitting.wait(lambda: not sitting.application.team.reached)
    sitting.settle(300)


@_SCRIPT.scene("state-server-busy")
def busy(sitting: Sitting) -> None:
    sitting.go(Place.KEYS)
    _not_well(sitting, Unreachable(Code.E_BUSY))


@_SCRIPT.scene("state-server-behind", Who.MEMBER)
def behind(sitting: Sitting) -> None:
    sitting.go(Place.MY_KEYS)
    _not_well(sitting, StorageFailed(Code.E_BEHIND))


@_SCRIPT.scene("state-server-another", Who.MEMBER)
def another(sitting: Sitting) -> None:
    sitting.go(Place.MY_KEYS)
    _not_well(sitting, Tampered(Code.E_PIN))


@_SCRIPT.scene("team-server-member", Who.MEMBER)
def member(sitting: Sitting) -> None:
    _card(sitting)


@_SCRIPT.scene("dialog-follow", Who.MEMBER)
def follow(sitting: Sitting) -> None:
    _card(sitting).follow()
    sitting.part(FollowTeamDialog)


@_SCRIPT.scene("dialog-host", Who.FOUNDER)
def host(sitting: Sitting) -> None:
    _card(sitting).host()
    dialog = sitting.part(HostTeamDialog)
    sitting.wait(lambda: dialog.address.text() != "")
    dialog.address.setText("192.168.1.20")


@_SCRIPT.scene("dialog-move", Who.FOUNDER)
def move(sitting: Sitting) -> None:
    _card(sitting).move_away()
    sitting.part(MoveTeamDialog)


@_SCRIPT.scene("dialog-move-link", Who.FOUNDER)
def move_link(sitting: Sitting) -> None:
    _card(sitting).move_away()
    sitting.part(MoveTeamDialog).link.setPlainText(LINK)
    sitting.settle()


@_SCRIPT.scene("dialog-move-wrong", Who.FOUNDER)
def move_wrong(sitting: Sitting) -> None:
    _card(sitting).move_away()
    sitting.part(MoveTeamDialog).link.setPlainText(LINK[:90])
    sitting.settle()


@_SCRIPT.scene("team-server-hosted", Who.FOUNDER)
def hosted(sitting: Sitting) -> None:
    card = _card(sitting)
    hosting = sitting.application.hosting
    hosting.begin(HERE, 0)
    sitting.wait(lambda: card.presenter.lives(sitting.snapshot) is Lives.HOSTED)
    sitting.settle(600)


@_SCRIPT.scene("team-server-silent", Who.FOUNDER)
def silent(sitting: Sitting) -> None:
    _card(sitting)


@_SCRIPT.scene("dialog-move-moved", Who.FOUNDER)
def moved(sitting: Sitting) -> None:
    server = sitting.cast.serve()
    _card(sitting).move_away()
    dialog = sitting.part(MoveTeamDialog)
    dialog.link.setPlainText(server.server.new_link())
    dialog.primary.click()
    sitting.wait(lambda: not dialog.primary.isVisible())
    sitting.settle()


@_SCRIPT.scene("team-server-away", Who.FOUNDER)
def away(sitting: Sitting) -> None:
    if _card(sitting).presenter.lives(sitting.snapshot) is not Lives.AWAY:
        moved(sitting)
        sitting.part(MoveTeamDialog).close()


_NAMES = {"dialog-host", "dialog-move-link", "team-server-hosted", "state-server-behind"}
SCENES = (
    *_SCRIPT.scenes[:-3],
    *(one.german() for one in _SCRIPT.scenes if one.name in _NAMES),
    *(one.longer() for one in _SCRIPT.scenes if one.name in _NAMES),
    *_SCRIPT.scenes[-3:],
)
