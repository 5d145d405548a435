"""A table drawn off screen, and how long a change to it takes until it is drawn again."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from keylease_desktop.models.rows import RowsModel
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import LIGHT
from keylease_desktop.widgets.table import RowsView


def application() -> QApplication:
    """The one of this process, in its light look."""
    app = QApplication.instance() or QApplication(["keylease-bench"])
    assert isinstance(app, QApplication)
    look().apply(app, LIGHT, motion=False)
    return app


@dataclass(frozen=True)
class Drawing:
    """A view that is shown, with the model it draws."""

    app: QApplication
    view: RowsView
    model: RowsModel[Any]

    def drawn(self, change: Callable[[], object]) -> float:
        """Seconds that a change takes until it is drawn."""
        began = time.perf_counter()
        change()
        self.view.viewport().repaint()
        self.app.processEvents()
        return time.perf_counter() - began

    def reset(self) -> float:
        """Seconds for the least there is: Qt told that all is new, and drawing it."""
        return self.drawn(self._reset)

    def _reset(self) -> None:
        self.model.beginResetModel()
        self.model.endResetModel()

    def typed(self, needles: tuple[str, ...]) -> float:
        """Seconds for what a field holds after each letter, a needle a letter, each drawn."""
        spent = sum(self.drawn(partial(self.model.set_filter, needle)) for needle in needles)
        self.model.set_filter("")
        return spent
