"""The bundled letters are the ones that are shown."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics

from keylease_desktop.theme.type import Type, font


@pytest.mark.parametrize("kind", Type)
def test_every_kind_is_set_in_a_bundled_font(kind: Type) -> None:
    info = QFontInfo(font(kind))
    assert info.family() == kind.value[0]
    assert info.pixelSize() == kind.size
    assert info.weight() == kind.value[3]


def test_tabular_figures_are_equally_wide() -> None:
    plain, tabular = (QFontMetrics(font(Type.BODY, tabular=on)) for on in (False, True))
    assert plain.horizontalAdvance("1111") < plain.horizontalAdvance("0000")
    assert tabular.horizontalAdvance("1111") == tabular.horizontalAdvance("0000")


@pytest.mark.parametrize("letter", "äöüßéłŁğİőśčžŠ…–·×•“”’")
def test_european_names_can_be_written(letter: str) -> None:
    assert all(QFontMetrics(font(kind)).inFontUcs4(ord(letter)) for kind in Type)


def test_a_masked_value_shows_two_dashes_as_two() -> None:
    mono = QFontMetrics(font(Type.MONO))
    assert mono.horizontalAdvance("--") == 2 * mono.horizontalAdvance("-")
