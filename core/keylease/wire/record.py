"""What an envelope holds: a value and what goes with it (PROTOCOL.md, "Values and envelopes").

The value is kept verbatim, as UTF-8 text without any normalisation: a provider compares bytes.
"""

import unicodedata
from collections.abc import Callable
from typing import Annotated

from msgspec import Meta

from keylease.errors import Code, KeyleaseError, Tampered, Usage
from keylease.model.base import FieldName, Hash, Value
from keylease.wire.canonical import Reader, encode

LARGEST_VALUE = 32 * 1024
"""Bytes of a value in UTF-8."""
LARGEST_RECORD = 48 * 1024
"""Bytes of a record: with padding and seals its envelope stays below 64 KiB."""
MOST_FIELDS = 16
SHORTEST_SHOWN = 12
"""Characters: of a shorter value not even the last four are shown."""

BaseUrl = Annotated[str, Meta(pattern=r"^https?://[!-~]{1,500}\Z")]
FieldText = Annotated[str, Meta(min_length=1, max_length=1024)]

_ALLOWED_CONTROLS = "\t\n"
"""Some keys are JSON documents of several lines."""
_INVISIBLE = frozenset({"Cf", "Co", "Cs", "Zl", "Zp"})


class ValueRecord(Value):
    """R: the value, where it is used, what else its provider wants; `r` hides it in its commitment.

    `base_url` stands here, in what is committed to, so that nobody can quietly send a
    colleague's prompts elsewhere. A `decoy` is a value made to be found by a thief.
    """

    value: str
    r: Hash
    base_url: BaseUrl | None = None
    fields: Annotated[dict[FieldName, FieldText], Meta(max_length=MOST_FIELDS)] | None = None
    decoy: bool = False

    def __repr__(self) -> str:
        """Never the value."""
        return "<secret>"


_READER: Reader[ValueRecord] = Reader(ValueRecord, largest=LARGEST_RECORD)


def new_record(
    value: str,
    random: Callable[[int], bytes],
    *,
    base_url: str | None = None,
    fields: dict[str, str] | None = None,
) -> ValueRecord:
    """The record of a value that a person put in; `random(n)` gives n random bytes.

    Raises Usage with E_VALUE, saying what is wrong, for a value that cannot be a key or that
    carries invisible characters, as pasting from a chat may add.
    """
    check_value(value)
    record = ValueRecord(value, random(32), base_url, fields or None)
    try:
        read_record(encode(record))
    except (KeyleaseError, UnicodeEncodeError):
        raise Usage(Code.E_VALUE, "It is too large, or what goes with it is malformed.") from None
    return record


def check_value(value: str) -> None:
    """Refuse, with E_VALUE and what is wrong, what a person cannot mean as a value."""
    fault = _fault(value)
    if not fault and value != value.strip():
        fault = "It begins or ends with white space."
    if not fault and any(unicodedata.category(c) in _INVISIBLE for c in value):
        fault = "It holds invisible characters; copy it again from the provider's own page."
    if fault:
        raise Usage(Code.E_VALUE, fault)


def ending_of(value: str) -> str:
    """The last four characters, by which people find a key on its provider's page; or nothing."""
    ending = value[-4:]
    shown = len(value) >= SHORTEST_SHOWN and ending.isascii() and ending.isprintable()
    return ending if shown else ""


def write_record(record: ValueRecord) -> bytes:
    """The canonical bytes R, which are committed to and sealed."""
    return encode(record)


def read_record(plaintext: bytes) -> ValueRecord:
    """The record, or Tampered with E_SIZE, E_PARSE or E_FIELD."""
    record = _READER.read(plaintext)
    if _fault(record.value) or any(_fault(text) for text in (record.fields or {}).values()):
        raise Tampered(Code.E_FIELD)
    return record


def _fault(text: str) -> str:
    """Why no record may hold this text; the same on every Unicode version."""
    if not text:
        return "It is empty."
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_VALUE:
        return f"It is longer than {LARGEST_VALUE // 1024} KiB."
    if any(unicodedata.category(c) == "Cc" and c not in _ALLOWED_CONTROLS for c in text):
        return "It holds control characters."
    return ""
