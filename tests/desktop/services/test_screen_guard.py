"""Windows kept out of screenshots: which ones, and what is told. The system's side is recorded."""

import sys

import pytest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.services.screen_guard import Capture, ScreenGuard


class System:
    """What a system that can hide windows was asked for."""

    def __init__(self, willing: bool = True) -> None:
        self.willing = willing
        self.hidden: dict[int, bool] = {}

    def hide(self, window: int, hidden: bool) -> bool:
        self.hidden[window] = hidden
        return self.willing


def window(qtbot: QtBot) -> QWidget:
    made = QLabel("openai-prod")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.attack("E10")
def test_windows_of_now_and_later_and_menus_too(qtbot: QtBot) -> None:
    system = System()
    before = window(qtbot)
    guard = ScreenGuard(None, system.hide, Capture.HIDDEN)
    assert guard.protect(True) is Capture.HIDDEN
    later, menu = window(qtbot), QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Copy")
    menu.popup(before.pos())
    hidden = {int(before.winId()), int(later.winId()), int(menu.winId())}
    assert hidden <= {number for number, on in system.hidden.items() if on}
    menu.close()
    assert guard.protect(False) is Capture.OPEN
    assert system.hidden[int(before.winId())] is False


@pytest.mark.attack("E10")
def test_a_system_that_refuses_is_told_of(qtbot: QtBot) -> None:
    shown = window(qtbot)
    guard = ScreenGuard(None, System(willing=False).hide, Capture.HIDDEN)
    assert guard.protect(True) is Capture.REFUSED
    assert shown.isVisible()
    guard.protect(False)


@pytest.mark.attack("E10")
@pytest.mark.skipif(sys.platform != "linux", reason="of Linux alone")
def test_linux_says_that_it_cannot(qtbot: QtBot) -> None:
    guard = ScreenGuard()
    assert guard.protect(True) is Capture.UNAVAILABLE
