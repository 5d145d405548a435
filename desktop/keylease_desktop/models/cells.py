"""What one cell of a table says, as a value: the delegate paints it, a test reads it."""

from collections.abc import Hashable
from dataclasses import dataclass
from zlib import crc32

from keylease_desktop.theme.tokens import Tone

HUES = 8
# Letters that stand for well-known providers keep the same colour on every machine.
_KNOWN_HUES = {
    "openai": 0,
    "anthropic": 1,
    "google": 2,
    "gemini": 2,
    "mistral": 3,
    "openrouter": 4,
    "aws bedrock": 5,
    "bedrock": 5,
    "cohere": 6,
    "xai": 7,
}


@dataclass(frozen=True)
class Tile:
    """A letter tile. Round for people and services, where `hue` is None; square for providers."""

    letters: str
    hue: int | None = None

    @classmethod
    def of_provider(cls, name: str) -> "Tile":
        """One letter on a colour that is always the same for that name."""
        known = name.strip().casefold()
        hue = _KNOWN_HUES.get(known, crc32(known.encode()) % HUES)
        return cls(known[:1].upper() or "?", hue)

    @classmethod
    def of_person(cls, name: str) -> "Tile":
        """Two initials; the first two letters where there is one word only."""
        words = [word for word in name.replace("-", " ").split() if word]
        if len(words) < 2 or name[:1].islower():
            return cls(name.strip()[:2] or "?")
        return cls((words[0][0] + words[-1][0]).upper())


@dataclass(frozen=True)
class Cell:
    """Text, and what stands with it. All optional; drawn from left to right in this order."""

    text: str = ""
    second: str = ""
    """A quieter line below, in two-line rows."""
    tile: Tile | None = None
    icon: str = ""
    lease: float | None = None
    """What is left of an access, 1 to 0, as a bar before the text."""
    heading: bool = False
    """It stands over a group of rows, across all columns, with a dot of `tone`."""
    badge: bool = False
    """The text stands in a badge of `tone`."""
    tone: Tone = Tone.NEUTRAL
    strong: bool = False
    mono: bool = False
    tip: str = ""

    @property
    def spoken(self) -> str:
        """The cell for a screen reader."""
        parts = [self.text, self.second]
        if self.lease is not None:
            parts.append(f"{round(self.lease * 100)} %")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Chip:
    """One choice: a person, a service, a list."""

    id: Hashable
    name: str
    tile: Tile | None = None
    icon: str = ""
    note: str = ""
    """Why one may hesitate, shown while it is only suggested."""
