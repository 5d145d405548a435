"""A campaign decided as a person does it: real keys, a real team, other reviewers beside it."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from keylease.client.transport import Nowhere
from keylease.errors import Code, Unreachable
from keylease.model.events import Decision, Verdict
from keylease_desktop.dialogs.finish_review import FinishDialog
from keylease_desktop.dialogs.replace_value import ReplaceDialog
from keylease_desktop.dialogs.review_rows import ReassignDialog, ShortenDialog
from keylease_desktop.screens.campaign import By
from keylease_desktop.services.services import Services
from support.review_seat import Seat, lent
from support.terms import DAY

KEEP, END, SHORTEN = Verdict.KEEP, Verdict.END, Verdict.SHORTEN
MANY = 200


def test_two_hundred_rows_by_keyboard_alone_take_no_more_than_a_key_each(seat: Seat) -> None:
    subjects = lent(seat.team, MANY)
    seat.enter(seat.opened(subjects))
    marked = {3: (Qt.Key.Key_E, END), 7: (Qt.Key.Key_S, SHORTEN)}
    wanted: dict[str, Verdict] = {}
    for number in range(MANY):
        key, verdict = marked.get(number % 10, (Qt.Key.Key_K, KEEP))
        wanted[seat.current] = verdict
        seat.press(key)
        if number % 40 == 39:
            seat.wait()
    assert seat.strokes == MANY
    assert set(wanted) == set(subjects)
    seat.wait()
    assert {one: seat.ruling(one).verdict for one in subjects} == wanted
    assert seat.screen.campaign.head.decided == MANY
    assert seat.screen.head.bar.accessibleName() == "200 of 200 decided"


def test_all_that_is_routine_is_kept_by_one_key_and_never_what_is_to_be_looked_at(
    seat: Seat,
) -> None:
    grants = [f"grant:{one}" for one in seat.team.session("Ana").snapshot.state.grants]
    review = seat.opened([*grants, f"custody:{seat.team.id('openai-prod')}:{seat.team.id('Ana')}"])
    seat.enter(review)
    seat.press(Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert len(seat.screen.table.selected_ids()) == 1, "the Shift adds nothing to what is chosen"
    kept = set(seat.held.by_subject)
    rows = seat.screen.campaign.rows
    looked = {row.id for row in rows if row.fact.advice.name == "LOOK"}
    assert looked, "Cai's words were not compared"
    assert kept == {row.id for row in rows if row.fact.advice.name == "ROUTINE" and row.fact.mine}
    assert "Keep routine (0)" in seat.screen.routine.caption
    assert not seat.screen.routine.isEnabled()
    seat.wait()
    assert {seat.ruling(one).verdict for one in kept} == {KEEP}
    assert {seat.ruling(one).verdict for one in looked} == {None}


def test_ctrl_z_takes_the_last_key_back_and_nothing_was_sent(seat: Seat) -> None:
    subjects = lent(seat.team, 3)
    seat.enter(seat.opened(subjects))
    first = seat.current
    seat.press(Qt.Key.Key_E)
    seat.wait(4)
    assert "takes effect in 6 s" in seat.screen.foot._held.text()
    assert seat.shown(first) == "end"
    second = seat.current
    seat.press(Qt.Key.Key_K)
    seat.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (seat.current, seat.shown(second)) == (second, "–")
    seat.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (seat.current, seat.shown(first)) == (first, "–")
    seat.wait()
    assert {seat.ruling(one).verdict for one in subjects} == {None}
    assert seat.screen.foot._held.text() == ""


def test_many_rows_are_chosen_with_shift_and_decided_by_one_key(seat: Seat) -> None:
    subjects = lent(seat.team, 5)
    seat.enter(seat.opened(subjects))
    for _ in range(2):
        seat.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = set(seat.screen.chosen)
    assert len(chosen) == 3
    seat.press(Qt.Key.Key_E)
    assert set(seat.held.by_subject) == chosen
    assert seat.current not in chosen
    seat.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert seat.held.count == 0


def test_nobody_decides_on_their_own_and_what_nobody_may_decide_is_marked(seat: Seat) -> None:
    own = f"custody:{seat.team.id('openai-prod')}:{seat.team.id('Ana')}"
    seat.enter(seat.opened([own, *lent(seat.team, 1)]))
    assert seat.shown(own) == "yours"
    seat.screen.table.choose(own)
    seat.press(Qt.Key.Key_E)
    assert "somebody else decides on yours" in seat.foot()
    assert seat.held.count == 0
    seat.screen.table.selectAll()
    seat.press(Qt.Key.Key_E)
    assert seat.held.count == 1
    assert "somebody else decides on yours" in seat.foot()
    alone = seat.opened([own], reviewers=("Ana",))
    seat.enter(alone)
    assert seat.shown(own) == "nobody"


def test_another_reviewers_decision_shows_at_once_and_is_not_overwritten(seat: Seat) -> None:
    subjects = lent(seat.team, 3)
    seat.enter(seat.opened(subjects))
    mine = seat.current
    seat.press(Qt.Key.Key_E)
    dee = seat.team.session("Dee")
    dee.reviews.decide(seat.review, [Decision(mine, KEEP)])
    seat.workplace.context.team.refresh()
    seat.qtbot.waitUntil(lambda: "Dee has decided on" in seat.toast())
    assert (seat.held.count, seat.shown(mine)) == (0, "keep")
    seat.wait()
    assert (seat.ruling(mine).verdict, seat.ruling(mine).by) == (KEEP, dee.me)
    seat.screen.table.choose(mine)
    seat.press(Qt.Key.Key_S)
    assert "can only be ended" in seat.foot()
    seat.press(Qt.Key.Key_E)  # having seen what Dee decided
    seat.wait()
    assert seat.ruling(mine).verdict is END


def test_one_who_was_faster_by_a_moment_is_told_of(seat: Seat) -> None:
    subjects = lent(seat.team, 2)
    seat.enter(seat.opened(subjects))
    mine = seat.current
    seat.press(Qt.Key.Key_K)
    seat.press(Qt.Key.Key_K)
    seat.team.session("Dee").reviews.decide(seat.review, [Decision(mine, END)])
    seat.wait()
    assert "had decided on 1 row first" in seat.toast()
    assert {seat.ruling(one).verdict for one in subjects} == {KEEP, END}
    assert seat.shown(mine) == "end"


def test_what_is_refused_comes_back_with_a_sentence(seat: Seat) -> None:
    subjects = lent(seat.team, 2)
    seat.enter(seat.opened(subjects))
    mine = seat.current
    seat.press(Qt.Key.Key_S)
    seat.team.clock.wait(6 * DAY)
    seat.team.session("Ana")
    seat.press(Qt.Key.Key_K)
    seat.wait()
    assert "not taken" in seat.toast()
    assert seat.shown(mine) == "–"
    assert {seat.ruling(one).verdict for one in subjects} == {None, KEEP}


def test_locking_sends_what_is_held(seat: Seat) -> None:
    subjects = lent(seat.team, 1)
    seat.enter(seat.opened(subjects))
    seat.press(Qt.Key.Key_K)
    team = seat.workplace.context.team
    team.lock()
    seat.qtbot.waitUntil(lambda: not team.busy)
    assert seat.ruling(subjects[0]).verdict is KEEP
    assert seat.screen.campaign.rows == ()


def test_locked_while_the_relay_is_silent_nothing_is_decided_and_nothing_breaks(seat: Seat) -> None:
    subjects = lent(seat.team, 1)
    seat.enter(seat.opened(subjects))
    seat.press(Qt.Key.Key_K)
    team = seat.workplace.context.team
    assert team.session is not None
    courier = team.session.connection.courier
    before, courier.transport = courier.transport, Nowhere(Unreachable(Code.E_UNREACHED))
    before.hush()  # else the window's end waits for whoever still listens by it
    team.lock()
    seat.qtbot.waitUntil(lambda: not team.busy)
    assert seat.ruling(subjects[0]).verdict is None


def test_closing_the_app_sends_what_is_held(seat: Seat, services: Services) -> None:
    subjects = lent(seat.team, 1)
    seat.enter(seat.opened(subjects))
    seat.press(Qt.Key.Key_E)
    services.team.lock()
    services.team._jobs.close()
    assert seat.ruling(subjects[0]).verdict is END


def test_going_back_to_all_reviews_sends_what_is_held(seat: Seat) -> None:
    subjects = lent(seat.team, 1)
    seat.enter(seat.opened(subjects))
    seat.press(Qt.Key.Key_K)
    seat.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert seat.place.all.isVisible()
    seat.qtbot.waitUntil(lambda: not seat.workplace.context.team.busy)
    assert seat.ruling(subjects[0]).verdict is KEEP


def test_another_date_and_another_person_ask_in_a_dialog(seat: Seat) -> None:
    first, second = lent(seat.team, 2)
    seat.enter(seat.opened([first, second]))
    mine = seat.current
    seat.press(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    dialog = seat.window.findChild(ShortenDialog)
    assert isinstance(dialog, ShortenDialog)
    seat.press(Qt.Key.Key_1)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert seat.held.by_subject[mine].verdict is SHORTEN
    other = seat.current
    seat.press(Qt.Key.Key_A)
    chooser = next(one for one in seat.window.findChildren(ReassignDialog) if one.isVisible())
    chooser.who.setCurrentText("Cai")
    QTest.keyClick(chooser, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.wait()
    assert seat.ruling(other).verdict is Verdict.REASSIGN
    assert seat.ruling(other).to == seat.team.id("Cai")
    assert "Asked for" in seat.screen.campaign.standing(seat.screen.campaign.by_id[other]).tip


def test_a_date_that_is_none_cannot_be_taken(seat: Seat) -> None:
    seat.enter(seat.opened(lent(seat.team, 1)))
    seat.press(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    dialog = seat.window.findChild(ShortenDialog)
    assert isinstance(dialog, ShortenDialog)
    dialog.span.choose(0)
    assert not dialog.primary.isEnabled()
    sooner = str(datetime.fromtimestamp((seat.team.clock() + 3 * DAY) / 1000).astimezone().date())
    typed = [("2001-01-01", False), ("tomorrow", False), (sooner, True), ("2099-01-01", False)]
    for text, fits in typed:
        dialog.day.clear()
        QTest.keyClicks(dialog.day, text)
        assert dialog.primary.isEnabled() is fits


def test_only_what_ends_it_sooner_is_offered(seat: Seat) -> None:
    seat.enter(seat.opened(lent(seat.team, 1)))  # for six days
    seat.press(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    dialog = seat.window.findChild(ShortenDialog)
    assert isinstance(dialog, ShortenDialog)
    assert dialog.span.value == DAY
    seat.press(Qt.Key.Key_2)
    assert dialog.span.value == DAY
    assert dialog.primary.isEnabled()


def test_replace_opens_the_dialog_where_one_manages_the_key(seat: Seat) -> None:
    seat.enter(seat.opened(lent(seat.team, 1)))
    mine = seat.current
    seat.press(Qt.Key.Key_P)
    seat.qtbot.waitUntil(lambda: bool(seat.window.findChildren(ReplaceDialog)))
    assert seat.held.by_subject[mine].verdict is Verdict.REPLACE


def test_where_no_row_is_chosen_no_key_is_offered(seat: Seat) -> None:
    seat.enter(seat.opened(lent(seat.team, 2)))
    keys = (*seat.screen.foot._keys.values(), seat.screen.foot.reason)
    assert any(key.isEnabled() for key in keys)
    QTest.keyClicks(seat.screen.search, "nothing like this")
    assert not any(key.isEnabled() for key in keys)
    seat.screen.search.clear()
    assert any(key.isEnabled() for key in keys)


def test_what_does_not_fit_is_said_and_its_key_is_grey(seat: Seat) -> None:
    role = f"role:{seat.team.id('Dee')}"
    seat.enter(seat.opened([role]))
    assert not seat.screen.foot._keys[SHORTEN].isEnabled()
    seat.press(Qt.Key.Key_P)
    assert seat.foot() == "A role can be kept or ended."
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_A)
    assert seat.foot() == "A role can be kept or ended."


def test_filter_groups_and_facts(seat: Seat) -> None:
    grants = [f"grant:{one}" for one in seat.team.session("Ana").snapshot.state.grants]
    seat.enter(seat.opened(grants))
    screen = seat.screen
    seat.press(Qt.Key.Key_Slash)
    QTest.keyClicks(screen.search, "cai")
    assert [row.who for row in screen._model.shown] == ["Cai"]
    QTest.keyClicks(screen.search, "zzz")
    assert screen._no_match.isVisible()
    seat.press(Qt.Key.Key_Escape)
    for by, headings in ((By.PERSON, ["Ben", "Cai"]), (By.KEY, ["anthropic-dev", "openai-prod"])):
        screen.by.choose(by)
        model = screen._model
        found = [n for n in range(model.rowCount()) if not model.is_row(n)]
        assert [str(model.data(model.index(n, 0))).partition(",")[0] for n in found] == headings
    screen.undecided.setChecked(True)
    seat.press(Qt.Key.Key_K)
    assert len(screen._model.shown) == len(grants) - 1
    seat.press(Qt.Key.Key_Return)
    assert screen.panel.isVisible()
    captions = [caption for caption, _ in screen.panel._facts._shown]
    assert {"Role", "Words", "Since", "Given by", "Why", "Last opened", "Ends"} <= set(captions)
    seat.press(Qt.Key.Key_Escape)
    assert not screen._host.panel_shown


def test_finishing_waits_until_all_is_decided_then_closes_and_names_the_next(seat: Seat) -> None:
    own = f"custody:{seat.team.id('openai-prod')}:{seat.team.id('Ana')}"
    subjects = lent(seat.team, 2)
    seat.enter(seat.opened([*subjects, own], reviewers=("Ana",)))
    seat.screen.head.finish.click()
    dialog = seat.window.findChild(FinishDialog)
    assert isinstance(dialog, FinishDialog)
    assert not dialog.primary.isEnabled()
    assert "once all is decided" in dialog._following.text()
    dialog.reject()
    seat.press(Qt.Key.Key_K)
    seat.press(Qt.Key.Key_E)
    seat.screen.head.finish.click()
    dialog = next(one for one in seat.window.findChildren(FinishDialog) if one.isVisible())
    seat.qtbot.waitUntil(dialog.primary.isEnabled)
    assert "no second reviewer" in dialog._exceptions.text()
    assert dialog._tally._shown == (("Kept", "1"), ("Ended", "1"))
    dialog.primary.click()
    seat.qtbot.waitUntil(lambda: "is closed" in seat.toast())
    assert "The next one is then due" in seat.toast()
    seat.settle()
    assert not seat.screen.campaign.head.decides
    assert not seat.screen.head.finish.isVisible()
    seat.press(Qt.Key.Key_E)
    assert seat.foot() == "This review can only be looked at."


def test_the_evidence_of_a_closed_one_is_written_and_proves_itself(
    seat: Seat, tmp_path: Path
) -> None:
    subjects = lent(seat.team, 2)
    review = seat.opened(subjects)
    ana = seat.team.session("Ana")
    ana.reviews.decide(review, [Decision(subject, KEEP) for subject in subjects])
    ana.reviews.close(review)
    seat.enter(review)
    assert seat.screen.head.evidence.isVisible()
    seat.place._acts.evidence.pack(review, tmp_path)
    seat.qtbot.waitUntil(lambda: "holds the evidence" in seat.toast())
    (folder,) = [one for one in tmp_path.glob("winter-review-*") if one.is_dir()]
    assert {"summary.pdf", "decisions.csv", "verify.py"} <= {one.name for one in folder.iterdir()}
    checked = subprocess.run(
        [sys.executable, "verify.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    seat.place._acts.evidence.pack(review, tmp_path / "nowhere" / "at" / "all")
    seat.qtbot.waitUntil(lambda: "holds the evidence" not in seat.toast())


def test_every_stop_of_the_keyboard_has_a_name(seat: Seat) -> None:
    seat.enter(seat.opened(lent(seat.team, 1)))
    seat.press(Qt.Key.Key_Return)
    assert [
        repr(widget)
        for widget in seat.place.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
    ] == []
