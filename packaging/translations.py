"""Collects what the app says into its translations.

    python packaging/translations.py            # collect into the .ts
    python packaging/translations.py --check    # only say what a language lacks still; 1 if it does

`_tr` is how functions without a class translate; what they say stands under the empty context.
"""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "desktop" / "keylease_desktop"
I18N = ROOT / "assets" / "keylease_assets" / "i18n"
LANGUAGES = ("de",)
TOOLS = Path(sys.executable).parent


def collect(language: str) -> Path:
    """Bring a language's .ts in step with the sources."""
    I18N.mkdir(exist_ok=True)
    ts = I18N / f"keylease_{language}.ts"
    sources = sorted(map(str, SOURCES.rglob("*.py")))
    tool = str(TOOLS / "pyside6-lupdate")
    options = ["-no-obsolete", "-locations", "none", "-tr-function-alias", "tr+=_tr"]
    command = [tool, *options, *sources, "-ts", str(ts)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return ts


def lacking(ts: Path) -> list[tuple[str, str]]:
    """What has no translation yet: context and text."""
    found = []
    for context in ElementTree.parse(ts).getroot().iter("context"):  # noqa: S314  our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                found.append((context.findtext("name", ""), message.findtext("source", "")))
    return found


def main() -> int:
    """Collect, and say what is lacking; the exit status."""
    lacks = 0
    for language in LANGUAGES:
        ts = I18N / f"keylease_{language}.ts"
        if "--check" not in sys.argv[1:]:
            ts = collect(language)
        for context, text in lacking(ts):
            lacks += 1
            print(f"{language} lacks [{context}] {text!r}")  # noqa: T201
    return 1 if lacks and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
