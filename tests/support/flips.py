"""Every way in which one bit of some bytes can be another."""

from collections.abc import Iterator


def flips(data: bytes) -> Iterator[bytes]:
    """The bytes with one bit changed, for each bit of them."""
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)
