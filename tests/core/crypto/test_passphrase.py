"""The identity file: opened by its passphrase, and by nothing that was done to it."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from resource import RUSAGE_SELF, getrusage
from struct import pack

import pytest
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as sodium_decrypt
from nacl.pwhash import argon2id

from keylease.crypto.passphrase import (
    CEILING,
    MODERATE,
    Cost,
    new_slot_key,
    open_identity,
    open_slot,
    seal_identity,
    seal_slot,
    stretch,
)
from keylease.errors import Code, KeyleaseError, Refused, Tampered
from keylease.model.secret import Secret
from support.flips import flips

SEED = bytes(range(32))
PASSPHRASE = Secret(b"correct horse")
CHEAP = Cost(1, 8)


def cheap_file(seed: bytes = SEED, passphrase: Secret = PASSPHRASE) -> bytes:
    return seal_identity(Secret(seed), passphrase, cost=CHEAP)


def no(code: Code, act: Callable[[], object]) -> None:
    with pytest.raises(KeyleaseError) as caught:
        act()
    assert caught.value.code is code


def test_the_file_by_libsodium_alone() -> None:
    blob = cheap_file()
    header, check, box = blob[:32], blob[32:64], blob[64:]
    assert header[:16] == b"KLSEED1\0" + pack(">II", 1, 8)
    both = argon2id.kdf(64, b"correct horse", header[16:], opslimit=1, memlimit=8192)
    assert check == both[32:]
    assert sodium_decrypt(box[24:], header, box[:24], both[:32]) == SEED


def test_the_true_cost_is_moderate_and_opens_by_default() -> None:
    assert (MODERATE.passes, MODERATE.memory * 1024) == (
        argon2id.OPSLIMIT_MODERATE,
        argon2id.MEMLIMIT_MODERATE,
    )
    blob = seal_identity(Secret(SEED), PASSPHRASE)
    assert blob[8:16] == pack(">II", 3, 256 * 1024)
    assert open_identity(blob, PASSPHRASE) == Secret(SEED)


def test_no_two_files_are_alike() -> None:
    one, other = cheap_file(), cheap_file()
    assert one[16:32] != other[16:32]
    assert one[32:] != other[32:]
    assert open_identity(one, PASSPHRASE, floor=CHEAP) == Secret(SEED)


@pytest.mark.parametrize(
    ("sealed", "typed"),
    [("Zoë", "Zoe\u0308"), ("ﬁn", "fin"), ("Å", "\u212b")],
)
def test_one_passphrase_typed_on_two_systems_is_one(sealed: str, typed: str) -> None:
    blob = cheap_file(passphrase=Secret(sealed.encode()))
    assert open_identity(blob, Secret(typed.encode()), floor=CHEAP) == Secret(SEED)


def test_bytes_that_are_no_text_are_a_passphrase_as_they_are() -> None:
    passphrase = Secret(b"\xff\xfe")
    assert open_identity(cheap_file(passphrase=passphrase), passphrase, floor=CHEAP) == Secret(SEED)


@pytest.mark.attack("E01")
def test_e01_wrong_damaged_and_swapped_are_one_error() -> None:
    blob = cheap_file()
    swapped = cheap_file(bytes(32), Secret(b"somebody else's"))
    damaged = blob[:-1] + bytes([blob[-1] ^ 1])
    messages = set()
    for file, typed in [
        (blob, b"wrong horse"),
        (blob, b""),
        (damaged, b"correct horse"),
        (swapped, b"correct horse"),
        (b"", b"correct horse"),
        (blob[:40], b"correct horse"),
        (blob[:64], b"correct horse"),
        (blob + b"\0", b"correct horse"),
        (b"KLSEED2\0" + blob[8:], b"correct horse"),
        (blob[:64] + cheap_file()[64:], b"correct horse"),
    ]:
        with pytest.raises(Refused) as caught:
            open_identity(file, Secret(typed), floor=CHEAP)
        assert caught.value.code is Code.E_UNLOCK
        messages.add(str(caught.value))
    assert len(messages) == 1
    assert open_identity(blob, PASSPHRASE, floor=CHEAP) == Secret(SEED)  # and no lock-out


@pytest.mark.attack("E01")
def test_e01_every_bit_of_the_file_counts() -> None:
    blob = cheap_file()
    codes = set()
    for changed in flips(blob):
        with pytest.raises(KeyleaseError) as caught:
            open_identity(changed, PASSPHRASE, floor=CHEAP)
        codes.add(caught.value.code)
    assert codes == {Code.E_UNLOCK, Code.E_KDF_PARAMS}


@pytest.mark.attack("A16")
@pytest.mark.parametrize(
    "cost",
    [
        Cost(1, 8),
        Cost(1, MODERATE.memory),
        Cost(MODERATE.passes, 8),
        Cost(MODERATE.passes - 1, MODERATE.memory),
        Cost(MODERATE.passes, MODERATE.memory - 1),
        Cost(CEILING.passes + 1, MODERATE.memory),
        Cost(MODERATE.passes, CEILING.memory + 1),
        Cost(3, 64 * 1024 * 1024),
        Cost(2**32 - 1, 2**32 - 1),
        Cost(0, 0),
    ],
    ids=str,
)
def test_a16_unsafe_stretching_is_refused_before_it_is_done(cost: Cost) -> None:
    blob = cheap_file()
    asked = blob[:8] + pack(">II", cost.passes, cost.memory) + blob[16:]
    before = getrusage(RUSAGE_SELF).ru_maxrss
    with pytest.raises(Tampered) as caught:
        open_identity(asked, PASSPHRASE)
    assert caught.value.code is Code.E_KDF_PARAMS
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 16 * 1024  # KiB


def test_floor_and_ceiling_are_within() -> None:
    assert MODERATE.within(MODERATE, CEILING)
    assert CEILING.within(MODERATE, CEILING)


def test_a_passphrase_that_cannot_be_stretched_for_want_of_memory_is_told_so() -> None:
    script = (
        "import resource\n"
        "from keylease.crypto.passphrase import stretch\n"
        "from keylease.errors import Code, KeyleaseError\n"
        "resource.setrlimit(resource.RLIMIT_AS, (200 * 2**20,) * 2)\n"
        "try: stretch(b'x', bytes(16), 32)\n"
        "except KeyleaseError as no: print(no.code.name, no)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("E_INTERNAL Key-stretching needs 256 MiB of free memory.")


def test_stretching_is_argon2id() -> None:
    theirs = argon2id.kdf(20, b"words", b"S" * 16, opslimit=1, memlimit=8192)
    assert stretch(b"words", b"S" * 16, 20, cost=CHEAP) == theirs


def test_the_second_slot_opens_by_its_key_alone() -> None:
    key = new_slot_key()
    slot = seal_slot(Secret(SEED), key)
    assert open_slot(slot, key) == Secret(SEED)
    assert SEED not in slot
    assert key != new_slot_key()
    no(Code.E_UNLOCK, lambda: open_slot(slot, new_slot_key()))
    no(Code.E_UNLOCK, lambda: open_slot(slot, Secret(b"short")))
    no(Code.E_UNLOCK, lambda: open_slot(b"", key))
    no(Code.E_UNLOCK, lambda: open_slot(cheap_file(), key))
    no(Code.E_UNLOCK, lambda: open_slot(seal_slot(Secret(b"short"), key), key))
    for changed in flips(slot):
        no(Code.E_UNLOCK, partial(open_slot, changed, key))
