"""One look for the whole app, which can change while it runs."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.look import look, system_tokens
from keylease_desktop.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Motion
from keylease_desktop.widgets.label import Label


def test_changing_the_look_reaches_what_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    label = Label("openai-prod")
    qtbot.addWidget(label)
    label.show()
    before = label.grab().toImage()
    with qtbot.waitSignal(look().changed):
        look().apply(qapp, DARK, motion=False)
    assert look().tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.canvas
    assert label.grab().toImage() != before


def test_the_same_look_again_changes_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.assertNotEmitted(look().changed):
        look().apply(qapp, LIGHT, motion=False)


def test_nothing_moves_where_motion_is_reduced(qapp: QApplication) -> None:
    assert look().duration(Motion.PANEL) == 0
    look().apply(qapp, LIGHT, motion=True)
    assert look().duration(Motion.PANEL) == Motion.PANEL


def test_the_system_always_gets_one_of_ours() -> None:
    assert system_tokens() in (LIGHT, DARK, *HIGH_CONTRAST.values())
