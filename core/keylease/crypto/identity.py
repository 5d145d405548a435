"""A person's or an app's keys, all from one seed (core/PROTOCOL.md, "Identity")."""

from base64 import b32encode
from typing import Self

from nacl.bindings import (
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_core_ed25519_is_valid_point,
    crypto_scalarmult,
    crypto_scalarmult_base,
)
from nacl.exceptions import CryptoError

from keylease.crypto.aead import new_key
from keylease.crypto.hashing import derive_key, lp, tagged_hash
from keylease.crypto.signing import PUBLIC_SIZE, SEED_SIZE, SignatureType, SigningKey
from keylease.errors import Code, Refused, Tampered
from keylease.model.secret import Secret

SEAL_OVERHEAD = 48
"""By how many bytes a sealed box is longer than what lies in it."""
_FIELD_PRIME = 2**255 - 19
# Clamping makes any scalar a multiple of 8, the cofactor, so a point of low order comes out as
# zero, which libsodium refuses; one multiplication finds them all, whatever their encoding.
_ANY_SCALAR = bytes(32)


def member_id(sign_public: bytes, box_public: bytes) -> str:
    """`mem_` and 26 base32 characters: the first 130 bits of the hash over both public keys."""
    digest = tagged_hash("keylease/member/v1", lp(sign_public, box_public))
    return "mem_" + b32encode(digest).decode("ascii").lower()[:26]


def check_sign_public(public: bytes) -> None:
    """Refuse (E_KEY) what is no canonical point of the signing curve's prime-order group."""
    if len(public) != PUBLIC_SIZE or not crypto_core_ed25519_is_valid_point(public):
        raise Refused(Code.E_KEY)


def check_box_public(public: bytes) -> None:
    """Refuse (E_KEY) a box key of low order, of wrong length, or in a second spelling.

    A value sealed to a point of low order can be opened by anybody; and if one key had two
    spellings, one that was used before could come again as new.
    """
    if len(public) != PUBLIC_SIZE or int.from_bytes(public, "little") >= _FIELD_PRIME:
        raise Refused(Code.E_KEY)
    try:
        crypto_scalarmult(_ANY_SCALAR, public)
    except CryptoError:
        raise Refused(Code.E_KEY) from None


def seal(box_public: bytes, plaintext: bytes) -> bytes:
    """A sealed box that only the holder of the box key opens; anonymous. E_KEY if it is unfit."""
    try:
        return crypto_box_seal(plaintext, box_public)
    except CryptoError:
        raise Refused(Code.E_KEY) from None


class Identity:
    """Signing and box key of one member, derived separately from a 32-byte seed (else E_KEY)."""

    __slots__ = ("_box", "_seed", "_sign", "box_public", "member_id", "sign_public")

    def __init__(self, seed: Secret) -> None:
        root = seed.reveal()
        if len(root) != SEED_SIZE:
            raise Refused(Code.E_KEY, "A seed has 32 bytes.")
        self._seed = Secret(root)
        self._sign = SigningKey(derive_key(root, "keylease/sign/v1"))
        self._box = Secret(derive_key(root, "keylease/box/v1"))
        self.sign_public = self._sign.public
        self.box_public = crypto_scalarmult_base(self._box.reveal())
        self.member_id = member_id(self.sign_public, self.box_public)

    @classmethod
    def from_seed(cls, seed: Secret | bytes) -> Self:
        """The identity of that seed; it keeps a copy of its own."""
        return cls(seed if isinstance(seed, Secret) else Secret(seed))

    @classmethod
    def generate(cls) -> Self:
        """A new identity from random bytes."""
        return cls.from_seed(new_key())

    def seed(self) -> Secret:
        """The seed, for the recovery kit and for sealing at rest. E_LOCKED once wiped."""
        return Secret(self._seed.reveal())

    def sign(self, kind: SignatureType, body: bytes) -> bytes:
        """Sign a body for one purpose. E_LOCKED once wiped."""
        return self._sign.sign(kind, body)

    def open_sealed(self, box: bytes) -> bytes:
        """What was sealed to this identity. E_CONTEXT if it was not, E_LOCKED once wiped."""
        try:
            return crypto_box_seal_open(box, self.box_public, self._box.reveal())
        except CryptoError:
            raise Tampered(Code.E_CONTEXT) from None

    def local_key(self, purpose: str) -> bytes:
        """A key for what only this member's own computer reads, by purpose (16 characters)."""
        return derive_key(self._seed.reveal(), purpose)

    def wipe(self) -> None:
        """Forget seed and private keys (best effort)."""
        self._seed.wipe()
        self._sign.wipe()
        self._box.wipe()

    def __repr__(self) -> str:
        return "<secret>"
