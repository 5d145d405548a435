"""Dialogs of the frame: a frozen team's, the passphrase's, and the link to another team server."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from keylease.assembly import system_clock
from keylease.client.replica import Evidence
from keylease.errors import Code
from keylease_desktop.dialogs.change_passphrase import ChangePassphraseDialog
from keylease_desktop.dialogs.follow_link import FollowLinkDialog
from keylease_desktop.dialogs.frozen import FrozenDialog
from keylease_desktop.main_window import MainWindow
from keylease_desktop.navigation import Place
from keylease_desktop.services.demo import open_demo
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService


def words(widget: FrozenDialog | FollowLinkDialog) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def window(qtbot: QtBot, services: Services, team_service: TeamService) -> MainWindow:
    made = MainWindow(services)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_workplace()
    qtbot.waitUntil(lambda: not team_service.busy)
    return made


def test_the_frozen_dialog_opens_over_the_window(
    qtbot: QtBot, window: MainWindow, team_service: TeamService
) -> None:
    assert team_service.snapshot is not None
    evidence = Evidence(code=Code.E_FORK.name, pinned=None, served=None, at=0)
    frozen = replace(team_service.snapshot, frozen=evidence)
    dialog = FrozenDialog(window, team_service, frozen)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert words(dialog).strip()
    dialog.reject()


def test_the_passphrase_dialog_refuses_an_empty_one(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workplace is not None
    window.workplace.context.navigator.go(Place.SETTINGS, "security")
    settings = window.workplace.view(Place.SETTINGS).widget
    settings.change_passphrase()
    dialog = window.findChild(ChangePassphraseDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.primary.click()
    assert dialog.isVisible()
    dialog.reject()


def test_a_link_to_another_team_server_is_shown_and_copied_never_followed(
    qtbot: QtBot, window: MainWindow, qapp: QApplication
) -> None:
    dialog = FollowLinkDialog(window, "keylease:relay?abc")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    dialog.primary.click()
    assert "keylease" in QGuiApplication.clipboard().text()


def test_the_example_team_is_a_real_one_and_leaves_nothing(own_home: Path) -> None:
    session = open_demo(system_clock())
    try:
        assert len(session.refresh().state.keys) == 14
    finally:
        session.close()
