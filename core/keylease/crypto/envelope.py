"""Values sealed to people, and the keys that release them.

core/PROTOCOL.md, "Values and envelopes":

    inner    = SealedBox(pad256(LP(SHA-256(ctx), record)))
    grant    = 0x01 ‖ XChaCha20-Poly1305(release key, aad = ctx, inner)
    custody  = 0x02 ‖ inner

The context says for which team, key, version, grant and person an envelope is, and from whom:
none can be moved elsewhere, not even by somebody who may open it.
"""

from hashlib import sha256

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError

from keylease.crypto.aead import KEY_SIZE, decrypt, encrypt, new_key
from keylease.crypto.hashing import lp, tagged_hash
from keylease.crypto.identity import Identity, seal
from keylease.errors import Code, Tampered

GRANT = b"\x01"
CUSTODY = b"\x02"
BLOCK = 256
"""Plaintexts are padded to a multiple of this, so that a length does not name the provider."""


def context(
    *,
    team: bytes,
    key: str,
    version: int,
    grant: str | None,
    recipient: str,
    box_public: bytes,
    author: str,
    commitment: bytes,
) -> bytes:
    """ctx: where an envelope belongs. No grant: custody. The author is that of the event."""
    return lp(
        b"keylease/envelope/v1",
        team,
        key.encode(),
        version,
        (grant or "custody").encode(),
        recipient.encode(),
        box_public,
        author.encode(),
        commitment,
    )


def value_commitment(record: bytes) -> bytes:
    """vc: what a custodian signs for; the record holds 32 random bytes, so it tells nothing."""
    return tagged_hash("keylease/value/v1", record)


def envelope_hash(envelope: bytes) -> bytes:
    """By which an event commits to an envelope."""
    return tagged_hash("keylease/blob/v1", envelope)


def release_key_hash(release_key: bytes) -> bytes:
    """By which an event commits to a release key."""
    return tagged_hash("keylease/release-key/v1", release_key)


def new_release_key() -> bytes:
    """32 random bytes that only the relay will hold."""
    return new_key()


def pad256(data: bytes) -> bytes:
    """0x80, then zeros, to a multiple of 256 bytes."""
    return sodium_pad(data, BLOCK)


def unpad(padded: bytes) -> bytes:
    """What was padded; E_CONTEXT if that is no padding."""
    try:
        if len(padded) % BLOCK:
            raise CryptoError
        return sodium_unpad(padded, BLOCK)
    except CryptoError:
        raise Tampered(Code.E_CONTEXT) from None


def seal_grant(ctx: bytes, box_public: bytes, record: bytes, release_key: bytes) -> bytes:
    """An envelope that takes the recipient's key and the release key to open. E_KEY if unfit."""
    return GRANT + encrypt(release_key, _seal_inner(ctx, box_public, record), ctx)


def seal_custody(ctx: bytes, box_public: bytes, record: bytes) -> bytes:
    """A custodian's own envelope, which no relay can withhold for good. E_KEY if unfit."""
    return CUSTODY + _seal_inner(ctx, box_public, record)


def open_grant(
    identity: Identity, ctx: bytes, envelope: bytes, release_key: bytes, commitment: bytes
) -> bytes:
    """The record in a grant's envelope.

    The caller has compared the hashes of envelope and release key with the event's. Raises
    E_CONTEXT if it was made for anything else, E_VALUE_COMMIT if the record is not the one
    that was signed for.
    """
    inner = decrypt(release_key, envelope[1:], ctx) if envelope[:1] == GRANT else None
    if inner is None:
        raise Tampered(Code.E_CONTEXT)
    return _open_inner(identity, ctx, inner, commitment)


def open_custody(identity: Identity, ctx: bytes, envelope: bytes, commitment: bytes) -> bytes:
    """The record in one's own custody envelope. E_CONTEXT, E_VALUE_COMMIT as for a grant."""
    if envelope[:1] != CUSTODY:
        raise Tampered(Code.E_CONTEXT)
    return _open_inner(identity, ctx, envelope[1:], commitment)


def wrap_key(outer: bytes, key: bytes, aad: bytes) -> bytes:
    """A release key under the relay's weekly key; `aad` says whose it is."""
    return encrypt(outer, key, aad)


def unwrap_key(outer: bytes, wrapped: bytes, aad: bytes) -> bytes:
    """The release key; E_RK if it is another's, was changed, or the weekly key is another."""
    key = decrypt(outer, wrapped, aad)
    if key is None or len(key) != KEY_SIZE:
        raise Tampered(Code.E_RK)
    return key


def _seal_inner(ctx: bytes, box_public: bytes, record: bytes) -> bytes:
    return seal(box_public, pad256(lp(sha256(ctx).digest(), record)))


def _open_inner(identity: Identity, ctx: bytes, inner: bytes, commitment: bytes) -> bytes:
    digest = sha256(ctx).digest()
    frame = unpad(identity.open_sealed(inner))
    record = frame[len(lp(digest)) + 8 :]
    # framed anew it must be the same bytes: hash, both lengths and nothing after them
    if frame != lp(digest, record):
        raise Tampered(Code.E_CONTEXT)
    if value_commitment(record) != commitment:
        raise Tampered(Code.E_VALUE_COMMIT)
    return record
