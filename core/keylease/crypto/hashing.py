"""Hashes with a purpose, over framings that read one way only (core/PROTOCOL.md, "Bytes").

Every event of a history passes through here several times, so these are plain and fast.
"""

from functools import cache
from hashlib import blake2b, sha256
from struct import Struct

_eight_bytes = Struct(">Q").pack


@cache
def _announced(type: str) -> bytes:
    """What PAE says before the body's length; there are but a few types."""
    name = type.encode()
    return b"DSSEv1 %d %b" % (len(name), name)


def pae(type: str, body: bytes) -> bytes:
    """DSSE's pre-authentication encoding: what is signed and hashed in place of a bare body."""
    return b"%b %d %b" % (_announced(type), len(body), body)


def tagged_hash(tag: str, data: bytes) -> bytes:
    """H(tag, x) = SHA-256(PAE(tag, x)), 32 bytes: a hash for one purpose is none for another."""
    return sha256(pae(tag, data)).digest()


def lp(*parts: bytes | int) -> bytes:
    """LP: each part behind its length as 8 bytes big-endian; an integer is 8 bytes big-endian."""
    framed: list[bytes] = []
    for part in parts:
        whole = _eight_bytes(part) if isinstance(part, int) else part
        framed.append(_eight_bytes(len(whole)))
        framed.append(whole)
    return b"".join(framed)


def derive_key(secret: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose (at most 16 ASCII characters): BLAKE2b, personalised by it.

    The secret, at most 64 bytes, is the key of the hash; nothing of it follows from what is
    derived, nor one derived key from another.
    """
    return blake2b(key=secret, person=purpose.encode(), digest_size=32).digest()
