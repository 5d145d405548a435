from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.key_caps import KeyCaps, KeyHint, cap_width, caps_width


def test_caps_stand_side_by_side(qtbot: QtBot) -> None:
    caps = KeyCaps("Ctrl", "Enter")
    qtbot.addWidget(caps)
    assert caps.accessibleName() == "Ctrl+Enter"
    assert caps.sizeHint().width() == caps_width(("Ctrl", "Enter"))
    assert caps_width(("Ctrl", "Enter")) > cap_width("Ctrl") + cap_width("Enter")


def test_one_letter_is_square(qtbot: QtBot) -> None:
    hint = KeyHint(("K",), "keep")
    qtbot.addWidget(hint)
    assert cap_width("K") == 18
    assert not hint.grab().isNull()
