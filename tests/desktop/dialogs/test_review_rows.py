"""Why a row is decided so, said by one key more."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from keylease.client.review_facts import review_facts
from keylease.model.events import Verdict
from keylease_desktop.dialogs.review_rows import ReasonDialog, ShortenDialog
from support.review_seat import Seat, lent


def why(seat: Seat, text: str) -> None:
    """Press R, type why, Enter."""
    seat.press(Qt.Key.Key_R)
    dialog = next(one for one in seat.window.findChildren(ReasonDialog) if one.isVisible())
    dialog.why.selectAll()
    QTest.keyClick(dialog.why, Qt.Key.Key_Delete)
    QTest.keyClicks(dialog.why, text)
    QTest.keyClick(dialog.why, Qt.Key.Key_Return)
    seat.qtbot.waitUntil(lambda: seat.window.focusWidget() is seat.screen.table)


def test_r_takes_a_reason_before_or_after_the_key_and_it_goes_on_record(seat: Seat) -> None:
    seat.enter(seat.opened(lent(seat.team, 3)))
    first = seat.current
    why(seat, "unused since March")
    assert seat.current == first
    assert "unused since March" in seat.foot()
    seat.press(Qt.Key.Key_E)
    second = seat.current
    seat.press(Qt.Key.Key_K)
    seat.screen.table.choose(second)
    why(seat, "on call")
    why(seat, "on call until May")
    seat.screen.table.choose(first)
    why(seat, "")
    seat.wait()
    verdicts = review_facts(seat.team.session("Ana")).verdicts
    assert (seat.ruling(first).verdict, verdicts[seat.review, first]) == (Verdict.END, "")
    assert (seat.ruling(second).verdict, verdicts[seat.review, second]) == (
        Verdict.KEEP,
        "on call until May",
    )
    assert seat.screen.campaign.standing(seat.screen.campaign.by_id[second]).tip.endswith(
        "“on call until May”"
    )
    seat.screen.table.choose(first)
    seat.press(Qt.Key.Key_R)
    assert seat.foot().endswith("is on record: a reason goes with a decision.")


def test_what_has_no_end_is_not_asked_for_a_date(seat: Seat) -> None:
    own = f"custody:{seat.team.id('openai-prod')}:{seat.team.id('Ana')}"
    seat.enter(seat.opened([own, *lent(seat.team, 1)], reviewers=("Dee", "Ana")))
    seat.screen.table.choose(own)
    seat.press(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert not [one for one in seat.window.findChildren(ShortenDialog) if one.isVisible()]
    assert seat.foot() == "Ana → openai-prod: somebody else decides on yours."
