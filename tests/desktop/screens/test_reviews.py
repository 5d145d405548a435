"""The place Reviews as a person sees it."""

import pytest
from pytestqt.qtbot import QtBot

from keylease.client.session import Session
from keylease.model.events import Decision, Lapse, Verdict
from keylease_desktop.screens import reviews as place
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.reviews import ReviewsScreen
from keylease_desktop.services.team import TeamService
from keylease_desktop.widgets.progress import ProgressRing
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam
from support.terms import DAY


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Stage:
    return set_stage(qtbot, services, place.make)


def screen(stage: Stage) -> ReviewsScreen:
    assert isinstance(stage.view.widget, ReviewsScreen)
    return stage.view.widget


def opened(team: LittleTeam, title: str = "Winter review") -> tuple[str, list[str]]:
    ana: Session = team.session("Ana")
    state = ana.snapshot.state
    subjects = [f"grant:{grant}" for grant in state.grants]
    reviewers = [team.id("Ana"), team.id("Dee")]
    due = team.clock() + 14 * DAY
    return ana.reviews.open(title, subjects, reviewers, due, lapse=Lapse.END), subjects


def test_without_a_review_it_says_what_one_is(stage: Stage) -> None:
    assert screen(stage).all._empty.isVisible()
    assert "91 days" in stage.window.findChildren(ReviewsScreen)[0].all._header._subtitle.text()


def test_an_open_one_shows_how_far_it_is_and_a_closed_one_how_it_ended(
    stage: Stage, little_team: LittleTeam
) -> None:
    review, subjects = opened(little_team)
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: bool(screen(stage).reviews.rows))
    (row,) = screen(stage).reviews.rows
    assert (row.title, row.decided, row.left) == (
        "Winter review",
        "0 of 2 decided",
        "2 are left for you.",
    )
    assert row.due.endswith("in 14 days")
    assert screen(stage).all._none_closed.isVisible()
    assert row.lapse == "What nobody decides by then ends."
    ana = little_team.session("Ana")
    decisions = [Decision(subjects[0], Verdict.KEEP), Decision(subjects[1], Verdict.END)]
    ana.reviews.decide(review, decisions, reasons=["", "not used"])
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: screen(stage).reviews.rows[0].share == 1.0)

    def rings() -> list[str]:
        found = screen(stage).findChildren(ProgressRing)
        return [ring.accessibleName() for ring in found if ring.isVisible()]

    stage.qtbot.waitUntil(lambda: rings() == ["2 of 2 decided"])
    ana.reviews.close(review)
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: not screen(stage).reviews.rows[0].open)
    (row,) = screen(stage).reviews.rows
    assert row.outcome == "1 kept, 1 ended"
    assert row.due.startswith("closed ")
    assert screen(stage).all.closed.isVisible()
    assert not screen(stage).all._none_closed.isVisible()


def test_one_that_is_past_its_date_says_so(stage: Stage, little_team: LittleTeam) -> None:
    opened(little_team)
    for _ in range(3):
        little_team.clock.wait(5 * DAY)
        little_team.session("Ana")
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: any(row.late for row in screen(stage).reviews.rows))
    (row,) = screen(stage).reviews.rows
    assert row.due.startswith("was due ")
    assert "time is over" in row.left
    stage.context.team.lock()
    assert screen(stage).reviews.rows == ()
