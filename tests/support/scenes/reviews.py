"""An access review: in the middle of it, by person, with decisions held; and its dialogs."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from keylease_desktop.dialogs.finish_review import FinishDialog
from keylease_desktop.dialogs.open_review import OpenReviewDialog
from keylease_desktop.dialogs.review_rows import ReasonDialog, ReassignDialog, ShortenDialog
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.review_opening import About
from keylease_desktop.screens.campaign import By
from keylease_desktop.screens.reviews import ReviewsScreen
from support.scenes.scene import Script, Sitting

_SCRIPT = Script()


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


SCENES = (
    *_SCRIPT.scenes,
    *(one.german() for one in _SCRIPT.scenes),
    *(one.longer() for one in _SCRIPT.scenes),
)
