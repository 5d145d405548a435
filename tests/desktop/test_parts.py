"""Every part in both themes: named for those who cannot see it, whole for those who can."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import DARK, LIGHT, Tokens
from keylease_desktop.widgets.buttons import Button
from support.desktop_parts import PARTS


def shown(qtbot: QtBot, name: str) -> QWidget:
    part = PARTS[name]()
    qtbot.addWidget(part)
    part.show()
    qtbot.wait(1)
    return part


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_drawn_the_same_twice(
    qtbot: QtBot, qapp: QApplication, name: str, tokens: Tokens
) -> None:
    look().apply(qapp, tokens, motion=False)
    part = shown(qtbot, name)
    assert part.grab().toImage() == part.grab().toImage()


@pytest.mark.parametrize("name", PARTS)
def test_what_takes_the_focus_has_a_name(qtbot: QtBot, name: str) -> None:
    part = shown(qtbot, name)
    assert [
        repr(widget)
        for widget in part.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
    ] == []


@pytest.mark.parametrize("name", PARTS)
def test_no_button_is_cut_short(qtbot: QtBot, name: str) -> None:
    part = shown(qtbot, name)
    assert [
        f"{button.caption}: {button.width()} of {button.sizeHint().width()}"
        for button in part.findChildren(Button)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ] == []


@pytest.mark.attack("F03")
@pytest.mark.parametrize("name", PARTS)
def test_every_label_shows_names_as_they_stand(qtbot: QtBot, name: str) -> None:
    part = shown(qtbot, name)
    assert [
        label.text()
        for label in part.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText
    ] == []
