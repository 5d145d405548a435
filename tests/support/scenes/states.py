"""What may befall any place: no server, a frozen team, a refusal, a countdown, the palette."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from keylease.client.replica import Evidence
from keylease.errors import Code, Refused, Unreachable
from keylease.model.secret import Secret
from keylease_desktop.dialogs.frozen import FrozenDialog
from keylease_desktop.navigation import Place
from keylease_desktop.screens.keys import KeysScreen
from keylease_desktop.screens.people import PeopleScreen
from support.scenes.scene import Script, Sitting, Who
from support.terms import HOUR

_SCRIPT = Script()


def away(_request: object) -> bytes:
    """No answer."""
    raise Unreachable(Code.E_UNREACHED)


@_SCRIPT.scene("state-offline")
def offline(sitting: Sitting) -> None:
    sitting.go(Place.KEYS)
    session = sitting.application.team.session
    assert session is not None
    session.connection.courier.transport.exchange = away  # type: ignore[method-assign, assignment]
    sitting.clock.wait(2 * HOUR)
    sitting.application.team.refresh()
    sitting.wait(lambda: not sitting.application.team.reached)
    sitting.settle(300)


@_SCRIPT.scene("state-frozen-team")
def frozen_team(sitting: Sitting) -> None:
    sitting.go(Place.TODAY)
    session = sitting.application.team.session
    assert session is not None
    pinned = session.connection.replica.held().pinned
    assert pinned is not None
    evidence = Evidence(
        code="E_ROLLBACK", pinned=pinned, served=pinned, at=sitting.application.team.now()
    )
    # held in memory alone: the next scene finds the team as it was
    session.connection.replica.frozen = lambda: evidence  # type: ignore[method-assign]
    sitting.application.team.refresh()
    sitting.settle(600)


@_SCRIPT.scene("state-frozen-dialog")
def frozen_dialog(sitting: Sitting) -> None:
    frozen_team(sitting)
    sitting.workplace._warned("frozen")
    sitting.part(FrozenDialog)


@_SCRIPT.scene("state-frozen-key")
def frozen_key(sitting: Sitting) -> None:
    sitting.go(Place.KEYS)
    sitting.go(Place.KEYS, sitting.key("OpenAI evals"))


@_SCRIPT.scene("state-no-access")
def no_access(sitting: Sitting) -> None:
    sitting.go(Place.KEYS)
    sitting.go(Place.KEYS, sitting.key("Cohere rerank"))


@_SCRIPT.scene("state-refused")
def refused(sitting: Sitting) -> None:
    sitting.go(Place.KEYS)
    sitting.workplace.context.refuse(Refused(Code.E_EXPIRED))


@_SCRIPT.scene("state-fault")
def fault(sitting: Sitting) -> None:
    sitting.go(Place.TODAY)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        sitting.application.tell_fault(type(error), error, error.__traceback__)


@_SCRIPT.scene("state-toast")
def toast(sitting: Sitting) -> None:
    sitting.go(Place.KEYS)
    sitting.workplace.context.say("Access is revoked.", lambda: None)


@_SCRIPT.scene("state-countdown", Who.MEMBER)
def countdown(sitting: Sitting) -> None:
    sitting.go(Place.MY_KEYS)
    sitting.application.clipboard.copy(Secret(b"not a secret"), "openai-prod")


@_SCRIPT.scene("state-loading-demo", Who.NOBODY)
def loading_demo(sitting: Sitting) -> None:
    page = sitting.application.window.entrance
    page._stack.setCurrentWidget(page._loading)


@_SCRIPT.scene("state-loading")
def loading(sitting: Sitting) -> None:
    screen = sitting.go(Place.KEYS)
    assert isinstance(screen, KeysScreen)
    screen._stack.setCurrentWidget(screen._loading)
    screen._host.show_panel(False)


@_SCRIPT.scene("palette")
def palette(sitting: Sitting) -> None:
    sitting.go(Place.KEYS)
    sitting.workplace.palette_sheet.open()


@_SCRIPT.scene("palette-typed")
def palette_typed(sitting: Sitting) -> None:
    palette(sitting)
    QTest.keyClicks(sitting.workplace.palette_sheet.field, "open")


@_SCRIPT.scene("palette-nothing")
def palette_nothing(sitting: Sitting) -> None:
    palette(sitting)
    QTest.keyClicks(sitting.workplace.palette_sheet.field, "zzz")


@_SCRIPT.scene("menu-key")
def menu_key(sitting: Sitting) -> QMenu:
    screen = sitting.go(Place.KEYS)
    assert isinstance(screen, KeysScreen)
    sitting.go(Place.KEYS, sitting.key("OpenAI production"))
    return screen.panel.key_menu()


@_SCRIPT.scene("menu-person")
def menu_person(sitting: Sitting) -> QMenu:
    screen = sitting.go(Place.PEOPLE)
    assert isinstance(screen, PeopleScreen)
    screen.show_person(sitting.member("Chen"))
    sitting.settle()
    return screen.panel.menu()


_NAMES = {"state-offline", "state-frozen-team", "state-frozen-dialog", "state-toast", "palette"}
SCENES = (
    *_SCRIPT.scenes,
    *(one.german() for one in _SCRIPT.scenes if one.name in _NAMES),
    *(one.longer() for one in _SCRIPT.scenes if one.name in _NAMES),
)
