"""Bytes as letters and digits that survive copying: base64url without padding, and base62."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}


def to_base64url(data: bytes) -> str:
    """Base64 with `-` and `_`, no padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of a text that `to_base64url` would write; ValueError for any other text."""
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise ValueError("not base64url") from None
    if to_base64url(data) != text:
        raise ValueError("not base64url")
    return data


def to_base62(data: bytes) -> str:
    """The bytes, a one before them, as one big-endian number in digits, capitals, small letters."""
    number = int.from_bytes(b"\x01" + data, "big")
    digits = []
    while number:
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def from_base62(text: str) -> bytes:
    """The bytes of a text that `to_base62` would write; ValueError for any other text."""
    number = 0
    for digit in text:
        if digit not in _VALUES:
            raise ValueError("not base62")
        number = number * 62 + _VALUES[digit]
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if data[:1] != b"\x01" or to_base62(data[1:]) != text:
        raise ValueError("not base62")
    return data[1:]
