"""Makes the bundled fonts and icons anew from the npm packages that they come from.

In an empty folder outside the repository, with `fonttools` and `brotli` installed:

    npm install @fontsource-variable/inter @fontsource-variable/jetbrains-mono lucide-static
    python …/packaging/assets.py node_modules

Every weight becomes a static TTF (its scripts in one), because not every platform's font database
picks weights out of a variable font. Inter carries people's names: in Latin, Vietnamese, Greek and
Cyrillic letters, on the screen and on paper. An icon is added by copying its name into ICONS.
"""

import re
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ASSETS = Path(__file__).parents[1] / "assets" / "keylease_assets"
LATIN = ("latin", "latin-ext")
OTHERS = ("vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
FONTS = [
    ("inter", "Inter", {"Regular": 400, "Medium": 500, "SemiBold": 600}, (*LATIN, *OTHERS)),
    ("jetbrains-mono", "JetBrains Mono", {"Regular": 400, "Medium": 500}, LATIN),
]
ICONS = (
    "activity archive arrow-left arrow-right ban bell book-open calendar check chevron-down "
    "chevron-left chevron-right chevron-up circle-alert circle-check circle-help circle-x "
    "clipboard clipboard-check clock copy cpu download ellipsis external-link eye eye-off "
    "file-check file-text git-branch globe hand history hourglass inbox info key key-round "
    "laptop link list list-filter list-ordered lock lock-open log-out mail minus pencil plus "
    "printer qr-code radar refresh-cw rotate-ccw search send server settings share-2 "
    "shield-alert shield-check snowflake sun terminal timer trash-2 triangle-alert undo-2 "
    "upload user user-check user-minus user-plus users wifi-off x "
)


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """Name one static weight so that Qt files it under `family` with `weight`."""
    names = {1: f"{family} {style}", 2: "Regular", 4: f"{family} {style}", 16: family, 17: style}
    names[6] = f"{family.replace(' ', '')}-{style}"
    if style == "Regular":
        names[1] = family
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def static(source: Path, weight: int, folder: Path) -> str:
    """One weight of a variable WOFF2, as a TTF in `folder`."""
    font = TTFont(source)
    font.flavor = None
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    path = folder / f"{source.stem}-{weight}.ttf"
    font.save(path)
    return str(path)


def make_fonts(modules: Path) -> None:
    """Write every weight of FONTS and the licence beside it."""
    for package, family, weights, scripts in FONTS:
        root = modules / "@fontsource-variable" / package
        stem = family.replace(" ", "")
        (ASSETS / "fonts" / f"{stem}-OFL.txt").write_text((root / "LICENSE").read_text())
        for style, weight in weights.items():
            with tempfile.TemporaryDirectory() as scratch:
                parts = [
                    static(
                        root / "files" / f"{package}-{part}-wght-normal.woff2",
                        weight,
                        Path(scratch),
                    )
                    for part in scripts
                ]
                font = Merger().merge(parts)
            rename(font, family, style, weight)
            font.save(ASSETS / "fonts" / f"{stem}-{style}.ttf")


def make_icons(modules: Path) -> None:
    """Copy the icons of ICONS, without the whitespace, and their licence."""
    root = modules / "lucide-static"
    (ASSETS / "icons" / "LICENSE").write_text((root / "LICENSE").read_text())
    for name in ICONS.split():
        drawing = (root / "icons" / f"{name}.svg").read_text()
        drawing = re.sub(r'\s+class="[^"]*"', "", re.sub(r"<!--.*?-->\s*", "", drawing))
        compact = re.sub(r"\s+", " ", drawing).replace(" >", ">").replace("> <", "><").strip()
        (ASSETS / "icons" / f"{name}.svg").write_text(compact + "\n")


if __name__ == "__main__":
    make_fonts(Path(sys.argv[1]))
    make_icons(Path(sys.argv[1]))
