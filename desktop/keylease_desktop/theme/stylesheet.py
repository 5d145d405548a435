"""Tokens → the one stylesheet, from assets/keylease_assets/styles/app.qss."""

from string import Template

import keylease_assets
from keylease_desktop.theme.tokens import Metrics, Tokens, Tone


def stylesheet(tokens: Tokens) -> str:
    """The stylesheet of a theme. KeyError if it names a token that is not there."""
    names = {name: value for name, value in vars(tokens).items() if isinstance(value, str)} | {
        "hover": tokens.hover,
        "selected": tokens.selected,
        "disabled": tokens.disabled,
        "accent_fill": tokens.fill(Tone.ACCENT),
        "field": tokens.canvas,
    }
    sizes = {name.lower(): f"{value}px" for name, value in vars(Metrics).items() if name.isupper()}
    return Template(keylease_assets.style("app")).substitute(names | sizes)
