"""What a screen reader hears at every place, and what a longer language does to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.screens import activity, leaks, people, reviews, services, today
from keylease_desktop.screens.context import MakePlace, Services
from keylease_desktop.services.team import TeamService
from support.desktop_stage import set_stage
from support.desktop_team import LittleTeam, put_in_motion

PLACES = {
    "today": today.make,
    "people": people.make,
    "services": services.make,
    "reviews": reviews.make,
    "activity": activity.make,
    "leaks": leaks.make,
}


@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
def test_whatever_takes_the_focus_has_a_name_and_no_label_reads_rich_text(
    make: MakePlace,
    qtbot: QtBot,
    services: Services,
    team_service: TeamService,
    little_team: LittleTeam,
) -> None:
    put_in_motion(little_team)
    team_service.refresh()
    stage = set_stage(qtbot, services, make)
    qtbot.waitUntil(lambda: stage.context.record.read)
    nameless = [
        repr(widget)
        for widget in stage.view.widget.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert nameless == []
    labels = stage.view.widget.findChildren(QLabel)
    assert {label.textFormat() for label in labels} <= {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
def test_nothing_of_the_team_is_left_when_it_is_locked(
    make: MakePlace,
    qtbot: QtBot,
    services: Services,
    team_service: TeamService,
    little_team: LittleTeam,
) -> None:
    stage = set_stage(qtbot, services, make)
    qtbot.waitUntil(lambda: stage.context.record.read)
    team_service.lock()
    labels = stage.view.widget.findChildren(QLabel)
    shown = " ".join(label.text() for label in labels if label.isVisible())
    assert not [name for name in ("Ana", "Ben", "openai-prod") if name in shown]
