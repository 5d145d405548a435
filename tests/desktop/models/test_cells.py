"""Tiles and cells as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease_desktop.models.cells import HUES, Cell, Tile


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ben Okafor", "BO"),
        ("ci-eval", "ci"),
        ("Ada", "Ad"),
        ("Mary Jane Watson", "MW"),
        ("", "?"),
        ("Łukasz Żak", "ŁŻ"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert Tile.of_person(name) == Tile(letters)


def test_a_provider_keeps_its_colour() -> None:
    assert Tile.of_provider("OpenAI") == Tile.of_provider(" openai ") == Tile("O", 0)
    assert Tile.of_provider("").letters == "?"


@given(st.text())
def test_any_name_gets_a_tile(name: str) -> None:
    assert len(Tile.of_person(name).letters) in (1, 2, 3, 4)  # ß and its like grow in upper case
    hue = Tile.of_provider(name).hue
    assert hue is not None
    assert 0 <= hue < HUES


def test_a_cell_is_read_out_with_all_it_says() -> None:
    assert Cell("openai-prod", second="OpenAI", lease=0.5).spoken == "openai-prod, OpenAI, 50 %"
    assert Cell().spoken == ""
