"""A value that is seen only while it is held open."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets import secret_field
from keylease_desktop.widgets.secret_field import SecretField

VALUE = "sk-proj-" + "A1b2C3d4" * 18 + "3fQ"


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[SecretField]:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    made = SecretField("Value of openai-prod")
    made.set_hint("sk-proj-", "3fQ")
    column.addWidget(made)
    column.addWidget(QLineEdit())
    page.resize(380, 200)
    page.show()
    page.activateWindow()
    made.setFocus()
    yield made
    page.close()


def test_it_shows_prefix_and_last_letters_only(field: SecretField) -> None:
    assert field.text_shown == "sk-proj-••••••••••3fQ"
    assert not field.is_open


def test_in_little_room_dots_give_way_and_the_last_letters_stay(field: SecretField) -> None:
    assert field.masked_in(400) == field.text_shown
    assert field.masked_in(150).startswith("sk-proj-••")
    assert field.masked_in(150).endswith("••3fQ")
    assert len(field.masked_in(150)) < len(field.text_shown)
    assert field.masked_in(0) == "sk-proj-•••3fQ"


def test_space_held_shows_it_and_letting_go_hides_it(qtbot: QtBot, field: SecretField) -> None:
    with qtbot.waitSignal(field.asked):
        qtbot.keyPress(field, Qt.Key.Key_Space)
    field.show_value(VALUE)
    assert field.text_shown == VALUE
    assert field.height() > secret_field.HEIGHT
    with qtbot.waitSignal(field.masked):
        qtbot.keyRelease(field, Qt.Key.Key_Space)
    assert not field.is_open
    assert field.height() == secret_field.HEIGHT


def test_mouse_held(qtbot: QtBot, field: SecretField) -> None:
    qtbot.mousePress(field, Qt.MouseButton.LeftButton)
    field.show_value(VALUE)
    assert field.is_open
    qtbot.mouseRelease(field, Qt.MouseButton.LeftButton)
    assert not field.is_open


def test_a_value_that_comes_too_late_is_forgotten(qtbot: QtBot, field: SecretField) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Space)
    field.show_value(VALUE)
    assert not field.is_open
    assert VALUE not in repr(vars(field))


def test_enter_shows_it_for_a_while(
    qtbot: QtBot, field: SecretField, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secret_field, "TOGGLED_FOR", 40)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.show_value(VALUE)
    assert field.is_open
    qtbot.waitUntil(lambda: not field.is_open)


def test_enter_again_and_escape_hide_it(qtbot: QtBot, field: SecretField) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        field.show_value(VALUE)
        qtbot.keyClick(field, key)
        assert not field.is_open


@pytest.mark.attack("E10")
def test_it_hides_itself_however_long_it_is_held(
    qtbot: QtBot, field: SecretField, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secret_field, "LONGEST_HOLD", 40)
    qtbot.keyPress(field, Qt.Key.Key_Space)
    field.show_value(VALUE)
    qtbot.waitUntil(lambda: not field.is_open)
    qtbot.keyRelease(field, Qt.Key.Key_Space)


def test_it_hides_itself_when_the_focus_goes(qtbot: QtBot, field: SecretField) -> None:
    qtbot.keyPress(field, Qt.Key.Key_Space)
    field.show_value(VALUE)
    other = field.window().findChild(QLineEdit)
    assert other is not None
    other.setFocus()
    assert not field.is_open


def test_it_hides_itself_with_its_window(qtbot: QtBot, field: SecretField) -> None:
    qtbot.keyPress(field, Qt.Key.Key_Space)
    field.show_value(VALUE)
    field.window().hide()
    assert not field.is_open


@pytest.mark.attack("E06")
def test_no_screen_reader_is_given_the_value(qtbot: QtBot, field: SecretField) -> None:
    qtbot.keyPress(field, Qt.Key.Key_Space)
    field.show_value(VALUE)
    told = field.accessibleName() + field.accessibleDescription() + field.text() + field.toolTip()
    assert VALUE not in told
    assert "shown" in field.accessibleName()
    qtbot.keyRelease(field, Qt.Key.Key_Space)
    assert "hidden" in field.accessibleName()
