"""The window before a team is open: the entrance, its forms, and the lock."""

from PySide6.QtTest import QTest

from keylease_desktop.screens.entrance import EntranceScreen
from support.scenes.scene import Script, Sitting, Who

_SCRIPT = Script()
SEVEN_WORDS = "river of seven quiet lamps tonight"


def _entrance(sitting: Sitting) -> EntranceScreen:
    window = sitting.application.window
    if sitting.application.assembly.home.teams():
        window.show_entrance(others=True)
    return window.entrance


@_SCRIPT.scene("entrance", Who.NOBODY)
def entrance(sitting: Sitting) -> None:
    _entrance(sitting)


@_SCRIPT.scene("entrance-others", Who.OWNER)
def entrance_others(sitting: Sitting) -> None:
    _entrance(sitting)


@_SCRIPT.scene("entrance-found", Who.NOBODY)
def found(sitting: Sitting) -> None:
    _entrance(sitting).to_found.click()


@_SCRIPT.scene("entrance-found-filled", Who.NOBODY)
def found_filled(sitting: Sitting) -> None:
    page = _entrance(sitting)
    page.to_found.click()
    QTest.keyClicks(page.found.team, "Acme AI")
    QTest.keyClicks(page.found.person, "Ada")
    page.found.passphrase.suggest.click()
    sitting.settle()
    QTest.keyClicks(page.found.passphrase.first, SEVEN_WORDS)
    page.found.passphrase.judge()
    page.found.passphrase.again.setFocus()


@_SCRIPT.scene("entrance-found-missing", Who.NOBODY)
def found_missing(sitting: Sitting) -> None:
    page = _entrance(sitting)
    page.to_found.click()
    QTest.keyClicks(page.found.team, "Acme AI")
    QTest.keyClicks(page.found.person, "Ada")
    QTest.keyClicks(page.found.passphrase.first, "acme")
    page.found.ask()


@_SCRIPT.scene("entrance-link", Who.NOBODY)
def link(sitting: Sitting) -> None:
    _entrance(sitting).to_join.click()


@_SCRIPT.scene("entrance-link-wrong", Who.NOBODY)
def link_wrong(sitting: Sitting) -> None:
    _entrance(sitting).follow("keylease:join?abc")


@_SCRIPT.scene("entrance-join", Who.NOBODY)
def join(sitting: Sitting) -> None:
    _entrance(sitting).follow(sitting.cast.invite)


@_SCRIPT.scene("entrance-restore", Who.NOBODY)
def restore(sitting: Sitting) -> None:
    _entrance(sitting).to_restore.click()


@_SCRIPT.scene("locked", Who.OWNER)
def locked(sitting: Sitting) -> None:
    sitting.settle()


@_SCRIPT.scene("locked-again", Who.LEAD)
def locked_again(sitting: Sitting) -> None:
    sitting.unlock()
    sitting.application.lock()
    sitting.clock.wait(3 * 60_000)
    sitting.application.show_first()
    sitting.settle()


@_SCRIPT.scene("locked-wrong", Who.OWNER)
def locked_wrong(sitting: Sitting) -> None:
    page = sitting.application.window.locked
    QTest.keyClicks(page.passphrase, "not this one")
    page.unlock.click()
    sitting.settle()


@_SCRIPT.scene("waiting", Who.STRANGER)
def waiting(sitting: Sitting) -> None:
    sitting.unlock()
    sitting.settle(200)


_NAMES = {"entrance", "entrance-found-filled", "entrance-join", "locked-wrong", "waiting"}
SCENES = (
    *_SCRIPT.scenes,
    *(one.german() for one in _SCRIPT.scenes if one.name in _NAMES),
    *(one.longer() for one in _SCRIPT.scenes if one.name in _NAMES),
)
