"""What every test of the desktop gets without asking: strictness, the look, and no timer left."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Before Qt is asked for anything: no window system decides what the tests see.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.main_window import MainWindow
from keylease_desktop.services.clipboard import ClipboardGuard
from keylease_desktop.services.hosting import HostService
from keylease_desktop.services.jobs import Jobs
from keylease_desktop.services.services import Services
from keylease_desktop.services.settings import Settings
from keylease_desktop.services.team import TeamService
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import LIGHT
from support.desktop_team import LittleTeam, found, passphrase
from support.review_seat import Seat

HERE = Path(__file__).parent
PATIENCE = 180_000
"""Milliseconds for anything to come about, on a machine with other things to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt fails the test that caused it."""
    for item in items:
        if HERE in item.path.parents and not item.get_closest_marker("qt_log_level_fail"):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # said by the offscreen platform of itself, whatever is shown
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


class PatientBot(QtBot):
    """Waits as long as it takes, so that no test is one of how busy the machine is."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        """Until it holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **how: Any) -> Any:  # noqa: ANN401
        """Until it is emitted."""
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:  # noqa: ANN401
        """Until it takes the keys."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:  # noqa: ANN401
        """Until it is on the screen."""
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """In place of pytest-qt's own."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["keylease-tests"]


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """As in the app, no other thread takes widgets apart: those of a test die at its end. What was
    there before is not looked at, which keeps that quick.
    """
    gc.freeze()
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def shown(qapp: QApplication) -> None:
    """The app in its light look, without motion: what a test sees does not depend on when."""
    look().apply(qapp, LIGHT, motion=False)
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def no_timer_left(qapp: QApplication) -> Iterator[None]:
    """Fails the test that leaves a timer running on an object nobody will delete."""
    before = set(map(id, running_timers(qapp)))
    yield
    qapp.sendPostedEvents()
    left = [timer for timer in running_timers(qapp) if id(timer) not in before]
    assert [f"{timer.objectName()} of {timer.parent()}" for timer in left] == []


def running_timers(app: QApplication) -> list[QTimer]:
    """Every running timer below the application or a window that is shown."""
    roots = [app, *(window for window in app.topLevelWidgets() if window.isVisible())]
    return [timer for root in roots for timer in root.findChildren(QTimer) if timer.isActive()]


@pytest.fixture
def little_team(tmp_path: Path) -> Iterator[LittleTeam]:
    """Ana's team on a real embedded relay, everybody with a home of their own."""
    team = found(tmp_path / "homes")
    yield team
    team.close()


@pytest.fixture
def services(qtbot: QtBot, tmp_path: Path, little_team: LittleTeam) -> Iterator[Services]:
    """What lives as long as the app, over Ana's home, still locked."""
    jobs = Jobs()
    team = TeamService(little_team.assembly("Ana"), jobs)
    clipboard = ClipboardGuard(QGuiApplication.clipboard())
    settings = Settings(tmp_path / "settings.ini")
    yield Services(team, clipboard, settings, HostService(team, settings))
    clipboard.clear()
    team.close()


@pytest.fixture
def team_service(qtbot: QtBot, services: Services) -> TeamService:
    """Ana, unlocked, her first snapshot there."""
    with qtbot.waitSignal(services.team.snapshot_changed):
        services.team.unlock(passphrase())
    return services.team


@pytest.fixture
def seat(
    qtbot: QtBot, services: Services, little_team: LittleTeam, team_service: TeamService
) -> Iterator[Seat]:
    """Ana before a window in which reviews can be gone into."""
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_workplace()
    yield Seat(qtbot, window, little_team)
    window.show_locked()
