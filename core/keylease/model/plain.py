"""Text from other people, on its way to a screen, a terminal, paper or a file (THREATS.md F01)."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def plain(text: str) -> str:
    """The text on one line, all written out that would be obeyed, hide, or turn it around."""
    if text.isascii() and text.isprintable():
        return text  # nearly all of it, and there may be a quarter of a million cells
    return "".join(_shown(letter) for letter in text)


def plain_lines(text: str) -> str:
    """The same, its lines kept."""
    return "\n".join(map(plain, text.split("\n")))


def _shown(letter: str) -> str:
    if letter == "\n":
        return " "
    return f"\\u{{{ord(letter):x}}}" if unicodedata.category(letter) in _HIDDEN else letter
