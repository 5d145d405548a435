"""Buttons pressed as a person does."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import DARK, LIGHT, Tokens
from keylease_desktop.widgets.buttons import Button, IconButton, Kind


@pytest.mark.parametrize("kind", Kind)
def test_mouse_and_space_press_it(qtbot: QtBot, kind: Kind) -> None:
    button = Button("Share", kind, "share-2")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_an_ampersand_in_a_name_is_no_mnemonic(qtbot: QtBot) -> None:
    button = Button("Share with R&D")
    qtbot.addWidget(button)
    assert button.caption == button.accessibleName() == "Share with R&D"
    assert button.shortcut().isEmpty()


def test_it_is_as_wide_as_what_it_says(qtbot: QtBot) -> None:
    button, longer = Button("Keep"), Button("Keep all routine", caps=("Shift", "K"))
    qtbot.addWidget(button)
    qtbot.addWidget(longer)
    assert button.sizeHint().width() < longer.sizeHint().width()
    button.set_caption("Für dreißig Tage verlängern")
    assert button.minimumSizeHint().width() > 150


def test_one_that_is_off_does_nothing(qtbot: QtBot) -> None:
    button = Button("Share")
    qtbot.addWidget(button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_hover_is_seen_at_once_where_motion_is_reduced(
    qtbot: QtBot, qapp: QApplication, tokens: Tokens
) -> None:
    look().apply(qapp, tokens, motion=False)
    button = Button("Share", Kind.PRIMARY)
    qtbot.addWidget(button)
    button.show()
    calm = button.grab().toImage()
    QApplication.sendEvent(button, entering(button))
    assert button.grab().toImage() != calm
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert button.grab().toImage() == calm


def entering(button: Button) -> QEnterEvent:
    middle = QPointF(button.rect().center())
    return QEnterEvent(middle, middle, button.mapToGlobal(middle))


def test_an_icon_button_is_called_something(qtbot: QtBot) -> None:
    button = IconButton("ellipsis", "More <b>")
    qtbot.addWidget(button)
    assert button.accessibleName() == "More <b>"
    assert "&lt;b&gt;" in button.toolTip()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
