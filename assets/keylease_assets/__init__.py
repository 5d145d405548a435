"""What is shown that is no code: fonts, icons, the stylesheet, translations."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def fonts() -> list[bytes]:
    """Every bundled font, a TTF each."""
    return [
        entry.read_bytes()
        for entry in sorted((files(__name__) / "fonts").iterdir(), key=lambda found: found.name)
        if entry.name.endswith(".ttf")
    ]


def font(name: str) -> Traversable:
    """One of them by name, as its file: "Inter-Regular"."""
    return files(__name__) / "fonts" / f"{name}.ttf"


@cache
def icon(name: str) -> str:
    """One drawing as SVG, its strokes in `currentColor`. FileNotFoundError if unknown."""
    return (files(__name__) / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def style(name: str) -> str:
    """One stylesheet, its colours written as `$token`. FileNotFoundError if unknown."""
    return (files(__name__) / "styles" / f"{name}.qss").read_text("utf-8")


def translation(language: str) -> bytes | None:
    """One language's compiled texts; None where there are none (English needs none)."""
    found = files(__name__) / "i18n" / f"keylease_{language}.qm"
    return found.read_bytes() if found.is_file() else None
