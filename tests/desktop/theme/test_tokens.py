"""Contrast, computed: whatever stands on whatever."""

import pytest

from keylease_desktop.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens, Tone, channels, mix

READABLE = 4.5
THEMES = [LIGHT, DARK, *HIGH_CONTRAST.values()]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = (channel / 255 for channel in channels(colour))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def grounds(tokens: Tokens) -> dict[str, str]:
    return {
        name: getattr(tokens, name) for name in ("canvas", "surface", "raised", "hover", "selected")
    }


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_every_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    assert [
        f"{tone.name} on {name}: {ratio:.2f}"
        for name, ground in grounds(tokens).items()
        for tone in Tone
        if (ratio := contrast(tokens.ink(tone), ground)) < READABLE
    ] == []


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_every_badge_can_be_read_wherever_it_stands(tokens: Tokens) -> None:
    assert [
        f"{tone.name} in its badge on {name}: {ratio:.2f}"
        for name, ground in grounds(tokens).items()
        for tone in Tone
        if (ratio := contrast(tokens.ink(tone), tokens.fill(tone, ground))) < READABLE
    ] == []


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_every_banner_can_be_read(tokens: Tokens) -> None:
    assert [
        f"{ink} on {tone.name}: {ratio:.2f}"
        for tone in Tone
        for ink in (tokens.text, tokens.muted)
        if (ratio := contrast(ink, tokens.fill(tone))) < READABLE
    ] == []


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_tiles_and_primary_buttons_can_be_read(tokens: Tokens) -> None:
    pairs = [(hue.ink, hue.ground) for hue in (*tokens.hues, tokens.person)]
    pairs += [(tokens.on_accent, tokens.accent), (tokens.on_accent, tokens.accent_hover)]
    assert [pair for pair in pairs if contrast(*pair) < READABLE] == []


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_the_focus_ring_stands_out(tokens: Tokens) -> None:
    assert all(contrast(tokens.accent, ground) >= 3 for ground in grounds(tokens).values())


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_mix() -> None:
    assert mix("#FFFFFF", "#000000", 0.5) == "#808080"
    assert mix("#123456", "#000000", 1) == "#123456"
