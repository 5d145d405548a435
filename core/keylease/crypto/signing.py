"""Ed25519 over PAE(type, body), one type for one purpose (core/PROTOCOL.md, "Bytes")."""

from enum import StrEnum
from typing import Self

from nacl.bindings import crypto_sign, crypto_sign_BYTES, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import CryptoError

from keylease.crypto.aead import new_key
from keylease.crypto.hashing import pae
from keylease.errors import Code, Refused
from keylease.model.secret import Secret

SEED_SIZE = 32
PUBLIC_SIZE = 32
SIGNATURE_SIZE = crypto_sign_BYTES


class SignatureType(StrEnum):
    """What a signature is for. One made for one purpose is worth nothing for another."""

    EVENT = "keylease/event/v1"
    REQUEST = "keylease/request/v1"
    ENTRY = "keylease/entry/v1"
    HEAD = "keylease/head/v1"
    SEEN = "keylease/seen/v1"
    INVITE_PROOF = "keylease/invite-proof/v1"
    APP_PROOF = "keylease/app-proof/v1"
    EVIDENCE = "keylease/evidence/v1"


class SigningKey:
    """The private half of a signing key, made from a 32-byte seed (else E_KEY)."""

    __slots__ = ("_secret", "public")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_SIZE:
            raise Refused(Code.E_KEY, "A seed has 32 bytes.")
        self.public, secret = crypto_sign_seed_keypair(seed)
        self._secret = Secret(secret)

    @classmethod
    def generate(cls) -> Self:
        """A key from random bytes."""
        return cls(new_key())

    def sign(self, kind: SignatureType, body: bytes) -> bytes:
        """The signature, 64 bytes. E_LOCKED once the key was wiped."""
        return crypto_sign(pae(kind, body), self._secret.reveal())[:SIGNATURE_SIZE]

    def wipe(self) -> None:
        """Forget the private half (best effort)."""
        self._secret.wipe()

    def __repr__(self) -> str:
        return "<secret>"


def verify(public: bytes, kind: SignatureType, body: bytes, signature: bytes) -> bool:
    """Whether the key's holder signed this body for this purpose. Never raises.

    The lengths come first: libsodium is handed bare pointers, and signature and body in one.
    """
    try:
        if len(public) != PUBLIC_SIZE or len(signature) != SIGNATURE_SIZE:
            return False
        crypto_sign_open(signature + pae(kind, body), public)
    except (CryptoError, TypeError):
        return False
    return True
