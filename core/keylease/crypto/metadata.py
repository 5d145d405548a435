"""Names and reasons that only the team reads (core/PROTOCOL.md, "The ledger", on `meta`)."""

from hashlib import blake2b

from keylease.crypto.aead import KEY_SIZE, decrypt, encrypt, new_key
from keylease.crypto.hashing import derive_key, lp, tagged_hash
from keylease.crypto.signing import SigningKey
from keylease.errors import Code, Tampered, Usage

INVITE_SECRET_SIZE = 16
FINGERPRINT_SIZE = 16


def new_epoch_key() -> bytes:
    """32 random bytes that the people of one epoch share."""
    return new_key()


def epoch_commitment(team: bytes, epoch: int, key: bytes) -> bytes:
    """By which an event commits to an epoch's key; `team` is empty in the first event."""
    return tagged_hash("keylease/epoch/v1", lp(team, epoch, key))


def wrap_previous(key: bytes, previous: bytes, aad: bytes) -> bytes:
    """The key of the epoch before, under this one's: who reads the present reads the past."""
    return encrypt(key, previous, aad)


def unwrap_previous(key: bytes, wrapped: bytes, aad: bytes) -> bytes:
    """The key of the epoch before; E_COMMIT if the wrap is not what it should be."""
    previous = _decrypt(key, wrapped, aad)
    if len(previous) != KEY_SIZE:
        raise Tampered(Code.E_COMMIT)
    return previous


def meta_aad(team: bytes, type: str, author: str, nonce: bytes, epoch: int) -> bytes:
    """What ties `meta` to its event: it cannot be moved to another."""
    return lp(team, type.encode(), author.encode(), nonce, epoch)


def encrypt_meta(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Nonce and ciphertext of an event's `meta`."""
    return encrypt(key, plaintext, aad)


def decrypt_meta(key: bytes, box: bytes, aad: bytes) -> bytes:
    """An event's `meta`; E_COMMIT if it was made with another key or for another event."""
    return _decrypt(key, box, aad)


def field_commitment(field: str, salt: bytes, value: str) -> bytes:
    """Salted hash of one field of `meta`, by which one name or reason can be shown alone."""
    return tagged_hash("keylease/meta/v1", lp(field.encode(), salt, value.encode()))


def name_key_from_invite(secret: bytes) -> bytes:
    """The key under which a joiner's name is encrypted. E_LINK unless the secret has 16 bytes."""
    return derive_key(_checked(secret), "keylease/name/v1")


def invite_signing_key(secret: bytes) -> SigningKey:
    """The key that proves an invite at join. E_LINK unless the secret has 16 bytes."""
    return SigningKey(derive_key(_checked(secret), "keylease/join/v1"))


def value_fingerprint(epoch0_key: bytes, value: bytes) -> bytes:
    """16 bytes by which the team, and nobody else, finds one of its values in a file.

    The key comes from epoch 0, so that a fingerprint holds across all epochs.
    """
    key = derive_key(epoch0_key, "keylease/find/v1")
    return blake2b(value, key=key, digest_size=FINGERPRINT_SIZE).digest()


def _decrypt(key: bytes, box: bytes, aad: bytes) -> bytes:
    plaintext = decrypt(key, box, aad)
    if plaintext is None:
        raise Tampered(Code.E_COMMIT)
    return plaintext


def _checked(secret: bytes) -> bytes:
    if len(secret) != INVITE_SECRET_SIZE:
        raise Usage(Code.E_LINK)
    return secret
