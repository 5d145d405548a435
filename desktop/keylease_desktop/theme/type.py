"""The type scale: which letters stand where. Inter for words, JetBrains Mono for values."""

from enum import Enum

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

import keylease_assets

INTER = "Inter"
JETBRAINS = "JetBrains Mono"
_TABULAR = QFont.Tag("tnum")


class Type(Enum):
    """Family, size and line height in pixels, weight, and letter spacing in percent of the size."""

    CAPTION = (INTER, 12, 16, QFont.Weight.Normal, 0.0)
    CAPTION_STRONG = (INTER, 12, 16, QFont.Weight.DemiBold, 0.0)
    BODY = (INTER, 13, 20, QFont.Weight.Normal, 0.0)
    STRONG = (INTER, 13, 20, QFont.Weight.DemiBold, 0.0)
    MEDIUM = (INTER, 13, 20, QFont.Weight.Medium, 0.0)
    SECTION = (INTER, 15, 22, QFont.Weight.DemiBold, -0.5)
    TITLE = (INTER, 20, 28, QFont.Weight.DemiBold, -1.2)
    GREETING = (INTER, 28, 34, QFont.Weight.DemiBold, -2.0)
    MONO = (JETBRAINS, 13, 20, QFont.Weight.Normal, 0.0)
    MONO_SMALL = (JETBRAINS, 11, 16, QFont.Weight.Normal, 0.0)
    TILE_SMALL = (INTER, 10, 14, QFont.Weight.DemiBold, 0.0)

    @property
    def size(self) -> int:
        """Height of the letters, in pixels."""
        return self.value[1]

    @property
    def line(self) -> int:
        """Height of a line, in pixels."""
        return self.value[2]


def load_fonts() -> None:
    """Make the bundled fonts known to Qt. RuntimeError if one cannot be read."""
    if {INTER, JETBRAINS} <= _bundled:
        return
    for data in keylease_assets.fonts():
        number = QFontDatabase.addApplicationFontFromData(QByteArray(data))
        if number < 0:
            raise RuntimeError("a bundled font cannot be read")
        _bundled.update(QFontDatabase.applicationFontFamilies(number))


_bundled: set[str] = set()


def font(kind: Type, *, tabular: bool = False) -> QFont:
    """The font of that kind; `tabular` where figures stand below each other or count down."""
    family, size, _, weight, spacing = kind.value
    made = QFont([family])
    made.setPixelSize(size)
    made.setWeight(weight)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spacing)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if family == JETBRAINS:
        made.setStyleHint(QFont.StyleHint.Monospace)
        made.setFeature(QFont.Tag("calt"), 0)
    elif tabular:
        made.setFeature(_TABULAR, 1)
    return made
