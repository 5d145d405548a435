"""Draws every part in both themes, for looking: `python tests/desktop/gallery.py OUT [PART…]`.

Offscreen, with the bundled fonts, at scale 1: the same pictures on every machine.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = os.environ.get("GALLERY_SCALE", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import DARK, LIGHT
from keylease_desktop.widgets.focus_ring import FocusRing
from support.desktop_parts import PARTS


def draw(app: QApplication, make: Callable[[], QWidget], path: Path) -> None:
    """Show one part long enough to be laid out, and write it down."""
    widget = make()
    widget.show()
    widget.activateWindow()
    for _ in range(4):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    if widget.property("tabs"):
        for _ in range(widget.property("tabs")):
            QTest.keyClick(widget.focusWidget() or widget, Qt.Key.Key_Tab)
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()
    app.processEvents()


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:] or list(PARTS)
    app = QApplication(["gallery"])
    ring = FocusRing(app)
    for tokens in (LIGHT, DARK):
        look().apply(app, tokens, motion=False)
        for name in wanted:
            draw(app, PARTS[name], out / f"{name}-{tokens.name}.png")
    assert ring.around is None


if __name__ == "__main__":
    main()
