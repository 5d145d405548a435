"""The one cipher: libsodium's construction, and no bit of anything can change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as sodium_decrypt

from keylease.crypto.aead import decrypt, encrypt, new_key
from support.flips import flips

KEY = bytes(range(32))


@given(st.binary(max_size=600), st.binary(max_size=99))
def test_what_was_encrypted_comes_back_and_libsodium_agrees(plain: bytes, aad: bytes) -> None:
    box = encrypt(KEY, plain, aad)
    assert decrypt(KEY, box, aad) == plain
    assert sodium_decrypt(box[24:], aad, box[:24], KEY) == plain
    assert len(box) == 24 + len(plain) + 16


def test_no_two_boxes_and_no_two_keys_are_alike() -> None:
    assert encrypt(KEY, b"same", b"") != encrypt(KEY, b"same", b"")
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 32


def test_every_bit_counts() -> None:
    box = encrypt(KEY, b"plaintext", b"aad")
    for changed in flips(box):
        assert decrypt(KEY, changed, b"aad") is None


@pytest.mark.parametrize("length", [0, 1, 23, 24, 39])
def test_a_box_cut_short_is_no_box(length: int) -> None:
    assert decrypt(KEY, encrypt(KEY, b"", b"")[:length], b"") is None


def test_another_key_or_other_data_opens_nothing() -> None:
    box = encrypt(KEY, b"plaintext", b"aad")
    assert decrypt(new_key(), box, b"aad") is None
    assert decrypt(KEY, box, b"") is None
    assert decrypt(KEY[:-1], box, b"aad") is None
