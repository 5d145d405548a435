"""An access review: in the middle of it, by person, with decisions held; its dialogs; and closed
ones, with their evidence and beside each other.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from keylease.model.events import Lapse
from keylease_desktop.dialogs.compare_reviews import CompareDialog
from keylease_desktop.dialogs.finish_review import FinishDialog
from keylease_desktop.dialogs.open_review import OpenReviewDialog
from keylease_desktop.dialogs.review_rows import ReasonDialog, ReassignDialog, ShortenDialog
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.finishing import EvidencePresenter
from keylease_desktop.presenters.review_opening import About
from keylease_desktop.screens.campaign import By
from keylease_desktop.screens.reviews import ReviewsScreen
from support.scenes.scene import Script, Sitting
from support.terms import DAY

_SCRIPT, _CLOSED = Script(), Script()


def _campaign(sitting: Sitting, kind: str = "") -> ReviewsScreen:
    """In the review of the example team, at its first undecided row, or that of a kind."""
    screen = sitting.go(Place.REVIEWS)
    assert isinstance(screen, ReviewsScreen)
    sitting.workplace.context.navigator.go(Place.REVIEWS, screen.reviews.rows[0].id)
    sitting.wait(lambda: screen.presenter.ready)
    rows = (row for row in screen.presenter.rows if screen.presenter.is_left(row))
    if kind:
        screen.campaign.table.choose(next(row.id for row in rows if row.fact.kind == kind))
    sitting.settle()
    return screen


@_SCRIPT.scene("campaign")
def campaign(sitting: Sitting) -> None:
    _campaign(sitting)


@_SCRIPT.scene("campaign-held")
def campaign_held(sitting: Sitting) -> None:
    table = _campaign(sitting).campaign.table
    for key in (Qt.Key.Key_K, Qt.Key.Key_S, Qt.Key.Key_E):
        QTest.keyClick(table, key)
    sitting.settle()


@_SCRIPT.scene("campaign-facts")
def campaign_facts(sitting: Sitting) -> None:
    QTest.keyClick(_campaign(sitting).campaign.table, Qt.Key.Key_Return)
    sitting.settle()


@_SCRIPT.scene("campaign-seen")
def campaign_seen(sitting: Sitting) -> None:
    screen = _campaign(sitting, "exposure").campaign
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    sitting.settle()


@_SCRIPT.scene("campaign-by-person")
def campaign_by_person(sitting: Sitting) -> None:
    screen = _campaign(sitting).campaign
    screen.by.choose(By.PERSON)
    screen.undecided.setChecked(True)
    sitting.settle()


@_SCRIPT.scene("campaign-no-match")
def campaign_no_match(sitting: Sitting) -> None:
    QTest.keyClicks(_campaign(sitting).campaign.search, "nothing like this")
    sitting.settle()


@_SCRIPT.scene("dialog-finish-review")
def finish(sitting: Sitting) -> None:
    _campaign(sitting).campaign.head.finish.click()
    sitting.part(FinishDialog)


@_SCRIPT.scene("dialog-shorten-row")
def shorten(sitting: Sitting) -> None:
    table = _campaign(sitting, "grant").campaign.table
    QTest.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    sitting.part(ShortenDialog)


@_SCRIPT.scene("dialog-reassign-row")
def reassign(sitting: Sitting) -> None:
    QTest.keyClick(_campaign(sitting, "custody").campaign.table, Qt.Key.Key_A)
    sitting.part(ReassignDialog)


@_SCRIPT.scene("dialog-say-why")
def say_why(sitting: Sitting) -> None:
    QTest.keyClick(_campaign(sitting).campaign.table, Qt.Key.Key_R)
    QTest.keyClicks(sitting.part(ReasonDialog).why, "Not used since the evals ended")


@_SCRIPT.scene("dialog-open-review")
def open_review(sitting: Sitting) -> None:
    screen = sitting.go(Place.REVIEWS)
    assert isinstance(screen, ReviewsScreen)
    screen.all.open_one.click()
    dialog = sitting.part(OpenReviewDialog)
    sitting.settle(300)
    dialog.about.setCurrentIndex(dialog.about.findData(About.ENVIRONMENT))
    sitting.settle(300)


def _closed(sitting: Sitting) -> ReviewsScreen:
    """Two weeks later: the review is closed, and a smaller one after it."""
    sitting.unlock()
    session = sitting.application.team.session
    assert session is not None
    reviews = session.refresh().state.reviews
    if len(reviews) < 2:
        (first,) = reviews
        for _ in range(2):  # the team server waits where its clock jumps by more than a week
            sitting.clock.wait(6 * DAY)
            session.refresh()
        session.reviews.close(first)
        subjects, due = sorted(reviews[first].rulings)[:9], sitting.clock() + DAY
        second = session.reviews.open(
            "Key managers", subjects, reviews[first].reviewers, due, lapse=Lapse.END
        )
        sitting.clock.wait(2 * DAY)
        session.reviews.close(second)
        sitting.cast.now = sitting.clock()
    screen = sitting.go(Place.REVIEWS)
    assert isinstance(screen, ReviewsScreen)
    sitting.application.team.refresh()
    sitting.wait(lambda: sum(not row.open for row in screen.reviews.rows) > 1)
    sitting.settle()
    return screen


@_CLOSED.scene("reviews-closed")
def closed(sitting: Sitting) -> None:
    _closed(sitting)


@_CLOSED.scene("campaign-closed")
def campaign_closed(sitting: Sitting) -> None:
    screen = _closed(sitting)
    last = next(row.id for row in screen.reviews.rows if row.title == "Autumn review")
    sitting.workplace.context.navigator.go(Place.REVIEWS, last)
    sitting.wait(lambda: screen.presenter.ready)
    sitting.settle()


@_CLOSED.scene("campaign-evidence")
def campaign_evidence(sitting: Sitting) -> None:
    screen = _closed(sitting)
    last = screen.reviews.rows[0].id
    sitting.workplace.context.navigator.go(Place.REVIEWS, last)
    sitting.wait(lambda: screen.presenter.ready)
    writer = sitting.application.window.findChild(EvidencePresenter)
    assert writer is not None
    writer.pack(last, Path(sitting.application.assembly.home.path))
    sitting.settle()


@_CLOSED.scene("dialog-compare-reviews")
def compare(sitting: Sitting) -> None:
    _closed(sitting).all.compare.click()
    sitting.part(CompareDialog)


AFTERWARDS = (*_CLOSED.scenes, *(one.german() for one in _CLOSED.scenes))
"""After them the example team is two weeks older: last of all."""
SCENES = (
    *_SCRIPT.scenes,
    *(one.german() for one in _SCRIPT.scenes),
    *(one.longer() for one in _SCRIPT.scenes),
)
