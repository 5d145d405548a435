"""A place of the desktop on a window of its own, over an unlocked team, for tests that drive it."""

from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from keylease.client.snapshot import Snapshot
from keylease_desktop.screens.context import Context, MakePlace, PlaceView, Services
from keylease_desktop.widgets.card import Ground
from keylease_desktop.widgets.sheet import Sheet

S = TypeVar("S", bound=Sheet)


@dataclass
class Stage:
    """A place in a window. `said` and `refused` hold what the person was told, in order."""

    qtbot: QtBot
    context: Context
    window: QWidget
    view: PlaceView
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def now(self) -> Snapshot:
        """The newest snapshot."""
        snapshot = self.context.team.snapshot
        assert snapshot is not None
        return snapshot

    @property
    def focused(self) -> QWidget:
        """Where what is typed goes."""
        if not self.window.isActiveWindow():
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()
        widget = self.window.focusWidget()
        assert widget is not None
        return widget

    def dialog(self, kind: type[S]) -> S:
        """The dialog of that kind, once it is open."""

        def is_open() -> bool:
            return any(sheet.isVisible() for sheet in self.window.findChildren(kind))

        self.qtbot.waitUntil(is_open)
        return next(sheet for sheet in self.window.findChildren(kind) if sheet.isVisible())

    def nothing_open(self) -> bool:
        """Whether no dialog lies over the window."""
        return not any(sheet.isVisible() for sheet in self.window.findChildren(Sheet))

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """A key, wherever the focus is."""
        QTest.keyClick(self.focused, key, modifiers)

    def type(self, text: str) -> None:
        """Letters, wherever the focus is."""
        QTest.keyClicks(self.focused, text)

    def click(self, widget: QWidget) -> None:
        """The left mouse button, in the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())

    def ctrl(self, key: Qt.Key) -> None:
        """A key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)


def set_stage(qtbot: QtBot, services: Services, make: MakePlace) -> Stage:
    """Show a place over a team that is unlocked."""
    window = Ground()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    context = Context(services, window)
    view = make(context)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(view.widget)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    stage = Stage(qtbot, context, window, view)
    context.key_dialogs.said.connect(lambda text, undo: stage.said.append(text))
    context.key_dialogs.refused_to.connect(stage.refused.append)
    if view.first is not None:
        view.first.setFocus()
    return stage
