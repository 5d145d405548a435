"""The plaintext of an event's `meta`: fields for people, each salted (PROTOCOL.md, "The ledger").

Each field's salted hash stands in the signed event, so that one name or one reason can be shown
to an outsider and proved without showing the others.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated

from msgspec import Meta

from keylease.crypto.metadata import field_commitment
from keylease.errors import Code, Tampered, Usage
from keylease.model.base import FieldName, Nonce, Value
from keylease.wire.canonical import Reader, encode
from keylease.wire.events import LARGEST_EVENT

SALT_BYTES = 16


class MetaField(Value):
    """One field's text, and the salt that hides it in its commitment."""

    salt: Nonce
    value: str


_Plaintext = Annotated[dict[FieldName, MetaField], Meta(min_length=1)]
_READER: Reader[dict[str, MetaField]] = Reader(_Plaintext, largest=LARGEST_EVENT)


def build_meta(
    fields: Mapping[str, str], random: Callable[[int], bytes]
) -> tuple[bytes, dict[str, bytes]]:
    """The plaintext to encrypt, and the commitments that go into the event in clear.

    Texts are brought into normal form C; `random(n)` gives n random bytes. Raises Usage with
    E_VALUE for a text that is no Unicode, as odd bytes on a command line become.
    """
    if any(unicodedata.category(c) == "Cs" for text in fields.values() for c in text):
        raise Usage(Code.E_VALUE, "A text holds bytes that are no characters.")
    salted = {
        field: MetaField(random(SALT_BYTES), unicodedata.normalize("NFC", text))
        for field, text in sorted(fields.items())
    }
    return encode(salted), {field: _commitment(field, kept) for field, kept in salted.items()}


def read_fields(plaintext: bytes, commitments: Mapping[str, bytes]) -> dict[str, MetaField]:
    """Every field's text, and the salt by which it alone can be disclosed.

    Raises Tampered with E_SIZE, E_PARSE (not canonical, or not in normal form C), E_FIELD, and
    E_COMMIT where a field is not the one that was signed, is missing, or was never signed.
    """
    salted = _READER.read(plaintext)
    if not all(unicodedata.is_normalized("NFC", kept.value) for kept in salted.values()):
        raise Tampered(Code.E_PARSE)
    if {field: _commitment(field, kept) for field, kept in salted.items()} != dict(commitments):
        raise Tampered(Code.E_COMMIT)
    return salted


def _commitment(field: str, kept: MetaField) -> bytes:
    return field_commitment(field, kept.salt, kept.value)
