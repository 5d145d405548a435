"""The one authenticated cipher: XChaCha20-Poly1305, nonce drawn at random and put in front."""

from secrets import token_bytes

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError

KEY_SIZE = crypto_aead_xchacha20poly1305_ietf_KEYBYTES
NONCE_SIZE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
TAG_SIZE = crypto_aead_xchacha20poly1305_ietf_ABYTES


def new_key() -> bytes:
    """32 random bytes."""
    return token_bytes(KEY_SIZE)


def encrypt(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Nonce (24 bytes), then the ciphertext with its tag. The 192-bit nonce may be random."""
    nonce = token_bytes(NONCE_SIZE)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, nonce, key)


def decrypt(key: bytes, box: bytes, aad: bytes) -> bytes | None:
    """The plaintext, or None where key, associated data or a bit of the box is another.

    Whose fault that is only the caller knows, so it is no exception here.
    """
    if len(key) != KEY_SIZE or len(box) < NONCE_SIZE + TAG_SIZE:
        return None
    nonce, ciphertext = box[:NONCE_SIZE], box[NONCE_SIZE:]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, aad, nonce, key)
    except CryptoError:
        return None
