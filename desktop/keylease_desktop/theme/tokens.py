"""The look in numbers: every colour and measure, once a theme. Nothing else names a colour.

Text stands on its ground at 4.5 : 1 or better; tests/desktop/theme/test_tokens.py computes it.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto


class Tone(Enum):
    """What a colour says. Anything but NEUTRAL, MUTED and ACCENT is a state."""

    NEUTRAL = auto()
    MUTED = auto()
    ACCENT = auto()
    GOOD = auto()
    WARNING = auto()
    DANGER = auto()


@dataclass(frozen=True)
class Hue:
    """A letter tile: its ground and its letter."""

    ground: str
    ink: str


@dataclass(frozen=True)
class Tokens:
    """One theme. Colours are #RRGGBB."""

    name: str
    dark: bool
    canvas: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    danger: str
    warning: str
    good: str
    track: str
    amber: str
    person: Hue
    hues: tuple[Hue, ...]
    scrim: int
    """How far a dialog darkens what lies behind it, 0–255."""
    fill_share: float = 0.10

    def ink(self, tone: Tone) -> str:
        """The colour of text and icons of that tone."""
        return {
            Tone.NEUTRAL: self.text,
            Tone.MUTED: self.muted,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good,
            Tone.WARNING: self.warning,
            Tone.DANGER: self.danger,
        }[tone]

    def fill(self, tone: Tone, ground: str | None = None) -> str:
        """The ground of a badge or banner of that tone, standing on `ground` (surface)."""
        if tone in (Tone.NEUTRAL, Tone.MUTED):
            return mix(self.text, ground or self.surface, 0.07)
        return mix(self.ink(tone), ground or self.surface, self.fill_share)

    def edge(self, tone: Tone) -> str:
        """The line round a fill of that tone."""
        if tone in (Tone.NEUTRAL, Tone.MUTED):
            return self.line
        return mix(self.ink(tone), self.surface, 0.34)

    @property
    def selected(self) -> str:
        """The ground of a selected row."""
        return mix(self.accent, self.surface, 0.10 if self.dark else 0.09)

    @property
    def hover(self) -> str:
        """The ground of a row or a quiet button under the mouse."""
        return mix(self.text, self.surface, 0.045)

    @property
    def disabled(self) -> str:
        """Text of what cannot be used now."""
        return mix(self.muted, self.surface, 0.55)

    @property
    def plot(self) -> str:
        """The bars of a plot that are not the newest."""
        return mix(self.accent, self.surface, 0.35 if self.dark else 0.32)


def mix(over: str, under: str, share: float) -> str:
    """`over` laid on `under` at an opacity of `share`."""
    pairs = zip(channels(over), channels(under), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of #RRGGBB."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


LIGHT = Tokens(
    name="light",
    dark=False,
    canvas="#F7F7F5",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#E4E4E0",
    line_strong="#D2D2CC",
    text="#1B1C1E",
    muted="#5F6368",
    accent="#3656D2",
    on_accent="#FFFFFF",
    accent_hover="#2F4CBD",
    danger="#B42318",
    warning="#8A5A00",
    good="#146C43",
    track="#E1E1DC",
    amber="#DDA032",
    person=Hue("#DEDED9", "#2B2C2E"),
    hues=(
        Hue("#CFF1EA", "#0B6059"),
        Hue("#FBE0D3", "#9A3412"),
        Hue("#DBE5FB", "#1D4ED8"),
        Hue("#FCE9C2", "#8A4B08"),
        Hue("#FBDCE9", "#AD1457"),
        Hue("#E1F0CB", "#3F6212"),
        Hue("#E9DDFB", "#6D28D9"),
        Hue("#E0E5EC", "#334155"),
    ),
    scrim=90,
)

DARK = Tokens(
    name="dark",
    dark=True,
    canvas="#141517",
    surface="#1C1E21",
    raised="#22252A",
    line="#2E3136",
    line_strong="#3D4148",
    text="#ECEDEE",
    muted="#A0A6AD",
    accent="#8FA8FF",
    on_accent="#141517",
    accent_hover="#A9BCFF",
    danger="#FF8A80",
    warning="#F2B84B",
    good="#5CC98B",
    track="#34373C",
    amber="#F2B84B",
    person=Hue("#36393E", "#ECEDEE"),
    hues=(
        Hue("#0F6E66", "#D5FBF3"),
        Hue("#9A3412", "#FFE4D6"),
        Hue("#1D4ED8", "#DBEAFE"),
        Hue("#9A5B06", "#FEF3C7"),
        Hue("#B0165A", "#FCE7F3"),
        Hue("#4A6F10", "#ECFCCB"),
        Hue("#6D28D9", "#EDE9FE"),
        Hue("#3B4A60", "#E2E8F0"),
    ),
    scrim=130,
)


class Metrics:
    """Sizes in device-independent pixels, on a grid of 4."""

    ROW = 40
    ROW_COMPACT = 32
    ROW_TWO_LINES = 56
    HEADER = 34
    CONTROL = 32
    PRIMARY = 36
    NAVIGATION = 208
    DETAIL = 380
    OVERLAY_UNDER = 1160
    PAGE = 24
    CARD = 16
    DIALOG_WIDTH = 520
    DIALOG = 24
    RADIUS = 6
    CARD_RADIUS = 10
    DIALOG_RADIUS = 12
    RING = 2
    RING_OFFSET = 2
    ICON = 16


class Motion:
    """How long things move, in milliseconds; nothing moves where motion is reduced."""

    HOVER = 90
    PANEL = 160
    TOAST = 200


HIGH_CONTRAST = {
    tokens.name: replace(
        tokens,
        line=tokens.muted,
        line_strong=tokens.muted,
        muted=tokens.text,
    )
    for tokens in (LIGHT, DARK)
}
"""The same themes for a system that asks for more contrast: every line is drawn to be seen."""
