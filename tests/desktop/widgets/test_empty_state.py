from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState


def test_it_offers_the_next_step(qtbot: QtBot) -> None:
    state = EmptyState("key", "No keys yet", "Add one.", "Add key", Tone.NEUTRAL)
    qtbot.addWidget(state)
    state.show()
    with qtbot.waitSignal(state.acted):
        qtbot.mouseClick(state.findChild(Button), Qt.MouseButton.LeftButton)


def test_without_one_there_is_no_button(qtbot: QtBot) -> None:
    state = EmptyState("ban", "No access")
    qtbot.addWidget(state)
    assert state.findChild(Button) is None


def test_loading_can_be_given_up(qtbot: QtBot) -> None:
    state = LoadingState("Checking", "Stop")
    qtbot.addWidget(state)
    state.show()
    with qtbot.waitSignal(state.stopped):
        qtbot.mouseClick(state.findChild(Button), Qt.MouseButton.LeftButton)
