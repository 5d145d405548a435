"""What is shown that is no code: fonts, icons, the stylesheet, translations."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from xml.parsers import expat


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


def translation(language: str) -> dict[tuple[str, str], str]:
    """One language's texts, by the class that says them and what it says in English.

    What is said outside a class stands under "". Empty where there are none (English needs none).
    """
    found = files(__name__) / "i18n" / f"keylease_{language}.ts"
    return _texts(found.read_bytes()) if found.is_file() else {}


def _texts(ts: bytes) -> dict[tuple[str, str], str]:
    """Read a .ts of Qt's tools. By expat: an element tree takes two and a half times as long."""
    texts: dict[tuple[str, str], str] = {}
    last: dict[str, str] = {}  # what stood in the newest element of each name
    written: list[str] = []

    def end(element: str) -> None:
        last[element] = "".join(written)
        written.clear()
        if element == "message" and last["translation"]:
            texts[last["name"], last["source"]] = last["translation"]

    reader = expat.ParserCreate()
    reader.buffer_text = True
    reader.StartElementHandler = lambda _element, _attributes: written.clear()
    reader.CharacterDataHandler = written.append
    reader.EndElementHandler = end
    reader.Parse(ts, True)
    return texts
