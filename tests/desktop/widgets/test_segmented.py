"""One of a few, by mouse, arrow and digit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.segmented import Segmented

SPANS = [(8, "8 h"), (24, "1 day"), (168, "7 days")]


@pytest.fixture
def spans(qtbot: QtBot) -> Segmented:
    made = Segmented("For", SPANS)
    qtbot.addWidget(made)
    made.show()
    return made


def option(spans: Segmented, place: int) -> QAbstractButton:
    return spans.findChildren(QAbstractButton)[place]


def test_the_first_is_chosen_at_first(spans: Segmented) -> None:
    assert spans.value == 8


def test_mouse(qtbot: QtBot, spans: Segmented) -> None:
    with qtbot.waitSignal(spans.changed) as told:
        qtbot.mouseClick(option(spans, 2), Qt.MouseButton.LeftButton)
    assert told.args == [168]
    assert spans.value == 168


def test_arrow(qtbot: QtBot, spans: Segmented) -> None:
    option(spans, 0).setFocus()
    qtbot.keyClick(option(spans, 0), Qt.Key.Key_Right)
    assert spans.value == 24


def test_digit(qtbot: QtBot, spans: Segmented) -> None:
    qtbot.keyClick(option(spans, 0), Qt.Key.Key_3)
    assert spans.value == 168
    qtbot.keyClick(spans, Qt.Key.Key_9)
    assert spans.value == 168


def test_choose(qtbot: QtBot, spans: Segmented) -> None:
    spans.choose(24)
    assert spans.value == 24
    with qtbot.assertNotEmitted(spans.changed):
        spans.choose(24)
    with pytest.raises(ValueError, match="not in list"):
        spans.choose(5)


def test_what_is_not_offered_is_not_chosen(qtbot: QtBot, spans: Segmented) -> None:
    spans.offer(24, False)
    qtbot.keyClick(spans, Qt.Key.Key_2)
    qtbot.mouseClick(option(spans, 1), Qt.MouseButton.LeftButton)
    assert spans.value == 8
    option(spans, 0).setFocus()
    qtbot.keyClick(option(spans, 0), Qt.Key.Key_Right)
    assert spans.value == 168
    spans.offer(24, True)
    qtbot.keyClick(spans, Qt.Key.Key_2)
    assert spans.value == 24


def test_in_too_little_room_captions_are_cut_and_the_tip_says_them(spans: Segmented) -> None:
    assert {option(spans, place).toolTip() for place in range(3)} == {""}
    wanted = spans.sizeHint().width()
    spans.resize(wanted - 30, spans.height())
    last = option(spans, 2)
    assert last.geometry().right() < spans.width()
    assert last.toolTip() == "7 days"
    spans.resize(wanted, spans.height())
    assert last.toolTip() == ""


def test_tab_reaches_the_chosen_one_and_the_arrows_go_on_from_there(
    qtbot: QtBot, spans: Segmented
) -> None:
    spans.choose(24)
    reached = [
        place for place in range(3) if option(spans, place).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert reached == [1]
    option(spans, 1).setFocus()
    qtbot.keyClick(option(spans, 1), Qt.Key.Key_Right)
    assert spans.value == 168
