"""Opening a review and comparing two: what is asked, what is said before, what comes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from keylease.client.review_terms import shortened
from keylease.model.events import Decision, Lapse, Verdict
from keylease_desktop.dialogs.compare_reviews import MINUS, CompareDialog
from keylease_desktop.dialogs.open_review import OpenReviewDialog
from keylease_desktop.presenters.review_opening import About
from keylease_desktop.screens import reviews as place
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.reviews import ReviewsScreen
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam
from support.terms import DAY


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Stage:
    return set_stage(qtbot, services, place.make)


def screen(stage: Stage) -> ReviewsScreen:
    assert isinstance(stage.view.widget, ReviewsScreen)
    return stage.view.widget


def opening(stage: Stage) -> OpenReviewDialog:
    screen(stage).all.open_one.click()
    dialog = stage.dialog(OpenReviewDialog)
    counted(stage, dialog)
    return dialog


def counted(stage: Stage, dialog: OpenReviewDialog) -> None:
    """Until what was changed last has been counted."""
    stage.qtbot.waitUntil(lambda: not dialog._presenter._pause.isActive())
    stage.qtbot.waitUntil(lambda: not stage.context.team.busy)


def about(stage: Stage, dialog: OpenReviewDialog, what: About, which: str = "") -> str:
    dialog.about.setCurrentIndex(dialog.about.findData(what))
    if which:
        dialog.which.setCurrentText(which)
    counted(stage, dialog)
    return f"{dialog.preview.title.text()}: {dialog.preview.text.text()}"


def test_it_counts_before_it_is_opened_and_leads_into_it(stage: Stage) -> None:
    dialog = opening(stage)
    assert dialog.title.text().endswith("review")
    assert [chip.name for chip in dialog.who.chips] == ["Ana", "Dee"]
    assert about(stage, dialog, About.EVERYTHING) == "7 decisions: End 0 · Look 4 · Routine 3"
    assert about(stage, dialog, About.ENVIRONMENT, "production").startswith("2 decisions")
    assert about(stage, dialog, About.PROVIDER).startswith("2 decisions")
    assert about(stage, dialog, About.MEMBER, "Cai").startswith("1 decision:")
    assert about(stage, dialog, About.PEOPLE).startswith("7 decisions")
    about(stage, dialog, About.SERVICES)
    dialog.primary.click()
    assert dialog._refusal.text() == "There is nothing to review there."
    about(stage, dialog, About.IDLE, "30 days")
    assert dialog._presenter.preview.total == 0
    about(stage, dialog, About.EVERYTHING)
    stage.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.qtbot.waitUntil(lambda: screen(stage).presenter.ready)
    assert len(screen(stage).presenter.rows) == 7
    assert screen(stage).campaign.isVisible()
    (review,) = stage.now.state.reviews.values()
    assert review.lapse is stage.now.state.policy.lapse


def test_one_reviewer_alone_is_warned_of(stage: Stage) -> None:
    dialog = opening(stage)
    assert dialog.warning.text() == ""
    dialog.who.remove(stage.now.member_named("Dee"))
    counted(stage, dialog)
    assert "Name a second" in dialog.warning.text()
    dialog.who.remove(stage.now.member_named("Ana"))
    counted(stage, dialog)
    dialog.primary.click()
    assert dialog._refusal.text() == "Choose who decides."


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Type the due date"), ("2001-01-01", "Leave the reviewers a day")],
)
def test_a_date_that_will_not_do_is_refused(stage: Stage, typed: str, said: str) -> None:
    dialog = opening(stage)
    dialog.due.clear()
    dialog._due_typed(typed)
    counted(stage, dialog)
    dialog.primary.click()
    assert dialog._refusal.text().startswith(said)
    dialog.title.clear()
    counted(stage, dialog)
    dialog.primary.click()
    assert dialog._refusal.text() == "Give it a title."


def test_two_closed_ones_are_compared_by_their_counts(
    stage: Stage, little_team: LittleTeam
) -> None:
    ana = little_team.session("Ana")
    subjects = [f"grant:{grant}" for grant in ana.snapshot.state.grants]
    reviewers = [little_team.id("Ana"), little_team.id("Dee")]
    for title, verdicts in (("Autumn", (Verdict.KEEP, Verdict.KEEP)), ("Winter", None)):
        due = little_team.clock() + 9 * DAY
        review = ana.reviews.open(title, subjects, reviewers, due, lapse=Lapse.END)
        chosen = verdicts or (Verdict.KEEP, Verdict.END)
        decisions = [Decision(s, v) for s, v in zip(subjects, chosen, strict=True)]
        ana.reviews.decide(review, decisions)
        ana.reviews.close(review)
        little_team.clock.wait(DAY)
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: len(screen(stage).reviews.rows) == 2)
    assert "The next is due" in screen(stage).all._header._subtitle.text()
    screen(stage).all.compare.click()
    dialog = stage.dialog(CompareDialog)
    assert (dialog.older.currentText(), dialog.newer.currentText()) == ("Autumn", "Winter")
    texts = [label.text() for label in dialog._table.findChildren(QLabel)]
    assert texts[:3] == ["The older", "The newer", "Change"]
    assert texts[3:11] == ["Reviewed", "2", "2", "–", "Kept", "2", "1", f"{MINUS}1"]
    dialog.primary.click()
    screen(stage).all.closed.acted.emit(screen(stage).reviews.rows[0].id, "look")
    stage.qtbot.waitUntil(lambda: screen(stage).presenter.ready)
    assert screen(stage).presenter.head.closed
    assert screen(stage).campaign.undecided.text() == "Not decided"
    standing = screen(stage).presenter.standing
    assert "yours" not in [standing(row).text for row in screen(stage).presenter.rows]


def test_shorten_is_sooner_than_the_end_there_is() -> None:
    assert shortened(None, 0) == 30 * DAY
    assert shortened(20 * DAY, 0) == 14 * DAY
    assert shortened(20 * DAY, 0, 3 * DAY) == 3 * DAY
    assert shortened(DAY, 0) is None
