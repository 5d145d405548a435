"""Strokes, looked at pixel by pixel."""

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.tokens import LIGHT, Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint


def canvas(width: int = 100, height: int = 20) -> tuple[QImage, QPainter]:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image, QPainter(image)


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


@pytest.mark.parametrize(
    ("left", "ink", "until"),
    [
        (1.0, LIGHT.accent, 98),
        (0.5, LIGHT.accent, 48),
        (0.19, LIGHT.amber, 17),
        (2.0, LIGHT.accent, 98),
    ],
)
def test_the_lease_bar_empties_and_turns_amber(left: float, ink: str, until: int) -> None:
    image, painter = canvas(100, 4)
    paint.lease_bar(painter, QRectF(0, 0, 100, 4), left)
    painter.end()
    assert colour(image, until - 2, 2) == ink
    if until < 90:
        assert colour(image, until + 5, 2) == LIGHT.track


def test_an_ended_lease_keeps_a_red_end() -> None:
    image, painter = canvas(100, 4)
    paint.lease_bar(painter, QRectF(0, 0, 100, 4), 0.0)
    painter.end()
    inks = {colour(image, x, 2) for x in range(4)}
    assert QColor(LIGHT.danger).name().upper() in inks
    assert colour(image, 10, 2) == LIGHT.track


def test_text_that_does_not_fit_is_shortened() -> None:
    _, painter = canvas()
    letters = font(Type.BODY)
    wide = paint.write(painter, QRect(0, 0, 400, 20), "openai-production", letters, "#000000")
    narrow = paint.write(painter, QRect(0, 0, 60, 20), "openai-production", letters, "#000000")
    nothing = paint.write(painter, QRect(0, 0, 0, 20), "openai", letters, "#000000")
    painter.end()
    assert narrow <= 60 < wide
    assert nothing == 0


def test_a_badge_never_leaves_its_place() -> None:
    _, painter = canvas()
    assert paint.badge(painter, QRect(0, 0, 30, 20), "production", Tone.ACCENT, "#FFFFFF") == 30
    painter.end()


@pytest.mark.parametrize("side", [20, 24, 32, 44])
@pytest.mark.parametrize("tile", [Tile("O", 0), Tile("BO"), Tile("X", 99)])
def test_a_tile_fills_its_square(side: int, tile: Tile) -> None:
    image, painter = canvas(side, side)
    paint.tile(painter, QRect(0, 0, side, side), tile)
    painter.end()
    hue = LIGHT.person if tile.hue is None else LIGHT.hues[tile.hue % len(LIGHT.hues)]
    assert colour(image, side // 2, 1) == hue.ground


def test_a_line_lies_inside_and_on_whole_pixels() -> None:
    image, painter = canvas(20, 20)
    paint.rounded(painter, QRect(0, 0, 20, 20), 4, "#FFFFFF", "#FF0000")
    painter.end()
    assert colour(image, 10, 0) == "#FF0000"
    assert colour(image, 10, 1) == "#FFFFFF"


def test_the_ring_is_two_pixels_wide() -> None:
    image, painter = canvas(40, 40)
    paint.ring(painter, QRect(0, 0, 40, 40), 8)
    painter.end()
    assert [colour(image, 20, y) == LIGHT.accent for y in (0, 1)] == [True, True]
    assert image.pixelColor(20, 2).alpha() == 0


@pytest.mark.attack("F01")
def test_what_is_written_into_a_cell_is_not_turned_around() -> None:
    """As what is written out, and not as what would be seen of it."""
    drawn = []
    for text in ("fine\u202egnigats", "fine\\u{202e}gnigats"):
        image, painter = canvas(300, 24)
        paint.write(painter, QRect(0, 0, 300, 24), text, font(Type.BODY), "#000000")
        painter.end()
        drawn.append(image)
    assert drawn[0] == drawn[1]
