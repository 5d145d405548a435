"""The place Services & CI as a person uses it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keylease.client.lending import Terms
from keylease.model.access import Purpose
from keylease_desktop.screens import services as place
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.services import ServicesScreen
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam
from support.terms import DAY, HOUR, MINUTE


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Stage:
    made = set_stage(qtbot, services, place.make)
    qtbot.waitUntil(lambda: made.context.record.read)
    return made


def screen(stage: Stage) -> ServicesScreen:
    assert isinstance(stage.view.widget, ServicesScreen)
    return stage.view.widget


def test_tells_keys_end_and_that_it_was_never_used(stage: Stage) -> None:
    (row,) = screen(stage).services.rows
    assert (row.name, row.keys_text, row.used, row.badge) == ("ci-eval", "–", "never", "active")
    assert row.left is not None
    assert row.left > 0.99
    facts = dict(row.facts)
    assert facts["May be used"] == "from anywhere"
    assert facts["Token made"].endswith("by Ana")


def test_tells_last_use_and_its_address(stage: Stage, little_team: LittleTeam) -> None:
    ana = little_team.session("Ana")
    made = ana.apps.create("nightly", little_team.clock() + 30 * DAY)
    key = little_team.id("anthropic-dev")
    ana.lending.issue(key, [made.app], Terms(little_team.clock() + 7 * DAY, reason="x"))
    with_token = little_team.assembly("Ana").app(made.token)
    with_token.open(key, Purpose.RUN)
    with_token.close()
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: screen(stage).services.rows[-1].used == "just now")
    little_team.clock.wait(HOUR + MINUTE)
    stage.context.team.minute_passed.emit()
    assert screen(stage).services.rows[-1].used == "1 h ago"
    stage.view.focus(made.app)
    row = screen(stage).services.row(made.app)
    assert row is not None
    assert (row.keys_text, row.where) == ("anthropic-dev", "on this computer")
    assert row.keys[0].second.startswith("until ")
    assert screen(stage).panel.isVisible()
    assert "nightly opened anthropic-dev" in [line.text for line in row.lines]


def test_filter_panel_and_escape_by_keyboard(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert screen(stage).panel.isVisible()
    stage.press(Qt.Key.Key_Escape)
    assert not screen(stage).panel.isVisible()
    screen(stage).table.setFocus()
    stage.type("/")
    stage.type("nothing")
    assert screen(stage)._stack.currentWidget() is screen(stage)._no_match
    stage.press(Qt.Key.Key_Escape)
    assert screen(stage)._stack.currentWidget() is screen(stage)._listed


def test_a_token_that_is_over_says_so(stage: Stage, little_team: LittleTeam) -> None:
    for _ in range(7):
        little_team.clock.wait(5 * DAY)
        little_team.session("Ana")
    stage.context.team.refresh()
    screen(stage).services._compute()
    (row,) = screen(stage).services.rows
    assert (row.ends, row.badge) == ("ended", "token ended")
    stage.context.team.lock()
    assert screen(stage).services.rows == ()
