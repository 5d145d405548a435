"""Fields and choices, typed into as a person does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.buttons import IconButton
from keylease_desktop.widgets.inputs import (
    CheckBox,
    RadioButton,
    SearchField,
    SecretInput,
    Select,
    TextField,
)
from keylease_desktop.widgets.key_caps import KeyCaps


def test_a_wrong_field_is_marked(qtbot: QtBot) -> None:
    field = TextField("Name", "of the key")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "openai-prod")
    before = field.grab().toImage()
    field.set_wrong(True)
    assert field.grab().toImage() != before
    assert field.text() == "openai-prod"


def test_key_caps_make_room_for_what_is_typed(qtbot: QtBot) -> None:
    field = SearchField("Find", "Find anything", ("Ctrl", "K"))
    qtbot.addWidget(field)
    field.resize(240, 32)
    field.show()
    caps = field.findChild(KeyCaps)
    assert caps is not None
    assert caps.isVisible()
    qtbot.keyClicks(field, "o")
    assert not caps.isVisible()
    field.clear()
    assert caps.isVisible()


def test_a_passphrase_is_seen_only_while_the_eye_is_held(qtbot: QtBot) -> None:
    field = SecretInput("Passphrase")
    qtbot.addWidget(field)
    field.resize(240, 32)
    field.show()
    qtbot.keyClicks(field, "copper lunar")
    eye = field.findChild(IconButton)
    assert eye is not None
    assert "copper" not in field.displayText()
    qtbot.mousePress(eye, Qt.MouseButton.LeftButton)
    assert field.displayText() == "copper lunar"
    qtbot.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_a_passphrase_cannot_be_copied_out(qtbot: QtBot) -> None:
    field = SecretInput("Passphrase")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "copper lunar")
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "before"
    field.forget()
    assert field.text() == ""
    assert not field.isUndoAvailable()


def test_choices(qtbot: QtBot) -> None:
    check, radio = CheckBox("R&D only"), RadioButton("Revoke & replace")
    for button in (check, radio):
        qtbot.addWidget(button)
        button.show()
        before = button.grab().toImage()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert button.isChecked()
        assert button.grab().toImage() != before
    assert check.accessibleName() == "R&D only"
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton)
    assert not check.isChecked()


def test_select_by_key(qtbot: QtBot) -> None:
    choice = Select("Environment")
    choice.addItems(["development", "staging", "production"])
    qtbot.addWidget(choice)
    choice.show()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == "staging"
    assert choice.accessibleName() == "Environment"


def test_a_long_choice_gives_way_and_its_tip_says_all(qtbot: QtBot) -> None:
    choice = CheckBox("I have compared the words with every other owner", gives_way=True)
    qtbot.addWidget(choice)
    choice.show()
    choice.resize(choice.sizeHint())
    assert choice.toolTip() == ""
    choice.resize(120, 24)
    assert choice.toolTip() == "I have compared the words with every other owner"
