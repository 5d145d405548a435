"""What needs doing is found beside the window, after each snapshot and each minute."""

from pytestqt.qtbot import QtBot

from keylease.insight.attention import Matter
from keylease.model.base import MemberId
from keylease.model.roles import Role
from keylease_desktop.services.attention import Found
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from support.desktop_team import LittleTeam, passphrase
from support.terms import DAY


def found(team: TeamService) -> Found:
    assert team.attention.found is not None
    return team.attention.found


def matters(team: TeamService) -> set[Matter]:
    return {item.matter for item in found(team).items} if team.attention.found else set()


def test_it_is_looked_anew_when_something_comes(
    qtbot: QtBot, little_team: LittleTeam, team_service: TeamService
) -> None:
    qtbot.waitUntil(lambda: Matter.ONE_OWNER in matters(team_service))
    assert Matter.REQUEST not in matters(team_service)
    key = little_team.id("openai-prod")
    little_team.act("Cai", lambda one: one.lending.request(key, 7 * DAY, "canary"))
    team_service.refresh()
    qtbot.waitUntil(lambda: Matter.REQUEST in matters(team_service))
    assert found(team_service).now is team_service.snapshot


def test_it_is_looked_anew_as_time_passes(
    qtbot: QtBot, little_team: LittleTeam, team_service: TeamService
) -> None:
    qtbot.waitUntil(lambda: Matter.ENDING in matters(team_service))
    little_team.clock.wait(365 * DAY)
    team_service.minute_passed.emit()
    qtbot.waitUntil(lambda: Matter.ENDING not in matters(team_service))


def test_what_needs_others_only_is_not_found(
    qtbot: QtBot, little_team: LittleTeam, services: Services
) -> None:
    ben = MemberId(little_team.id("Ben"))
    assert little_team.session("Ana").snapshot.state.members[ben].role is Role.MEMBER
    team = TeamService(little_team.assembly("Ben"), services.team._jobs, services.team)
    with qtbot.waitSignal(team.attention.changed):
        team.unlock(passphrase())
    assert Matter.ONE_OWNER not in matters(team)
    team.lock()
    assert team.attention.found is None


def test_a_quiet_question_says_nothing_of_being_busy(
    qtbot: QtBot, team_service: TeamService
) -> None:
    qtbot.waitUntil(lambda: not team_service.busy)
    told: list[str] = []
    team_service.busy_changed.connect(told.append)
    with qtbot.waitSignal(team_service.attention.changed):
        team_service.attention.look()
    team_service.ask(lambda _: None, lambda _: None, doing="Counting…")
    qtbot.waitUntil(lambda: not team_service.busy)
    assert told == ["Counting…", ""]
