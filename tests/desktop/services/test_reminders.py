"""Who looks at something else hears of what has come, once, and without a name."""

import pytest
from pytestqt.qtbot import QtBot

from keylease.client.review_terms import usual_reviewers
from keylease.client.session import Session
from keylease.insight.reminders import Reminder
from keylease.insight.review_rows import rows_in
from keylease.model.events import Lapse
from keylease_desktop.services.reminders import Reminders, sentence
from keylease_desktop.services.team import TeamService
from support.desktop_team import LittleTeam, passphrase
from support.terms import DAY


class Heard:
    """A window's reminders, and what they have said."""

    def __init__(self, qtbot: QtBot, team: TeamService) -> None:
        self.qtbot, self.team = qtbot, team
        self.said: list[str] = []
        self.reminders = Reminders(team, team)
        self.reminders.said.connect(self.said.append)

    def look(self) -> None:
        """As after a minute, by the clock as it stands now."""
        self.qtbot.waitUntil(lambda: not self.team.busy)
        with self.qtbot.waitSignal(self.team.attention.changed):
            self.team.attention.look()


@pytest.fixture
def heard(qtbot: QtBot, team_service: TeamService) -> Heard:
    made = Heard(qtbot, team_service)
    made.look()
    return made


def opens_a_review(little_team: LittleTeam) -> None:
    def work(session: Session) -> None:
        now = session.refresh()
        subjects = [one.subject for one in rows_in(now.state, (), little_team.clock())]
        due = little_team.clock() + 14 * DAY
        session.reviews.open("Q1", subjects, usual_reviewers(now), due, lapse=Lapse.KEEP)

    little_team.act("Dee", work)


def test_what_was_there_at_unlocking_is_not_said(
    qtbot: QtBot, little_team: LittleTeam, services: object, team_service: TeamService
) -> None:
    opens_a_review(little_team)
    team_service.refresh()
    qtbot.waitUntil(lambda: bool(team_service.snapshot and team_service.snapshot.state.reviews))
    qtbot.waitUntil(lambda: not team_service.busy)
    heard = Heard(qtbot, team_service)
    heard.look()
    heard.look()
    assert heard.said == []


def test_a_review_that_somebody_opens_is_said_once_and_again_when_it_presses(
    qtbot: QtBot, little_team: LittleTeam, heard: Heard
) -> None:
    opens_a_review(little_team)
    qtbot.waitUntil(lambda: bool(heard.said))
    heard.look()
    assert heard.said == [sentence(Reminder.REVIEW_WAITS)]
    little_team.clock.wait(4 * DAY)
    heard.look()
    little_team.clock.wait(7 * DAY)
    heard.look()
    little_team.clock.wait(3 * DAY)
    heard.look()
    spoken = [one for one in "\n".join(heard.said).split("\n") if "review" in one]
    assert spoken == [
        sentence(Reminder.REVIEW_WAITS),
        sentence(Reminder.REVIEW_DUE),
        sentence(Reminder.REVIEW_OVER),
    ]


def test_no_name_is_said(qtbot: QtBot, little_team: LittleTeam, heard: Heard) -> None:
    key = little_team.id("openai-prod")
    little_team.act("Cai", lambda one: one.lending.request(key, 7 * DAY, "canary"))
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said == ["Somebody asks for access."]


def test_each_reminder_has_words_of_its_own() -> None:
    assert len({sentence(what) for what in Reminder}) == len(Reminder)


def test_a_locked_window_forgets_and_is_silent(
    qtbot: QtBot, little_team: LittleTeam, heard: Heard, team_service: TeamService
) -> None:
    team_service.lock()
    assert team_service.attention.found is None
    opens_a_review(little_team)
    with qtbot.waitSignal(team_service.unlocked):
        team_service.unlock(passphrase())
    qtbot.waitUntil(lambda: bool(team_service.snapshot and team_service.snapshot.state.reviews))
    heard.look()
    assert heard.said == []
