"""One seed, two keys, one name; and no key that anybody could open."""

import pickle
from base64 import b32encode
from hashlib import blake2b, sha256

import nacl.public
import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.crypto.identity import (
    SEAL_OVERHEAD,
    Identity,
    check_box_public,
    check_sign_public,
    member_id,
    seal,
)
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, Refused, Tampered
from keylease.model.secret import Secret
from support.points import ED25519_LOW_ORDER, X25519_LOW_ORDER, X25519_LOW_ORDER_MASKED

SEED = bytes(range(32))


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def test_keys_and_name_follow_from_the_seed_as_the_protocol_says() -> None:
    sign_seed = blake2b(key=SEED, person=b"keylease/sign/v1", digest_size=32).digest()
    box_secret = blake2b(key=SEED, person=b"keylease/box/v1", digest_size=32).digest()
    sign = bytes(nacl.signing.SigningKey(sign_seed).verify_key)
    box = bytes(nacl.public.PrivateKey(box_secret).public_key)
    body = framed(sign, box)
    digest = sha256(b"DSSEv1 18 keylease/member/v1 %d %b" % (len(body), body)).digest()
    name = "mem_" + b32encode(digest[:20]).decode().lower()[:26]

    identity = Identity.from_seed(SEED)
    assert (identity.sign_public, identity.box_public) == (sign, box)
    assert identity.member_id == member_id(sign, box) == name
    assert identity.seed() == Secret(SEED)


def test_seeds_give_different_people_and_random_ones_are_random() -> None:
    ids = {Identity.generate().member_id for _ in range(50)}
    assert len(ids) == 50
    assert all(
        len(id_) == 30 and set(id_[4:]) <= set("abcdefghijklmnopqrstuvwxyz234567") for id_ in ids
    )


def test_a_name_depends_on_both_keys_and_their_places() -> None:
    one, other = Identity.generate(), Identity.generate()
    keys = [one.sign_public, one.box_public, other.sign_public, other.box_public]
    names = {member_id(a, b) for a in keys for b in keys if a != b}
    assert len(names) == 12


@given(st.binary(max_size=999))
def test_what_is_sealed_opens_for_its_owner_alone(plain: bytes) -> None:
    owner = Identity.from_seed(SEED)
    box = seal(owner.box_public, plain)
    assert owner.open_sealed(box) == plain
    assert len(box) == len(plain) + SEAL_OVERHEAD
    with pytest.raises(Tampered) as caught:
        Identity.generate().open_sealed(box)
    assert caught.value.code is Code.E_CONTEXT


@given(st.binary(max_size=120))
def test_opening_rubbish_is_a_clean_no(rubbish: bytes) -> None:
    with pytest.raises(Tampered) as caught:
        Identity.from_seed(SEED).open_sealed(rubbish)
    assert caught.value.code is Code.E_CONTEXT


def test_an_identity_signs() -> None:
    identity = Identity.from_seed(Secret(SEED))
    signature = identity.sign(SignatureType.REQUEST, b"body")
    assert verify(identity.sign_public, SignatureType.REQUEST, b"body", signature)


@pytest.mark.attack("A18")
@pytest.mark.parametrize("public", X25519_LOW_ORDER + X25519_LOW_ORDER_MASKED, ids=bytes.hex)
def test_a18_no_box_key_of_low_order(public: bytes) -> None:
    with pytest.raises(Refused) as caught:
        check_box_public(public)
    assert caught.value.code is Code.E_KEY


@pytest.mark.attack("A18")
@pytest.mark.parametrize("public", X25519_LOW_ORDER + X25519_LOW_ORDER_MASKED, ids=bytes.hex)
def test_a18_nothing_is_ever_sealed_to_one_either(public: bytes) -> None:
    with pytest.raises(Refused) as caught:
        seal(public, b"value")
    assert caught.value.code is Code.E_KEY


@pytest.mark.attack("A18")
@pytest.mark.parametrize("public", ED25519_LOW_ORDER, ids=bytes.hex)
def test_a18_no_signing_key_of_low_order(public: bytes) -> None:
    with pytest.raises(Refused) as caught:
        check_sign_public(public)
    assert caught.value.code is Code.E_KEY


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_public_key_has_32_bytes(length: int) -> None:
    for check in (check_box_public, check_sign_public, lambda key: seal(key, b"")):
        with pytest.raises(Refused) as caught:
            check(b"\x09" * length)
        assert caught.value.code is Code.E_KEY


def test_a_box_key_has_one_spelling() -> None:
    public = Identity.from_seed(SEED).box_public
    check_box_public(public)
    again = public[:31] + bytes([public[31] | 0x80])
    with pytest.raises(Refused):
        check_box_public(again)


def test_a_signing_key_off_the_curve_is_refused() -> None:
    with pytest.raises(Refused):
        check_sign_public((2).to_bytes(32, "little"))


def test_honest_keys_are_fit() -> None:
    for _ in range(100):
        identity = Identity.generate()
        check_sign_public(identity.sign_public)
        check_box_public(identity.box_public)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_has_32_bytes(length: int) -> None:
    with pytest.raises(Refused) as caught:
        Identity.from_seed(bytes(length))
    assert caught.value.code is Code.E_KEY


@pytest.mark.attack("E06")
def test_e06_an_identity_shows_nothing() -> None:
    identity = Identity.from_seed(SEED)
    assert repr(identity) == str(identity) == f"{identity}" == "<secret>"
    assert not hasattr(identity, "__dict__")
    with pytest.raises(TypeError):
        pickle.dumps(identity)


@pytest.mark.attack("E03")
def test_e03_a_wiped_identity_holds_no_secret_and_says_it_is_locked() -> None:
    given_seed = Secret(SEED)
    identity = Identity.from_seed(given_seed)
    held = (identity._seed, identity._box, identity._sign._secret)
    memory = [memoryview(secret._bytes) for secret in held]
    assert all(any(view) for view in memory)
    identity.wipe()
    assert not any(any(view) for view in memory)
    for use in (
        identity.seed,
        lambda: identity.sign(SignatureType.EVENT, b""),
        lambda: identity.open_sealed(seal(identity.box_public, b"")),
    ):
        with pytest.raises(Refused) as caught:
            use()
        assert caught.value.code is Code.E_LOCKED
    assert given_seed.reveal() == SEED  # the caller's copy is the caller's
