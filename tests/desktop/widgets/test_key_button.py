"""A key's button: its name, its size, and that it leaves the focus where it was."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.key_button import KeyButton


def test_it_is_called_by_what_it_does_and_takes_no_focus(qtbot: QtBot) -> None:
    button = KeyButton(("Shift", "K"), "keep")
    qtbot.addWidget(button)
    button.show()
    assert (button.caption, button.accessibleName()) == ("keep", "keep")
    assert button.accessibleDescription() == "Shift+K"
    assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_longer_caption_wants_more_room_and_can_do_with_less(qtbot: QtBot) -> None:
    button = KeyButton(("S",), "shorten")
    qtbot.addWidget(button)
    before = button.sizeHint().width()
    button.set_caption("shorten to 14 December")
    assert button.sizeHint().width() > before
    assert button.minimumSizeHint().width() < before
    button.resize(button.minimumSizeHint())
    button.setEnabled(False)
    assert not button.grab().isNull()
