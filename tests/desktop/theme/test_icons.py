"""Icons take their colour when they are painted."""

import ast
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

import keylease_assets
from keylease_desktop.theme.icons import icon, pixmap
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import DARK, LIGHT, Tone

DESKTOP = Path(__file__).parents[3] / "desktop"
NAMES = sorted(
    entry.name.removesuffix(".svg")
    for entry in (files(keylease_assets) / "icons").iterdir()
    if entry.name.endswith(".svg")
)


def inks(image: QImage) -> set[str]:
    """The colours of all pixels that are quite opaque."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    image = pixmap(name, "#ff0000", 48).toImage()
    assert inks(image) == {"#ff0000"}


def test_an_icon_is_sharp_on_a_dense_screen() -> None:
    dense = pixmap("key", "#000000", 16, 2.0)
    assert dense.size() == QSize(32, 32)
    assert dense.deviceIndependentSize().toSize() == QSize(16, 16)


def test_the_same_icon_follows_the_theme(qapp: QApplication) -> None:
    made = icon("key", Tone.DANGER)
    light = inks(made.pixmap(48, 48).toImage())
    look().apply(qapp, DARK, motion=False)
    dark = inks(made.pixmap(48, 48).toImage())
    assert QColor(LIGHT.danger).name() in light
    assert not light & dark
    assert QColor(DARK.danger).name() in dark


def test_an_icon_does_not_vanish_in_a_selected_row() -> None:
    image = icon("key").pixmap(QSize(48, 48), QIcon.Mode.Selected).toImage()
    assert inks(image) == {QColor(LIGHT.on_accent).name()}


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_every_icon_that_the_widgets_name_is_there() -> None:
    """Names passed as the icon of something, as far as they stand in the source."""
    calls = ("icon", "paint_icon", "IconButton", "Mark", "StatusItem", "IconTile", "EmptyState")
    named = {
        argument.value
        for path in DESKTOP.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in calls
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if argument.value.islower() and " " not in argument.value
    }
    assert named
    assert named - set(NAMES) == set()


def test_each_licence_lies_beside_what_it_covers() -> None:
    assets = files(keylease_assets)
    assert "ISC License" in (assets / "icons" / "LICENSE").read_text()
    for family in ("Inter", "JetBrainsMono"):
        assert (
            "SIL OPEN FONT LICENSE" in (assets / "fonts" / f"{family}-OFL.txt").read_text().upper()
        )
