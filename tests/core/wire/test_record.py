import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Tampered, Usage
from keylease.wire.canonical import encode
from keylease.wire.record import (
    LARGEST_RECORD,
    LARGEST_VALUE,
    ValueRecord,
    new_record,
    read_record,
    write_record,
)

R = bytes(range(32))


def draw(n: int) -> bytes:
    return R[:n]


def test_what_is_written_is_read_again() -> None:
    record = new_record(
        "sk-proj-1", draw, base_url="https://eu.api.example/v1", fields={"project": "p1"}
    )
    assert read_record(write_record(record)) == record
    assert record.r == R


def test_the_bytes_are_these() -> None:
    assert write_record(new_record("k", draw)) == (
        b'{"value":"k","r":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}'
    )


@given(st.text(st.characters(categories=["L", "N", "M", "P", "S"]), min_size=1, max_size=200))
def test_a_value_is_kept_verbatim(value: str) -> None:
    """No normal form is forced upon it: what a provider gave out comes back."""
    assert read_record(write_record(new_record(value, draw))).value == value


def test_a_document_of_several_lines_is_a_value() -> None:
    text = '{\n\t"type": "service_account"\n}'
    assert read_record(write_record(new_record(text, draw))).value == text


@pytest.mark.parametrize(
    "value",
    [
        "",
        " sk-1",
        "sk-1\n",
        "sk\x00-1",
        "sk\x1b[31m-1",
        "sk\x7f-1",
        "sk\x85-1",
        "sk\u200b-1",
        "sk\u202e-1",
        "sk\ufeff-1",
        "sk\udcff-1",
        "sk\r\n-1",
        "k" * (LARGEST_VALUE + 1),
        "é" * (LARGEST_VALUE // 2 + 1),
        '"' * (LARGEST_RECORD // 2),
    ],
)
def test_what_cannot_be_a_key_is_refused_when_entered(value: str) -> None:
    with pytest.raises(Usage) as refusal:
        new_record(value, draw)
    assert refusal.value.code is Code.E_VALUE
    assert len(value) < 2 or value not in str(refusal.value)


def test_the_largest_value_fits() -> None:
    assert read_record(write_record(new_record("k" * LARGEST_VALUE, draw)))


@pytest.mark.parametrize(
    "base_url", ["ftp://x.example/", "https://", "https://a b", "javascript:1"]
)
def test_an_endpoint_is_a_web_address(base_url: str) -> None:
    with pytest.raises(Usage):
        new_record("k", draw, base_url=base_url)


@pytest.mark.parametrize("fields", [{"Bad": "x"}, {"a": ""}, {"a": "\udcff"}, {"a": "x\x00"}])
def test_fields_are_plain(fields: dict[str, str]) -> None:
    with pytest.raises(Usage):
        new_record("k", draw, fields=fields)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"value":"k"}', Code.E_FIELD),
        (encode(ValueRecord("", R)), Code.E_FIELD),
        (encode(ValueRecord("a\x1bb", R)), Code.E_FIELD),
        (encode(ValueRecord("k", R[:31])), Code.E_FIELD),
        (encode(ValueRecord("k", R, fields={"a": "b\x00"})), Code.E_FIELD),
        (encode(ValueRecord("k", R)).replace(b"}", b',"decoy":false}'), Code.E_FIELD),
        (encode(ValueRecord("k", R)).replace(b"}", b',"owner":"x"}'), Code.E_FIELD),
        (encode(ValueRecord("k", R)) + b" ", Code.E_PARSE),
        (encode(ValueRecord("k" * LARGEST_RECORD, R)), Code.E_SIZE),
    ],
)
def test_no_other_bytes_are_a_record(body: bytes, code: Code) -> None:
    with pytest.raises(Tampered) as refusal:
        read_record(body)
    assert refusal.value.code is code


@pytest.mark.attack("E06")
def test_e06_its_repr_shows_no_value() -> None:
    assert repr(new_record("canary", draw)) == "<secret>"
    assert "canary" not in f"{[new_record('canary', draw)]}"
