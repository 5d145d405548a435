"""The stylesheet takes every colour from the tokens."""

import re

import pytest

import keylease_assets
from keylease_desktop.theme.stylesheet import stylesheet
from keylease_desktop.theme.tokens import DARK, LIGHT, Tokens


def test_the_stylesheet_itself_names_no_colour() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", keylease_assets.style("app")) == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_nothing_is_left_unfilled(tokens: Tokens) -> None:
    made = stylesheet(tokens)
    assert "$" not in made
    assert tokens.accent in made
