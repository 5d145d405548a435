import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

from keylease.errors import Code, KeyleaseError
from keylease.model.base import Count, Hash, Value
from keylease.wire.canonical import Reader, encode, is_shallow


class Small(Value):
    """Something of every kind."""

    name: str
    hash: Hash
    flags: Map[str, Count]
    many: tuple[Count, ...]
    maybe: Count | None = None
    yes: bool = False


READER: Reader[Small] = Reader(Small, largest=1_000)
GOOD = Small(name='a"\\\n\u00e9', hash=bytes(32), flags=Map({"b": 1, "a": 2}), many=(1, 2))
BODY = encode(GOOD)


def code_of(body: bytes) -> Code | None:
    try:
        READER.read(body)
    except KeyleaseError as refusal:
        return refusal.code
    return None


def test_fields_stand_as_declared_and_keys_sorted() -> None:
    assert BODY.startswith(b'{"name":"a\\"\\\\\\n\xc3\xa9","hash":"AAAA')
    assert b'"flags":{"a":2,"b":1},"many":[1,2]}' in BODY
    assert READER.read(BODY) == GOOD


def test_what_is_not_set_is_absent() -> None:
    assert b"maybe" not in BODY
    assert b"yes" not in BODY
    full = msgspec.structs.replace(GOOD, maybe=0, yes=True)
    assert encode(full).endswith(b'"maybe":0,"yes":true}')
    assert READER.read(encode(full)) == full


def test_what_has_no_form_is_no_value() -> None:
    with pytest.raises(TypeError):
        encode(object())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{", " {"),
        ("}", "}\n"),
        (":", ": "),
        ('"name"', '"\\u006eame"'),
        ("{", '{"name":"",'),
        ("[1,2]", "[1.0,2]"),
        ("[1,2]", "[1e0,2]"),
        ("[1,2]", "[-0,2]"),
        ("[1,2]", "[01,2]"),
        ("[1,2]", "[1,2,]"),
        ("[1,2]", f"[{2**53},2]"),
        ("[1,2]", f"[-{2**53},2]"),
        ("[1,2]", f"[{10**400},2]"),
        ("[1,2]", f"[{'[' * 40}{']' * 40}]"),
        ("[1,2]", "[NaN]"),
        ("[1,2]", "[Infinity]"),
        ('"name":"a', '"name":"\\ud800'),
        ('"name":"a', '"name":"\\/'),
        ('"many"', '"e\u0301":1,"many"'),
        ('"many"', '"x":"e\u0301","many"'),
    ],
)
def test_text_that_is_not_canonical(old: str, new: str) -> None:
    assert code_of(BODY.replace(old.encode(), new.encode(), 1)) is Code.E_PARSE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"many":[1,2]', '"many":[1,"2"]'),
        ('"many":[1,2]', '"many":[1,-2]'),
        ('"many":[1,2]', '"many":[1,2],"maybe":null'),
        ('"many":[1,2]', '"many":[1,2],"yes":false'),
        ('"many":[1,2]', '"many":[1,2],"other":1'),
        ('"many":[1,2]', '"few":[1,2]'),
        ('"a":2,"b":1', '"b":1,"a":2'),
        ("AAAAAAA=", "AAAAAAB="),
        ("AAAAAAA=", "AAAAAAA"),
        ("AAAAAAA=", "AAA_AAA="),
    ],
)
def test_canonical_text_of_another_type(old: str, new: str) -> None:
    assert BODY.count(old.encode()) == 1
    assert code_of(BODY.replace(old.encode(), new.encode())) is Code.E_FIELD


@pytest.mark.parametrize(
    "body", [b"", b"\xef\xbb\xbf{}", b"\xff", b"nul", b"{}{}", b'{"a":"\x01"}']
)
def test_no_json(body: bytes) -> None:
    assert code_of(body) is Code.E_PARSE


@pytest.mark.parametrize("body", [b"{}", b"[]", b"1", b"null", b'""', b"true"])
def test_canonical_json_of_no_type(body: bytes) -> None:
    assert code_of(body) is Code.E_FIELD


def test_size_comes_first() -> None:
    assert code_of(b" " * 1_000) is Code.E_PARSE
    assert code_of(b" " * 1_001) is Code.E_SIZE


def test_depth() -> None:
    value: object = 1
    for _ in range(32):
        value = [value]
    assert is_shallow(value)
    assert not is_shallow([value])
    assert not is_shallow({"x": value})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_any_json_has_one_of_three_codes(value: object) -> None:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert code_of(body) in (Code.E_PARSE, Code.E_FIELD, Code.E_SIZE)


@given(st.binary(max_size=1_100))
def test_any_bytes_have_one_of_three_codes(body: bytes) -> None:
    assert code_of(body) in (Code.E_PARSE, Code.E_FIELD, Code.E_SIZE)


@given(
    st.builds(
        Small,
        name=st.text(),
        hash=st.binary(min_size=32, max_size=32),
        flags=st.dictionaries(st.text(), st.integers(0, 2**53 - 1)).map(Map),
        many=st.lists(st.integers(0, 2**53 - 1)).map(tuple),
        maybe=st.none() | st.integers(0, 2**53 - 1),
        yes=st.booleans(),
    )
)
def test_a_value_survives_its_form(value: Small) -> None:
    reader: Reader[Small] = Reader(Small, largest=100_000)
    assert reader.read(encode(value)) == value
