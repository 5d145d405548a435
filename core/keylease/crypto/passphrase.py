"""The seed at rest, under a passphrase or a key of the system's keyring.

core/PROTOCOL.md, "Identity":

    file    = header ‖ check (32) ‖ XChaCha20-Poly1305(key, aad = header, seed)
    header  = "KLSEED1\\0" ‖ passes (4) ‖ memory in KiB (4) ‖ salt (16)
    key ‖ check = Argon2id(passphrase, salt, passes, memory), 64 bytes

Integers are big-endian. The check says at once whether the passphrase is right.
"""

from hmac import compare_digest
from secrets import token_bytes
from struct import Struct
from unicodedata import normalize

import msgspec
from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
    crypto_pwhash_argon2id_MEMLIMIT_MODERATE,
    crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
)
from nacl.exceptions import CryptoError

from keylease.crypto.aead import KEY_SIZE, decrypt, encrypt, new_key
from keylease.crypto.signing import SEED_SIZE
from keylease.errors import Code, KeyleaseError, Refused, Tampered
from keylease.model.secret import Secret

_HEADER = Struct(">8sII16s")
_FILE_MAGIC = b"KLSEED1\0"
_SLOT_MAGIC = b"KLSLOT1\0"
SALT_SIZE = 16


class Cost(msgspec.Struct, frozen=True):
    """What one guess at a passphrase costs: passes over so much memory (in KiB)."""

    passes: int
    memory: int

    def within(self, floor: "Cost", ceiling: "Cost") -> bool:
        """Whether it is neither weaker than the one nor dearer than the other."""
        return (
            floor.passes <= self.passes <= ceiling.passes
            and floor.memory <= self.memory <= ceiling.memory
        )


MODERATE = Cost(
    crypto_pwhash_argon2id_OPSLIMIT_MODERATE, crypto_pwhash_argon2id_MEMLIMIT_MODERATE // 1024
)
CEILING = Cost(10, 1024 * 1024)


def stretch(x: bytes, salt: bytes, length: int, *, cost: Cost = MODERATE) -> bytes:
    """Argon2id: so many bytes that take half a second and 256 MiB to compute once.

    The salt has 16 bytes. E_INTERNAL, with the reason, if that memory cannot be had.
    """
    try:
        return crypto_pwhash_alg(
            length, x, salt, cost.passes, cost.memory * 1024, crypto_pwhash_ALG_ARGON2ID13
        )
    except CryptoError:
        raise KeyleaseError(
            Code.E_INTERNAL, f"Key-stretching needs {cost.memory // 1024} MiB of free memory."
        ) from None


def seal_identity(seed: Secret, passphrase: Secret, *, cost: Cost = MODERATE) -> bytes:
    """The identity file's bytes. A cost below MODERATE is for tests alone."""
    salt = token_bytes(SALT_SIZE)
    header = _HEADER.pack(_FILE_MAGIC, cost.passes, cost.memory, salt)
    key, check = _keys(passphrase, salt, cost)
    return header + check + encrypt(key, seed.reveal(), header)


def open_identity(blob: bytes, passphrase: Secret, *, floor: Cost = MODERATE) -> Secret:
    """The seed in an identity file.

    One error, E_UNLOCK, for a wrong passphrase and a damaged file. A cost below the floor or
    above the ceiling is E_KDF_PARAMS before a byte of it is spent: a swapped file shall
    neither make guessing cheap nor exhaust this computer. Only tests lower the floor.
    """
    header, check, box = _split(blob)
    magic, passes, memory, salt = _HEADER.unpack(header)
    if magic != _FILE_MAGIC:
        raise Refused(Code.E_UNLOCK)
    cost = Cost(passes, memory)
    if not cost.within(floor, CEILING):
        raise Tampered(Code.E_KDF_PARAMS)
    key, expected = _keys(passphrase, salt, cost)
    if not compare_digest(check, expected):
        raise Refused(Code.E_UNLOCK)
    return _seed(decrypt(key, box, header))


def new_slot_key() -> Secret:
    """A 32-byte key for the system's keyring; it opens the slot and is no part of the seed."""
    return Secret(new_key())


def seal_slot(seed: Secret, slot_key: Secret) -> bytes:
    """The second slot: the seed under a key that the system's keyring holds."""
    return _SLOT_MAGIC + encrypt(slot_key.reveal(), seed.reveal(), _SLOT_MAGIC)


def open_slot(blob: bytes, slot_key: Secret) -> Secret:
    """The seed in the second slot; E_UNLOCK for another key and for damage."""
    if not blob.startswith(_SLOT_MAGIC):
        raise Refused(Code.E_UNLOCK)
    return _seed(decrypt(slot_key.reveal(), blob[len(_SLOT_MAGIC) :], _SLOT_MAGIC))


def _split(blob: bytes) -> tuple[bytes, bytes, bytes]:
    end = _HEADER.size + KEY_SIZE
    if len(blob) < end:
        raise Refused(Code.E_UNLOCK)
    return blob[: _HEADER.size], blob[_HEADER.size : end], blob[end:]


def _keys(passphrase: Secret, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    both = stretch(_one_spelling(passphrase.reveal()), salt, 2 * KEY_SIZE, cost=cost)
    return both[:KEY_SIZE], both[KEY_SIZE:]


def _one_spelling(passphrase: bytes) -> bytes:
    """The same letters typed on another system may be other code points; NFKC makes them one."""
    try:
        return normalize("NFKC", passphrase.decode()).encode()
    except UnicodeDecodeError:
        return passphrase


def _seed(plaintext: bytes | None) -> Secret:
    if plaintext is None or len(plaintext) != SEED_SIZE:
        raise Refused(Code.E_UNLOCK)
    return Secret(plaintext)
