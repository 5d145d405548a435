"""Pictures of windows for looking: `python tests/desktop/pictures.py OUT [NAME…]`.

A real little team behind a real window, offscreen, in both themes at two sizes.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = os.environ.get("GALLERY_SCALE", "1")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from keylease.agent.hardening import Hardening
from keylease.client.replica import Evidence
from keylease.errors import Code, Unreachable
from keylease_desktop.application import Application
from keylease_desktop.navigation import Place
from keylease_desktop.screens.places import PLACES
from keylease_desktop.services.autolock import SessionSignals
from keylease_desktop.services.settings import Theme
from support.desktop_team import PASSPHRASE, found, put_in_motion

SIZES = ((1280, 800), (1024, 640))
Scene = Callable[[Application], None]


def settle(application: Application, milliseconds: int = 60) -> None:
    """Let the worker and the layouts come to rest."""
    for _ in range(60):
        QTest.qWait(milliseconds // 3)
        if application.jobs.idle:
            break
    QTest.qWait(milliseconds)


def unlock(application: Application) -> None:
    """Type the passphrase, as a person does."""
    field = application.window.locked.passphrase
    QTest.keyClicks(field, PASSPHRASE)
    application.window.locked.unlock.click()
    for _ in range(200):
        QTest.qWait(10)
        if application.window.workplace is not None:
            break
    settle(application)


def at(place: Place) -> Scene:
    """That place of the open team."""

    def scene(application: Application) -> None:
        unlock(application)
        assert application.window.workplace is not None
        application.window.workplace.context.navigator.go(place)

    return scene


def entrance(form: str) -> Scene:
    """That form of the entrance, a little filled in."""

    def scene(application: Application) -> None:
        application.window.show_entrance(others=True)
        page = application.window.entrance
        if form:
            getattr(page, f"to_{form}").click()
            settle(application)
            block = getattr(getattr(page, form, None), "passphrase", None)
            if block is not None:
                block.suggest.click()
                QTest.keyClicks(block.first, "river of seven quiet lamps")
                block.judge()

    return scene


def settings(page: str) -> Scene:
    """That page of the settings."""

    def scene(application: Application) -> None:
        unlock(application)
        assert application.window.workplace is not None
        application.window.workplace.context.navigator.go(Place.SETTINGS, page)
        QTest.qWait(900)

    return scene


def over(what: str) -> Scene:
    """A dialog or the palette over the open team."""

    def scene(application: Application) -> None:
        unlock(application)
        workplace = application.window.workplace
        assert workplace is not None
        opens = {
            "palette": workplace.palette_sheet.open,
            "shortcuts": workplace.show_shortcuts,
            "kit": workplace.make_kit,
            "notices": workplace.show_notices,
        }
        opens[what]()
        QTest.qWait(1200)

    return scene


def offline(application: Application) -> None:
    """A team server that is not there."""
    unlock(application)
    session = application.team.session
    assert session is not None
    session.connection.courier.transport.exchange = away  # type: ignore[method-assign]
    application.team.refresh()
    settle(application)


def away(_request: object) -> bytes:
    """No answer."""
    raise Unreachable(Code.E_UNREACHED)


def frozen(application: Application) -> None:
    """Histories that differ, and what to do."""
    unlock(application)
    session = application.team.session
    assert session is not None
    known = session.connection.known
    pinned = session.connection.replica.held().pinned
    assert known is not None
    assert pinned is not None
    at = application.team.now()
    evidence = Evidence(code="E_ROLLBACK", pinned=pinned, served=pinned, at=at)
    # held in memory alone: the next scene finds the team as it was
    session.connection.replica.frozen = lambda: evidence  # type: ignore[method-assign]
    application.team.refresh()
    settle(application, 300)
    workplace = application.window.workplace
    assert workplace is not None
    workplace._warned("frozen")
    QTest.qWait(900)


def german(scene: Scene) -> Scene:
    """The same in German."""

    def spoken(application: Application) -> None:
        application.settings.set_name("language", "de")
        scene(application)

    return spoken


def scenes() -> dict[str, Scene]:
    """Every scene by name."""
    shown: dict[str, Scene] = {"locked": lambda application: None}
    shown["entrance"] = entrance("")
    shown.update({f"entrance-{form}": entrance(form) for form in ("found", "join", "restore")})
    pages = ("general", "security", "team", "data", "about")
    shown.update({f"settings-{page}": settings(page) for page in pages})
    shown.update({what: over(what) for what in ("palette", "shortcuts", "kit", "notices")})
    shown.update({place.value: at(place) for place in PLACES})
    shown.update({"offline": offline, "frozen": frozen})
    some = ("locked", "entrance-found", "settings-security", "today", "keys", "people", "kit")
    shown.update({f"german-{name}": german(shown[name]) for name in some})
    return shown


def draw(app: QApplication, out: Path, name: str, scene: Scene, home: Path, clock: object) -> None:
    """One scene in both themes at both sizes."""
    from keylease.assembly import Assembly
    from keylease.client.profile import Home
    from support.desktop_team import CHEAP

    for theme in (Theme.LIGHT, Theme.DARK):
        assembly = Assembly(Home(home), clock=clock, cost=CHEAP)  # type: ignore[arg-type]
        application = Application(app, assembly, SessionSignals(), Hardening(True, True))
        application.settings.set_theme(theme)
        application.start()
        scene(application)
        for width, height in SIZES:
            application.window.resize(width, height)
            settle(application)
            application.window.grab().save(str(out / f"{name}-{theme.value}-{width}.png"))
        application.settings.set_name("language", "")
        application.close()
        QApplication.sendPostedEvents()
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(["pictures"])
    app.setQuitOnLastWindowClosed(False)
    with TemporaryDirectory() as folder:
        team = found(Path(folder) / "homes")
        put_in_motion(team)
        team.close()
        every = scenes()
        for name in sys.argv[2:] or list(every):
            draw(app, out, name, every[name], team.folder / "ana", team.clock)


if __name__ == "__main__":
    main()
