"""Fusion draws with our colours."""

import pytest
from PySide6.QtGui import QPalette

from keylease_desktop.theme.palette import palette
from keylease_desktop.theme.tokens import DARK, LIGHT, Tokens


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_palette_follows_the_tokens(tokens: Tokens) -> None:
    made = palette(tokens)
    assert made.color(QPalette.ColorRole.Window).name().upper() == tokens.canvas
    assert made.color(QPalette.ColorRole.WindowText).name().upper() == tokens.text
    off = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert off.name().upper() == tokens.disabled
