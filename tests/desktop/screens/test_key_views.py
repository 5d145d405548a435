"""The other looks at all keys."""

import pytest
from pytestqt.qtbot import QtBot

from keylease.model.access import Purpose
from keylease_desktop.models.matrix import Seen
from keylease_desktop.presenters.key_rows import key_rows
from keylease_desktop.presenters.seen_matrix import seen_matrix
from keylease_desktop.screens import keys
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.keys import KeysScreen, View
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam


@pytest.fixture
def screen(qtbot: QtBot, services: Services, team_service: TeamService) -> KeysScreen:
    stage: Stage = set_stage(qtbot, services, keys.make)
    assert isinstance(stage.view.widget, KeysScreen)
    return stage.view.widget


def test_replacements_stand_in_the_order_they_press(screen: KeysScreen) -> None:
    screen.views.choose(View.REPLACEMENTS)
    assert screen.replacements.table.isVisible()
    shown = [row.name for row in screen.replacements._model.shown]
    assert shown == ["mistral-eval", "openai-prod", "anthropic-dev"]
    key = screen.keys.rows[1].id
    screen.replacements.table.choose(key)
    assert screen.chosen == key
    assert screen.panel_facts.key == key


def test_filtering_leads_back_to_the_list(screen: KeysScreen) -> None:
    screen.views.choose(View.SEEN)
    assert screen.who_has_seen.view.isVisible()
    assert not screen.search.isVisible()
    screen.focus_filter()
    assert screen.table.isVisible()
    assert screen.search.isVisible()


def test_the_matrix_tells_access_from_exposure(little_team: LittleTeam) -> None:
    key, ben, cai = (little_team.id(name) for name in ("openai-prod", "Ben", "Cai"))

    def seen(member: str) -> Seen:
        ana = little_team.session("Ana")
        found = ana.exposures()
        rows = key_rows(ana.snapshot, found, little_team.clock())
        return seen_matrix(ana.snapshot, rows, found, little_team.clock()).seen[(member, key)]

    assert seen(cai) is Seen.NONE
    assert seen(ben) is Seen.ACCESS
    little_team.act("Ben", lambda session: session.values.open(key, Purpose.COPY))
    assert seen(ben) is Seen.OPENED
    ana = little_team.session("Ana")
    ana.lending.revoke([id_ for id_, grant in ana.snapshot.grants() if grant.to == ben])
    assert seen(ben) is Seen.EXPOSED
