"""Framings computed by hand, and what must never collide."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from keylease.crypto.hashing import derive_key, lp, pae, tagged_hash
from keylease.crypto.signing import SignatureType


def test_pae_as_the_dsse_specification_shows_it() -> None:
    encoded = pae("http://example.com/HelloWorld", b"hello world")
    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_pae_counts_bytes_and_takes_members_of_an_enum() -> None:
    assert pae("é", b"\x00 ") == b"DSSEv1 2 \xc3\xa9 2 \x00 "
    assert pae(SignatureType.HEAD, b"") == b"DSSEv1 16 keylease/head/v1 0 "


def test_tagged_hash_by_hand() -> None:
    by_hand = sha256(b"DSSEv1 16 keylease/link/v1 3 abc").digest()
    assert tagged_hash("keylease/link/v1", b"abc") == by_hand
    assert by_hand.hex() == "02977e15a65fc15902f7705aed6bd43cc2f0d6ace5b672af52ae5742f9154dca"


@pytest.mark.parametrize(
    ("parts", "framed"),
    [
        ((), ""),
        ((b"",), "0000000000000000"),
        ((b"ab",), "0000000000000002 6162"),
        ((b"a", b"b"), "0000000000000001 61 0000000000000001 62"),
        ((5,), "0000000000000008 0000000000000005"),
        ((2**53 - 1, b"\xff"), "0000000000000008 001fffffffffffff 0000000000000001 ff"),
    ],
)
def test_lp_by_hand(parts: tuple[bytes | int, ...], framed: str) -> None:
    assert lp(*parts) == bytes.fromhex(framed)


@given(st.lists(st.binary(max_size=9)), st.lists(st.binary(max_size=9)))
def test_two_lists_are_never_framed_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (lp(*one) == lp(*other)) == (one == other)


@given(st.text(max_size=9), st.binary(max_size=9), st.text(max_size=9), st.binary(max_size=9))
def test_two_types_or_bodies_are_never_encoded_alike(a: str, x: bytes, b: str, y: bytes) -> None:
    assert (pae(a, x) == pae(b, y)) == ((a, x) == (b, y))


def test_derived_keys_are_those_of_libsodium() -> None:
    secret = bytes(range(32))
    theirs = blake2b(b"", key=secret, person=b"keylease/sign/v1", encoder=RawEncoder)
    assert derive_key(secret, "keylease/sign/v1") == theirs
    assert derive_key(secret, "keylease/box/v1") != theirs
    assert len(theirs) == 32
