from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.wire.letters import from_base62, from_base64url, to_base62, to_base64url


@given(st.binary(max_size=200))
def test_bytes_come_back(data: bytes) -> None:
    assert from_base64url(to_base64url(data)) == data
    assert from_base62(to_base62(data)) == data


@pytest.mark.parametrize("text", ["A", "AB", "AAA=", "AA==", "A A", "+/8A", "é", "AAAA\n"])
def test_loose_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not base64url"):
        from_base64url(text)


@pytest.mark.parametrize("text", ["", "0", "00001", "-", "_", "é", "2"])
def test_loose_base62_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not base62"):
        from_base62(text)


@given(st.text(max_size=20), st.sampled_from([from_base62, from_base64url]))
def test_any_text_is_read_in_one_way_or_not_at_all(text: str, read: Callable[[str], bytes]) -> None:
    write = to_base62 if read is from_base62 else to_base64url
    try:
        data = read(text)
    except ValueError:
        return
    assert write(data) == text
