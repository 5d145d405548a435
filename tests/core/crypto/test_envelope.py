"""An envelope opens for one person, one grant, one version, and holds what was signed for."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any

import nacl.public
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as sodium_decrypt

from keylease.crypto import envelope as env
from keylease.crypto.aead import encrypt
from keylease.crypto.hashing import derive_key
from keylease.crypto.identity import Identity, seal
from keylease.errors import Code, Refused, Tampered
from support.flips import flips

SEED = bytes(range(32))
READER = Identity.from_seed(SEED)
RECORD = b'{"value":"sk-canary-1f","r":"AAAA"}'
RELEASE = bytes(range(32, 64))
COMMITMENT = env.value_commitment(RECORD)


PLACE: dict[str, Any] = {
    "team": b"T" * 32,
    "key": "key_" + "a" * 26,
    "version": 3,
    "grant": "grt_" + "b" * 26,
    "recipient": READER.member_id,
    "box_public": READER.box_public,
    "author": "mem_" + "c" * 26,
    "commitment": COMMITMENT,
}
CTX = env.context(**PLACE)
ELSEWHERE: dict[str, Any] = {
    "team": b"U" * 32,
    "key": "key_" + "z" * 26,
    "version": 4,
    "grant": "grt_" + "z" * 26,
    "recipient": "mem_" + "z" * 26,
    "box_public": Identity.generate().box_public,
    "author": "mem_" + "z" * 26,
    "commitment": bytes(32),
}


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def no(code: Code, act: Callable[[], object]) -> None:
    with pytest.raises(Tampered) as caught:
        act()
    assert caught.value.code is code
    assert "canary" not in str(caught.value)


def open_grant(envelope: bytes, ctx: bytes = CTX, release: bytes = RELEASE) -> bytes:
    return env.open_grant(READER, ctx, envelope, release, COMMITMENT)


def open_custody(envelope: bytes, ctx: bytes = CTX) -> bytes:
    return env.open_custody(READER, ctx, envelope, COMMITMENT)


def grant_around(inner: bytes, ctx: bytes = CTX) -> bytes:
    return b"\x01" + encrypt(RELEASE, inner, ctx)


@pytest.mark.parametrize("grant", [None, PLACE["grant"]])
def test_the_context_by_hand(grant: str | None) -> None:
    by_hand = framed(
        b"keylease/envelope/v1",
        b"T" * 32,
        b"key_" + b"a" * 26,
        b"\0\0\0\0\0\0\0\x03",
        b"custody" if grant is None else b"grt_" + b"b" * 26,
        READER.member_id.encode(),
        READER.box_public,
        b"mem_" + b"c" * 26,
        COMMITMENT,
    )
    assert env.context(**PLACE | {"grant": grant}) == by_hand


@pytest.mark.parametrize(
    ("of", "tag"),
    [
        (env.value_commitment, b"17 keylease/value/v1"),
        (env.envelope_hash, b"16 keylease/blob/v1"),
        (env.release_key_hash, b"23 keylease/release-key/v1"),
    ],
)
def test_hashes_by_hand(of: Callable[[bytes], bytes], tag: bytes) -> None:
    assert of(b"data") == sha256(b"DSSEv1 " + tag + b" 4 data").digest()


def test_a_grant_opened_by_libsodium_alone() -> None:
    envelope = env.seal_grant(CTX, READER.box_public, RECORD, RELEASE)
    assert envelope[0] == 1
    inner = sodium_decrypt(envelope[25:], CTX, envelope[1:25], RELEASE)
    box = nacl.public.PrivateKey(derive_key(SEED, "keylease/box/v1"))
    padded = nacl.public.SealedBox(box).decrypt(inner)
    frame = framed(sha256(CTX).digest(), RECORD)
    assert padded == frame + b"\x80" + bytes(256 - len(frame) - 1)
    assert len(envelope) == 1 + 24 + 48 + 256 + 16


def test_custody_opened_by_libsodium_alone() -> None:
    envelope = env.seal_custody(CTX, READER.box_public, RECORD)
    assert envelope[0] == 2
    box = nacl.public.PrivateKey(derive_key(SEED, "keylease/box/v1"))
    padded = nacl.public.SealedBox(box).decrypt(envelope[1:])
    assert padded.startswith(framed(sha256(CTX).digest(), RECORD) + b"\x80")


@given(st.binary(max_size=2000))
def test_what_was_sealed_comes_back(record: bytes) -> None:
    commitment = env.value_commitment(record)
    release = env.new_release_key()
    granted = env.seal_grant(CTX, READER.box_public, record, release)
    kept = env.seal_custody(CTX, READER.box_public, record)
    assert env.open_grant(READER, CTX, granted, release, commitment) == record
    assert env.open_custody(READER, CTX, kept, commitment) == record


def test_a_length_does_not_tell_one_provider_from_another() -> None:
    lengths = {
        len(env.seal_grant(CTX, READER.box_public, bytes(size), RELEASE)) for size in range(208)
    }
    assert len(lengths) == 1


@given(st.binary(max_size=1100))
def test_padding_comes_off_again(data: bytes) -> None:
    padded = env.pad256(data)
    assert len(padded) % 256 == 0
    assert len(data) < len(padded) <= len(data) + 256
    assert padded == data + b"\x80" + bytes(len(padded) - len(data) - 1)
    assert env.unpad(padded) == data


@pytest.mark.parametrize(
    "padded", [b"", bytes(256), b"\x01" * 256, b"\x80", b"\x80" + bytes(254), b"\x80" + bytes(256)]
)
def test_what_is_no_padding_is_refused(padded: bytes) -> None:
    no(Code.E_CONTEXT, lambda: env.unpad(padded))


@pytest.mark.attack("A10")
@pytest.mark.parametrize("field", ELSEWHERE)
def test_a10_an_envelope_opens_nowhere_else(field: str) -> None:
    elsewhere = env.context(**PLACE | {field: ELSEWHERE[field]})
    granted = env.seal_grant(CTX, READER.box_public, RECORD, RELEASE)
    kept = env.seal_custody(CTX, READER.box_public, RECORD)
    no(Code.E_CONTEXT, lambda: open_grant(granted, ctx=elsewhere))
    no(Code.E_CONTEXT, lambda: open_custody(kept, ctx=elsewhere))


@pytest.mark.attack("A10")
@pytest.mark.parametrize("field", ELSEWHERE)
def test_a10_nor_wrapped_anew_for_there_by_one_who_has_the_release_key(field: str) -> None:
    elsewhere = env.context(**PLACE | {field: ELSEWHERE[field]})
    granted = env.seal_grant(CTX, READER.box_public, RECORD, RELEASE)
    inner = sodium_decrypt(granted[25:], CTX, granted[1:25], RELEASE)
    no(Code.E_CONTEXT, lambda: open_grant(grant_around(inner, elsewhere), ctx=elsewhere))


@pytest.mark.attack("A10")
def test_a10_custody_and_grant_are_not_each_other() -> None:
    granted = env.seal_grant(CTX, READER.box_public, RECORD, RELEASE)
    kept = env.seal_custody(CTX, READER.box_public, RECORD)
    for act in (
        lambda: open_custody(granted),
        lambda: open_grant(kept),
        lambda: open_custody(b"\x02" + granted[1:]),
        lambda: open_grant(b"\x01" + kept[1:]),
        lambda: open_grant(b"\x03" + granted[1:]),
        lambda: open_grant(b""),
        lambda: open_custody(b""),
        lambda: open_grant(b"\x01"),
        lambda: open_custody(b"\x02"),
    ):
        no(Code.E_CONTEXT, act)


def test_somebody_else_opens_nothing() -> None:
    granted = env.seal_grant(CTX, READER.box_public, RECORD, RELEASE)
    other = Identity.generate()
    no(Code.E_CONTEXT, lambda: env.open_grant(other, CTX, granted, RELEASE, COMMITMENT))
    no(Code.E_CONTEXT, lambda: open_grant(granted, release=env.new_release_key()))
    no(Code.E_CONTEXT, lambda: open_grant(granted, release=b""))


@pytest.mark.attack("A11")
@pytest.mark.parametrize(
    "other", [b"", RECORD + b" ", RECORD.replace(b"sk-", b"xx-"), b'{"base_url":"elsewhere"}']
)
def test_a11_a_value_that_nobody_signed_for_is_not_shown(other: bytes) -> None:
    granted = env.seal_grant(CTX, READER.box_public, other, RELEASE)
    kept = env.seal_custody(CTX, READER.box_public, other)
    no(Code.E_VALUE_COMMIT, lambda: open_grant(granted))
    no(Code.E_VALUE_COMMIT, lambda: open_custody(kept))


DIGEST = sha256(CTX).digest()


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        framed(RECORD),
        framed(DIGEST),
        framed(DIGEST, RECORD)[:-1],
        framed(DIGEST, RECORD) + b"\0",
        framed(DIGEST, RECORD, b""),
        framed(RECORD, DIGEST),
        framed(DIGEST[:-1], RECORD),
        framed(sha256(b"elsewhere").digest(), RECORD),
        DIGEST + RECORD,
        framed(DIGEST) + (2**64 - 1).to_bytes(8, "big") + RECORD,
    ],
)
def test_a_frame_that_reads_otherwise_is_refused(frame: bytes) -> None:
    inner = seal(READER.box_public, env.pad256(frame))
    no(Code.E_CONTEXT, lambda: open_grant(grant_around(inner)))
    no(Code.E_CONTEXT, lambda: open_custody(b"\x02" + inner))


def test_a_frame_without_padding_is_refused() -> None:
    inner = seal(READER.box_public, framed(DIGEST, RECORD))
    no(Code.E_CONTEXT, lambda: open_custody(b"\x02" + inner))


@pytest.mark.attack("D04")
@pytest.mark.parametrize(
    ("envelope", "opened"),
    [
        (env.seal_grant(CTX, READER.box_public, RECORD, RELEASE), open_grant),
        (env.seal_custody(CTX, READER.box_public, RECORD), open_custody),
    ],
    ids=["grant", "custody"],
)
def test_d04_every_bit_of_an_envelope_counts(
    envelope: bytes, opened: Callable[[bytes], bytes]
) -> None:
    assert opened(envelope) == RECORD
    for changed in flips(envelope):
        no(Code.E_CONTEXT, partial(opened, changed))


@given(st.binary(max_size=500), st.sampled_from([b"", b"\x01", b"\x02"]))
def test_opening_rubbish_is_a_clean_no(rubbish: bytes, kind: bytes) -> None:
    no(Code.E_CONTEXT, lambda: open_grant(kind + rubbish))
    no(Code.E_CONTEXT, lambda: open_custody(kind + rubbish))


def test_nothing_is_sealed_to_an_unfit_key() -> None:
    with pytest.raises(Refused) as of_grant:
        env.seal_grant(CTX, bytes(32), RECORD, RELEASE)
    with pytest.raises(Refused) as of_custody:
        env.seal_custody(CTX, bytes(32), RECORD)
    assert of_grant.value.code is of_custody.value.code is Code.E_KEY


def test_a_wrapped_release_key_opens_for_its_place_under_its_weekly_key() -> None:
    outer = env.new_release_key()
    wrapped = env.wrap_key(outer, RELEASE, b"grant 1")
    assert env.unwrap_key(outer, wrapped, b"grant 1") == RELEASE
    assert RELEASE not in wrapped
    no(Code.E_RK, lambda: env.unwrap_key(outer, wrapped, b"grant 2"))
    no(Code.E_RK, lambda: env.unwrap_key(env.new_release_key(), wrapped, b"grant 1"))
    no(Code.E_RK, lambda: env.unwrap_key(outer, env.wrap_key(outer, b"short", b""), b""))
    for changed in flips(wrapped):
        no(Code.E_RK, partial(env.unwrap_key, outer, changed, b"grant 1"))
