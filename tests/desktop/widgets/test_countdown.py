import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.countdown import Countdown, clock


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (22, "0:22"), (252, "4:12")])
def test_clock(seconds: int, text: str) -> None:
    assert clock(seconds) == text


def test_it_shows_itself_while_something_runs_out(qtbot: QtBot) -> None:
    countdown = Countdown("Clear now")
    qtbot.addWidget(countdown)
    assert not countdown.isVisible()
    countdown.show_left("openai-prod clears in", 22, 30)
    assert countdown.isVisible()
    assert countdown.accessibleName() == "openai-prod clears in 0:22"
    with qtbot.waitSignal(countdown.stopped):
        qtbot.mouseClick(countdown.findChild(Button), Qt.MouseButton.LeftButton)
    countdown.show_left("openai-prod clears in", 0, 30)
    assert not countdown.isVisible()
