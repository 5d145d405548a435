"""What a name may be, and when two look alike (THREATS.md F01, F02).

A client refuses to write a bad name; it cannot keep others' clients from it, so it shows what it
reads by `display`, which never lets a bad name pass for somebody else's. The relay cannot read
names and has no part in this.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from keylease.errors import Code, Usage
from keylease.wire.lookalikes import PROTOTYPES

LONGEST_NAME = 64
"""Letters as a reader counts them: a base with its marks is one."""
LARGEST_NAME = 512
"""Bytes in UTF-8."""
LONGEST_NOTE = 2000
MOST_MARKS = 4
"""Marks in a row on one letter (UTS 39, 5.4)."""
MOST_LOOSE_MARKS = 2
"""Of marks that belong to no script: in normal form C few letters need even one."""
PUNCTUATION = frozenset(" -_.,'’&()/+:#@")

_SCRIPTS = (
    "ARABIC ARMENIAN BENGALI BOPOMOFO CJK CYRILLIC DEVANAGARI ETHIOPIC GEORGIAN GREEK GUJARATI "
    "GURMUKHI HANGUL HEBREW HIRAGANA IDEOGRAPHIC KANNADA KATAKANA KATAKANA-HIRAGANA KHMER LAO "
    "LATIN MALAYALAM MYANMAR ORIYA SINHALA TAMIL TELUGU THAANA THAI TIBETAN"
)
"""Scripts in everyday use (UAX 31), by the first word of their letters' names."""
_TOGETHER = (
    frozenset({"LATIN", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
    frozenset({"LATIN", "CJK", "IDEOGRAPHIC", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "IDEOGRAPHIC", "HANGUL"}),
)
_NEVER_WITH_LATIN = frozenset({"CYRILLIC", "GREEK"})
_ANY_SCRIPT = frozenset({"DIGIT", "COMBINING"})
_DRAWN_AS_NOTHING = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f]")
_DRAWN_ACROSS = re.compile("[\u0334-\u0338\u20d0-\u20f0]")
_LIKE_AN_ID = re.compile(r"[a-z]{3}_[a-z2-7]{26}")


def check_name(text: str) -> str:
    """The name in normal form C, or Usage with E_NAME and what is wrong with it."""
    name = unicodedata.normalize("NFC", text)
    fault = _fault(name)
    if fault:
        raise Usage(Code.E_NAME, fault)
    return name


def check_note(text: str) -> str:
    """A reason or note in normal form C: any text without what hides or turns text around.

    Raises Usage with E_VALUE. Line feeds and tabs are allowed, as are at most 2,000 characters.
    """
    note = unicodedata.normalize("NFC", text).strip()
    if len(note) > LONGEST_NOTE:
        raise Usage(Code.E_VALUE, f"A note has at most {LONGEST_NOTE} characters.")
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in "\n\t" for c in note):
        raise Usage(Code.E_VALUE, "A note holds no control or invisible characters.")
    return note


def skeleton(text: str) -> str:
    """What a name looks like: two names with one skeleton can be taken for each other."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf"))
    seen = _DRAWN_AS_NOTHING.sub("", seen)
    shape = unicodedata.normalize("NFKC", seen).translate(PROTOTYPES)
    shape = unicodedata.normalize("NFKC", shape.casefold()).translate(PROTOTYPES)
    return shape.replace("rn", "m").replace("vv", "w")


def display(text: str, id_: str) -> str:
    """A name as it may be shown: itself if it is a good one, else escaped, cut, and with its id."""
    if text == unicodedata.normalize("NFC", text) and not _fault(text):
        return text
    shown = "".join(_plain(letter) for letter in text[:LONGEST_NAME])
    return f'"{shown}" ({id_})'


def tell_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Every id's name as it may be shown, with the id's beginning where another looks like it."""
    twins = Counter(skeleton(name) for name in names.values())
    shown = {id_: display(name, id_) for id_, name in names.items()}
    return {
        id_: f"{name} ({id_[:12]})" if twins[skeleton(name)] > 1 and name == names[id_] else name
        for id_, name in shown.items()
    }


def _fault(name: str) -> str:
    if not name:
        return "A name cannot be empty."
    if len(name) > LARGEST_NAME or len(name.encode("utf-8", "replace")) > LARGEST_NAME:
        return "That name is too long."
    if sum(unicodedata.category(letter)[0] != "M" for letter in name) > LONGEST_NAME:
        return f"That name has more than {LONGEST_NAME} letters."
    return _odd_space(name) or _odd_letter(name) or _odd_marks(name) or _odd_script(name)


def _odd_space(name: str) -> str:
    if name != name.strip() or "  " in name:
        return "A name has single spaces, and none at its ends."
    if _LIKE_AN_ID.fullmatch(name):
        return "A name cannot look like an identifier."
    if not name[0].isalnum():
        return "A name begins with a letter or a digit."
    return ""


def _odd_letter(name: str) -> str:
    for letter in name:
        if letter not in PUNCTUATION and not _is_letter(letter):
            return f"U+{ord(letter):04X} cannot be in a name."
    if unicodedata.normalize("NFKC", name) != name:
        return "That name has letters in a decorative form."
    return ""


def _is_letter(letter: str) -> bool:
    category = unicodedata.category(letter)
    plain = category[0] == "L" or category in ("Mn", "Mc", "Nd")
    return plain and not _DRAWN_AS_NOTHING.match(letter) and not _DRAWN_ACROSS.match(letter)


def _odd_marks(name: str) -> str:
    in_a_row = ""
    for letter in name:
        in_a_row = in_a_row + letter if unicodedata.category(letter) == "Mn" else ""
        loose = sum(_script(mark) == "COMBINING" for mark in in_a_row)
        repeated = len(set(in_a_row)) < len(in_a_row)
        if len(in_a_row) > MOST_MARKS or loose > MOST_LOOSE_MARKS or repeated:
            return "A letter of that name has too many marks."
    return ""


def _odd_script(name: str) -> str:
    """UTS 39, 5.2: one script, or Latin with one other that is neither Cyrillic nor Greek."""
    scripts = {_script(letter) for letter in name if letter not in PUNCTUATION} - _ANY_SCRIPT
    if unknown := scripts - set(_SCRIPTS.split()):
        return f"{min(unknown).title()} letters cannot be in a name."
    digits = {ord(letter) - unicodedata.decimal(letter) for letter in name if letter.isdecimal()}
    if len(digits) > 1:
        return "That name mixes digits of two kinds."
    if len(scripts) == 1 or any(scripts <= together for together in _TOGETHER):
        return ""
    if len(scripts) == 2 and "LATIN" in scripts and not scripts & _NEVER_WITH_LATIN:
        return ""
    return f"That name mixes {' and '.join(sorted(scripts)).lower()} letters."


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split()[0]


def _plain(letter: str) -> str:
    kept = letter in PUNCTUATION or (letter.isascii() and letter.isalnum())
    return letter if kept else f"\\u{{{ord(letter):x}}}"
