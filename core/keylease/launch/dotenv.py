"""Taking keys over from a `.env` file: parsed as data, shown first, taken only by name (F06).

Nothing is expanded, substituted or run. What is shown of a value is its last four characters.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import Path

from dotenv.parser import parse_stream

from keylease.errors import Code, Usage
from keylease.launch.environment import is_variable
from keylease.launch.mock import is_mock
from keylease.model.secret import Secret
from keylease.providers.catalogue import Candidate, detect
from keylease.wire.record import SHORTEST_SHOWN, check_value, ending_of

LARGEST_FILE = 256 * 1024
MOST_ROWS = 1000
LONGEST_GAP = 256
"""Spaces and tabs in a row: the parser looks for a comment behind each of them, to their end."""

_ENVIRONMENTS = {
    "production": ("production", "prod", "live"),
    "staging": ("staging", "stage", "stag", "preprod", "uat"),
    "development": ("development", "dev", "local", "test", "sandbox"),
}
_GAP = re.compile(r"[^\S\r\n]+")
_NAMES_OF_SECRETS = ("KEY", "TOKEN", "SECRET", "CREDENTIALS")


@dataclass(frozen=True)
class Row:
    """One variable of the file, as it is shown before anything is taken.

    `refusal` says why it cannot be taken; empty if it can. `likely`: a key by form or name.
    `environment` is a guess from the names of variable and file, or empty.
    """

    variable: str
    line: int
    candidates: tuple[Candidate, ...]
    ending: str
    environment: str
    likely: bool
    refusal: str
    value: Secret = field(repr=False, compare=False)


def read_env_file(path: Path) -> bytes:
    """The file's bytes; Usage with E_IMPORT if it is none, cannot be read or is too large."""
    try:
        if not path.is_file():
            raise Usage(Code.E_IMPORT, f"{path} is no file.")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Usage(Code.E_IMPORT, f"{path}: {error.strerror}.") from None


def preview(data: bytes, source: str = "") -> list[Row]:
    """The file's variables in order; `source` is its name, which may name an environment.

    Raises Usage with E_IMPORT for a file that is too large, not text, or holds no variable.
    Lines that cannot be understood are left out.
    """
    text = _text(data)
    read = parse_stream(StringIO(text))
    bound = list(
        islice((one for one in read if one.key is not None and not one.error), MOST_ROWS + 1)
    )
    if not bound:
        raise Usage(Code.E_IMPORT, "It holds no variables.")
    if len(bound) > MOST_ROWS:
        raise Usage(Code.E_IMPORT, f"It holds more than {MOST_ROWS} variables.")
    times = Counter(one.key for one in bound)
    return [
        _row(one.key or "", one.value or "", one.original.line, source, times[one.key])
        for one in bound
    ]


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise Usage(Code.E_IMPORT, f"It is larger than {LARGEST_FILE // 1024} KiB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Usage(Code.E_IMPORT, "It is no text.") from None
    if "\0" in text:
        raise Usage(Code.E_IMPORT, "It is no text.")
    if any(len(gap) > LONGEST_GAP for gap in _GAP.findall(text)):
        raise Usage(Code.E_IMPORT, f"It has more than {LONGEST_GAP} spaces in a row.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _row(variable: str, value: str, line: int, source: str, times: int) -> Row:
    candidates = tuple(detect(value, variable))
    named = variable.upper().endswith(_NAMES_OF_SECRETS)
    certain = any(one.certain for one in candidates)
    return Row(
        variable=variable,
        line=line,
        candidates=candidates,
        ending=ending_of(value),
        environment=_environment(variable) or _environment(source),
        likely=(certain or named) and len(value) >= SHORTEST_SHOWN and not is_mock(value),
        refusal=_refusal(variable, value, times),
        value=Secret(value.encode("utf-8", "surrogatepass")),
    )


def _refusal(variable: str, value: str, times: int) -> str:
    if not is_variable(variable):
        return "No key is handed over under that name."
    if times > 1:
        return f"It stands there {times} times."
    if is_mock(value):
        return "It is a mock value."
    try:
        check_value(value)
    except Usage as error:
        return error.detail
    return ""


def _environment(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    for environment, signs in _ENVIRONMENTS.items():
        if any(word in signs for word in words):
            return environment
    return ""
