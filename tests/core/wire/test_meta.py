from collections.abc import Callable, Mapping

import pytest

from keylease.crypto.metadata import field_commitment
from keylease.errors import Code, Tampered, Usage
from keylease.wire.canonical import encode
from keylease.wire.events import LARGEST_EVENT
from keylease.wire.meta import MetaField, build_meta, read_fields


def counter() -> Callable[[int], bytes]:
    drawn = iter(range(256))
    return lambda n: bytes([next(drawn)]) * n


def texts(plaintext: bytes, commitments: Mapping[str, bytes]) -> dict[str, str]:
    return {field: kept.value for field, kept in read_fields(plaintext, commitments).items()}


FIELDS = {"reason": "moves to Zürich", "name": "OpenAI production", "reason:12": ""}


def test_fields_come_back() -> None:
    plaintext, commitments = build_meta(FIELDS, counter())
    assert texts(plaintext, commitments) == FIELDS


def test_every_field_has_its_own_salt_and_can_be_proved_alone() -> None:
    plaintext, commitments = build_meta(FIELDS, counter())
    fields = read_fields(plaintext, commitments)
    assert len({kept.salt for kept in fields.values()}) == len(FIELDS)
    kept = fields["name"]
    assert field_commitment("name", kept.salt, kept.value) == commitments["name"]


def test_texts_are_brought_into_normal_form() -> None:
    plaintext, commitments = build_meta({"name": "Zu\u0308rich"}, counter())
    assert texts(plaintext, commitments) == {"name": "Z\u00fcrich"}


def test_odd_bytes_of_a_command_line_are_refused() -> None:
    with pytest.raises(Usage) as refusal:
        build_meta({"reason": "a\udcff"}, counter())
    assert refusal.value.code is Code.E_VALUE


def test_another_text_is_not_what_was_signed() -> None:
    plaintext, _ = build_meta({"name": "Ada"}, counter())
    _, commitments = build_meta({"name": "Bob"}, counter())
    refuse(plaintext, commitments, Code.E_COMMIT)


def test_a_field_more_or_less_is_not_what_was_signed() -> None:
    plaintext, commitments = build_meta(FIELDS, counter())
    refuse(plaintext, {**commitments, "note": bytes(32)}, Code.E_COMMIT)
    refuse(plaintext, {"name": commitments["name"]}, Code.E_COMMIT)
    refuse(plaintext, {}, Code.E_COMMIT)


def test_two_fields_swapped_are_not_what_was_signed() -> None:
    _, commitments = build_meta({"name": "a", "title": "b"}, lambda n: bytes(n))
    swapped, _ = build_meta({"name": "b", "title": "a"}, lambda n: bytes(n))
    refuse(swapped, commitments, Code.E_COMMIT)


@pytest.mark.parametrize(
    ("plaintext", "code"),
    [
        (b"", Code.E_PARSE),
        (b"{}", Code.E_FIELD),
        (b"[]", Code.E_FIELD),
        (encode({"name": "Ada"}), Code.E_FIELD),
        (encode({"Name": MetaField(bytes(16), "Ada")}), Code.E_FIELD),
        (encode({"name": MetaField(bytes(15), "Ada")}), Code.E_FIELD),
        (encode({"name": MetaField(bytes(16), "Ada")}) + b"\n", Code.E_PARSE),
        (encode({"name": MetaField(bytes(16), "Zu\u0308")}), Code.E_PARSE),
        (encode({"name": MetaField(bytes(16), "x" * LARGEST_EVENT)}), Code.E_SIZE),
    ],
)
def test_no_other_bytes_are_a_plaintext(plaintext: bytes, code: Code) -> None:
    refuse(plaintext, {"name": bytes(32)}, code)


def refuse(plaintext: bytes, commitments: dict[str, bytes], code: Code) -> None:
    with pytest.raises(Tampered) as refusal:
        read_fields(plaintext, commitments)
    assert refusal.value.code is code
