"""Signatures say who and what for; anything else is a plain no."""

from itertools import permutations

import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.crypto.signing import SignatureType, SigningKey, verify
from keylease.errors import Code, Refused
from support.flips import flips
from support.points import ED25519_LOW_ORDER

SEED = bytes(range(32))
EVENT = SignatureType.EVENT


def test_a_signature_is_ed25519_over_the_announced_type_and_body() -> None:
    theirs = nacl.signing.SigningKey(SEED)
    signature = theirs.sign(b"DSSEv1 17 keylease/event/v1 4 body").signature
    key = SigningKey(SEED)
    assert key.public == bytes(theirs.verify_key)
    assert key.sign(EVENT, b"body") == signature
    assert verify(key.public, EVENT, b"body", signature)


@given(st.binary(max_size=999), st.sampled_from(SignatureType))
def test_what_was_signed_verifies(body: bytes, kind: SignatureType) -> None:
    key = SigningKey.generate()
    assert verify(key.public, kind, body, key.sign(kind, body))


@pytest.mark.attack("A12")
@pytest.mark.parametrize(("signed", "claimed"), list(permutations(SignatureType, 2)))
def test_a12_a_signature_for_one_purpose_is_none_for_another(
    signed: SignatureType, claimed: SignatureType
) -> None:
    key = SigningKey(SEED)
    signature = key.sign(signed, b"body")
    assert verify(key.public, signed, b"body", signature)
    assert not verify(key.public, claimed, b"body", signature)


def test_a_bare_ed25519_signature_is_none() -> None:
    theirs = nacl.signing.SigningKey(SEED)
    assert not verify(bytes(theirs.verify_key), EVENT, b"body", theirs.sign(b"body").signature)


def test_every_bit_of_signature_body_and_key_counts() -> None:
    key = SigningKey(SEED)
    parts = [key.sign(EVENT, b"body"), b"body", key.public]
    for place, part in enumerate(parts):
        for changed in flips(part):
            others = [*parts[:place], changed, *parts[place + 1 :]]
            signature, body, public = others
            assert not verify(public, EVENT, body, signature)


@given(st.binary(max_size=70), st.binary(max_size=40), st.binary(max_size=130))
def test_verifying_rubbish_is_no_and_no_exception(
    body: bytes, public: bytes, signature: bytes
) -> None:
    assert not verify(public, EVENT, body, signature)


def test_bytes_cannot_move_between_signature_and_body() -> None:
    key = SigningKey(SEED)
    signature = key.sign(EVENT, b"body")
    assert not verify(key.public, EVENT, b"body", signature + b"D")
    assert not verify(key.public, EVENT, b"body", signature[:-1])
    assert not verify(key.public + b"\0", EVENT, b"body", signature)
    assert not verify(key.public[:-1], EVENT, b"body", signature)


@pytest.mark.parametrize("wrong", [None, 7, "text", [], bytearray(64), memoryview(bytes(64))])
def test_the_wrong_type_is_no_and_no_exception(wrong: object) -> None:
    public = SigningKey(SEED).public
    assert not verify(public, EVENT, b"body", wrong)  # type: ignore[arg-type]
    assert not verify(wrong, EVENT, b"body", bytes(64))  # type: ignore[arg-type]
    assert not verify(public, EVENT, wrong, bytes(64))  # type: ignore[arg-type]


@pytest.mark.parametrize("public", ED25519_LOW_ORDER, ids=bytes.hex)
def test_a_key_of_low_order_signs_nothing(public: bytes) -> None:
    # R = identity and S = 0 would satisfy the bare equation for a good part of all bodies
    forged = ED25519_LOW_ORDER[0] + bytes(32)
    assert not any(verify(public, EVENT, b"%d" % n, forged) for n in range(64))


def test_a_second_spelling_of_a_signature_is_none() -> None:
    key = SigningKey(SEED)
    signature = key.sign(EVENT, b"body")
    order = 2**252 + 27742317777372353535851937790883648493
    larger = int.from_bytes(signature[32:], "little") + order
    assert not verify(key.public, EVENT, b"body", signature[:32] + larger.to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_seed_has_32_bytes(length: int) -> None:
    with pytest.raises(Refused) as caught:
        SigningKey(bytes(length))
    assert caught.value.code is Code.E_KEY


@pytest.mark.attack("E06")
def test_e06_a_signing_key_shows_nothing_and_forgets() -> None:
    key = SigningKey(SEED)
    assert repr(key) == str(key) == f"{key}" == "<secret>"
    assert not hasattr(key, "__dict__")
    key.wipe()
    with pytest.raises(Refused) as caught:
        key.sign(EVENT, b"body")
    assert caught.value.code is Code.E_LOCKED
