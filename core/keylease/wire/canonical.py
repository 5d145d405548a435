"""The one canonical form of every body: `encode(decode(body)) == body` (PROTOCOL.md, "Bytes").

The strict decoder is the fast path. Only when it fails, or when its value would be written
differently, a tolerant second look tells a malformed text (E_PARSE) from a well-formed one
that no Keylease program would have written (E_FIELD).
"""

import unicodedata
from typing import Generic, TypeVar, get_args

import msgspec
from immutables import Map

from keylease.errors import Code, Tampered
from keylease.model.base import LARGEST_INTEGER

T = TypeVar("T")

_DEEPEST = 32


def _plain(value: object) -> object:
    if isinstance(value, Map):
        return dict(value.items())
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _persistent(kind: type[object], value: object) -> object:
    key_type, value_type = get_args(kind)
    return Map(msgspec.convert(value, dict[key_type, value_type], dec_hook=_persistent))  # type: ignore[valid-type]


_ENCODER = msgspec.json.Encoder(order="deterministic", enc_hook=_plain)


def encode(value: object) -> bytes:
    """The canonical bytes of a value: declared field order, map keys sorted, no white space."""
    return _ENCODER.encode(value)


class Reader(Generic[T]):
    """Strict reader of one type of body, at most `largest` bytes long.

    The second look costs far more than the first: of what anybody may send unsigned, it is taken
    up to `looked_into` bytes, and what is longer is E_PARSE.
    """

    def __init__(self, kind: object, *, largest: int, looked_into: int | None = None) -> None:
        self._decoder = msgspec.json.Decoder(kind, dec_hook=_persistent)
        self._largest = largest
        self._looked_into = largest if looked_into is None else looked_into

    def read(self, body: bytes, *, own: bool = False) -> T:
        """The value; Tampered with E_SIZE, E_PARSE (not canonical) or E_FIELD (not this type).

        `own` is a body that nobody but this program can have written, sealed by it since: its
        form is not compared with the one it would be written in.
        """
        if len(body) > self._largest:
            raise Tampered(Code.E_SIZE)
        try:
            value = self._decoder.decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
            raise Tampered(self._fault_of(body)) from error
        if not own and _ENCODER.encode(value) != body:
            raise Tampered(self._fault_of(body))
        return value  # type: ignore[no-any-return]

    def _fault_of(self, body: bytes) -> Code:
        return _diagnose(body) if len(body) <= self._looked_into else Code.E_PARSE


def _diagnose(body: bytes) -> Code:
    """E_FIELD if the text by itself is canonical (so its schema is wrong), else E_PARSE."""
    try:
        value = msgspec.json.decode(body)
        if msgspec.json.encode(value) == body and _is_plain(value, 0):
            return Code.E_FIELD
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError):
        pass
    return Code.E_PARSE


def is_shallow(value: object, depth: int = 0) -> bool:
    """Whether a decoded text nests no deeper than any body does."""
    if depth > _DEEPEST:
        return False
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(is_shallow(part, depth + 1) for part in parts)


def _is_plain(value: object, depth: int) -> bool:
    """Whether a decoded text has only what a canonical form may have."""
    if depth > _DEEPEST or isinstance(value, float):
        return False
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int):
        return -LARGEST_INTEGER <= value <= LARGEST_INTEGER
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value)
    if isinstance(value, list):
        return all(_is_plain(item, depth + 1) for item in value)
    return isinstance(value, dict) and all(
        _is_plain(key, depth + 1) and _is_plain(item, depth + 1) for key, item in value.items()
    )
