"""Names and reasons: read by the team, tied to their event, provable one by one."""

from collections.abc import Callable
from functools import partial
from hashlib import blake2b, sha256

import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.crypto import metadata as meta
from keylease.errors import Code, Tampered, Usage
from support.flips import flips

KEY = bytes(range(32))
AAD = meta.meta_aad(b"T" * 32, "key.add", "mem_" + "a" * 26, b"N" * 16, 2)


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def hashed(tag: bytes, body: bytes) -> bytes:
    return sha256(b"DSSEv1 %d %b %d %b" % (len(tag), tag, len(body), body)).digest()


def no(act: Callable[[], object]) -> None:
    with pytest.raises(Tampered) as caught:
        act()
    assert caught.value.code is Code.E_COMMIT


def test_associated_data_by_hand() -> None:
    number = (2).to_bytes(8, "big")
    assert framed(b"T" * 32, b"key.add", b"mem_" + b"a" * 26, b"N" * 16, number) == AAD


@given(st.binary(max_size=500))
def test_meta_is_read_where_it_was_written(plain: bytes) -> None:
    assert meta.decrypt_meta(KEY, meta.encrypt_meta(KEY, plain, AAD), AAD) == plain


@pytest.mark.parametrize(
    "elsewhere",
    [
        meta.meta_aad(b"", "key.add", "mem_" + "a" * 26, b"N" * 16, 2),
        meta.meta_aad(b"T" * 32, "key.edit", "mem_" + "a" * 26, b"N" * 16, 2),
        meta.meta_aad(b"T" * 32, "key.add", "mem_" + "b" * 26, b"N" * 16, 2),
        meta.meta_aad(b"T" * 32, "key.add", "mem_" + "a" * 26, b"O" * 16, 2),
        meta.meta_aad(b"T" * 32, "key.add", "mem_" + "a" * 26, b"N" * 16, 3),
    ],
)
def test_meta_cannot_be_moved_to_another_event(elsewhere: bytes) -> None:
    no(lambda: meta.decrypt_meta(KEY, meta.encrypt_meta(KEY, b"name", AAD), elsewhere))


def test_every_bit_of_meta_counts() -> None:
    box = meta.encrypt_meta(KEY, b"name", AAD)
    for changed in flips(box):
        no(partial(meta.decrypt_meta, KEY, changed, AAD))
    no(lambda: meta.decrypt_meta(meta.new_epoch_key(), box, AAD))
    no(lambda: meta.decrypt_meta(KEY, b"", AAD))


def test_epochs_are_committed_to_and_chained_backwards() -> None:
    keys = [meta.new_epoch_key() for _ in range(3)]
    team = b"T" * 32
    by_hand = framed(team, (2).to_bytes(8, "big"), keys[2])
    assert meta.epoch_commitment(team, 2, keys[2]) == hashed(b"keylease/epoch/v1", by_hand)
    wraps = [meta.wrap_previous(keys[n], keys[n - 1], b"%d" % n) for n in (1, 2)]
    middle = meta.unwrap_previous(keys[2], wraps[1], b"2")
    assert [meta.unwrap_previous(middle, wraps[0], b"1"), middle] == keys[:2]
    no(lambda: meta.unwrap_previous(keys[2], wraps[1], b"1"))
    no(lambda: meta.unwrap_previous(keys[0], wraps[0], b"1"))
    no(lambda: meta.unwrap_previous(keys[2], meta.wrap_previous(keys[2], b"short", b""), b""))


def test_one_field_is_committed_to_with_its_salt() -> None:
    commitment = meta.field_commitment("name", b"S" * 16, "Zoë")
    by_hand = hashed(b"keylease/meta/v1", framed(b"name", b"S" * 16, "Zoë".encode()))
    assert commitment == by_hand
    others = [("note", b"S" * 16, "Zoë"), ("name", b"R" * 16, "Zoë"), ("name", b"S" * 16, "Zoe")]
    assert commitment not in {meta.field_commitment(*other) for other in others}


def test_the_invite_secret_gives_two_separate_keys() -> None:
    secret = bytes(range(16))
    name = blake2b(key=secret, person=b"keylease/name/v1", digest_size=32).digest()
    join = blake2b(key=secret, person=b"keylease/join/v1", digest_size=32).digest()
    assert meta.name_key_from_invite(secret) == name
    public = bytes(nacl.signing.SigningKey(join).verify_key)
    assert meta.invite_signing_key(secret).public == public


@pytest.mark.parametrize("length", [0, 15, 17, 32])
def test_an_invite_secret_has_16_bytes(length: int) -> None:
    for use in (meta.name_key_from_invite, meta.invite_signing_key):
        with pytest.raises(Usage) as caught:
            use(bytes(length))
        assert caught.value.code is Code.E_LINK


def test_a_fingerprint_is_the_teams_own() -> None:
    inner = blake2b(key=KEY, person=b"keylease/find/v1", digest_size=32).digest()
    by_hand = blake2b(b"sk-value", key=inner, digest_size=16).digest()
    assert meta.value_fingerprint(KEY, b"sk-value") == by_hand
    assert meta.value_fingerprint(meta.new_epoch_key(), b"sk-value") != by_hand
    assert meta.value_fingerprint(KEY, b"sk-valuf") != by_hand
