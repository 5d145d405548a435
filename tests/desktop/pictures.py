"""Pictures of windows for looking: `python tests/desktop/pictures.py OUT [PART OF A NAME…]`.

Real teams behind a real window, offscreen, in both themes at two sizes; with GALLERY_SCALE=2 as
large as on a 4K screen.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = os.environ.get("GALLERY_SCALE", "1")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from keylease.agent.hardening import Hardening
from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease_desktop.application import SETTINGS, Application
from keylease_desktop.services.autolock import SessionSignals
from support.desktop_team import CHEAP, Clock
from support.scenes import EVERY
from support.scenes.scene import LARGE, Cast, Scene, Sitting
from support.stretched import Stretcher

IS_LARGE = os.environ["QT_SCALE_FACTOR"] != "1"


@contextmanager
def sitting(app: QApplication, scene: Scene, cast: Cast) -> Iterator[Sitting]:
    """The app, started for a scene, as nobody has set it up yet."""
    home = Home(cast.homes[scene.who])
    home.prepare()
    (home.path / SETTINGS).unlink(missing_ok=True)
    clock = Clock(cast.now)
    application = Application(
        app, Assembly(home, clock=clock, cost=CHEAP), SessionSignals(), Hardening(True, True)
    )
    application.settings.set_switch("reduced_motion", True)
    application.settings.set_name("language", scene.speaks or "en")
    stretcher = Stretcher()
    if scene.stretched:
        app.installTranslator(stretcher)
        application.window.say_anew()
    application.start()
    application.window.activateWindow()  # or nothing shows where the focus is
    yield Sitting(application, clock, cast)
    app.removeTranslator(stretcher)
    application.settings.set_name("language", "en")  # a translator belongs to the whole process
    application.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def draw(app: QApplication, out: Path, scene: Scene, cast: Cast) -> None:
    """One scene in both themes at every size it is looked at in."""
    with sitting(app, scene, cast) as seat:
        menu = scene.act(seat)
        for theme in scene.themes:
            seat.application.settings.set_theme(theme)
            for width, height in LARGE if IS_LARGE else scene.sizes:
                seat.application.window.resize(width, height)
                seat.settle()
                name = f"{scene.name}-{theme.value}-{width}.png"
                if menu is not None:
                    menu.ensurePolished()
                    menu.resize(menu.sizeHint())
                (menu or seat.application.window).grab().save(str(out / name))


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(["pictures"])
    app.setQuitOnLastWindowClosed(False)
    wanted = sys.argv[2:] or [""]
    with TemporaryDirectory() as folder:
        cast = Cast(Path(folder))
        for scene in EVERY:
            if any(part in scene.name for part in wanted):
                draw(app, out, scene, cast)
                sys.stdout.write(f"{scene.name}\n")
                sys.stdout.flush()
        cast.close()


if __name__ == "__main__":
    main()
