"""Vectors of what is sealed: envelopes, metadata, names, labels, and the identity file.

Keylease draws nonces and ephemeral keys at random, so these ciphertexts are made here, by hand,
from the same primitives: that Keylease opens them shows that PROTOCOL.md says how they are made.
"""

from hashlib import blake2b, sha256

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_box,
    crypto_scalarmult_base,
    sodium_pad,
)
from spelled import base64, chance

from keylease.crypto.envelope import context, envelope_hash, release_key_hash, value_commitment
from keylease.crypto.hashing import lp
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import epoch_commitment, meta_aad, name_key_from_invite
from keylease.crypto.passphrase import MODERATE, stretch
from keylease.model.base import new_id
from keylease.wire.meta import build_meta
from keylease.wire.record import ValueRecord, write_record

TEAM = chance("team")
KEY = new_id("key", chance("key", 16))
GRANT = new_id("grt", chance("grant", 16))
RECIPIENT = Identity.from_seed(chance("recipient"))
AUTHOR = Identity.from_seed(chance("author"))
OTHER = Identity.from_seed(chance("other"))
RELEASE = chance("release key")
RECORD = write_record(
    ValueRecord(value="sk-test-5e0f", r=chance("r"), base_url="https://api.example/v1")
)
DECOY = write_record(
    ValueRecord(value="sk-other", r=chance("r 2"), fields={"org": "org-1"}, decoy=True)
)


def files() -> dict[str, object]:
    """The files of this kind."""
    return {
        "envelopes.json": {"recipient_seed": chance("recipient").hex(), "vectors": _envelopes()},
        "metadata.json": _metadata(),
        "identity_files.json": _identity_files(),
    }


def seal(box_public: bytes, plaintext: bytes, name: str) -> bytes:
    """libsodium's `crypto_box_seal`, its ephemeral key from a name."""
    secret = chance(f"ephemeral {name}")
    public = crypto_scalarmult_base(secret)
    nonce = blake2b(public + box_public, digest_size=24).digest()
    return public + crypto_box(plaintext, nonce, box_public, secret)


def encrypt(key: bytes, plaintext: bytes, aad: bytes, name: str) -> bytes:
    """Nonce and ciphertext, the nonce from a name."""
    nonce = chance(f"nonce {name}", 24)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, nonce, key)


def _context(**other: object) -> dict[str, object]:
    return {
        "team": TEAM,
        "key": KEY,
        "version": 1,
        "grant": GRANT,
        "recipient": RECIPIENT.member_id,
        "box_public": RECIPIENT.box_public,
        "author": AUTHOR.member_id,
        "commitment": value_commitment(RECORD),
        **other,
    }


def _envelope(
    name: str,
    outcome: str,
    *,
    made: dict[str, object] | None = None,
    record: bytes = RECORD,
    release: bytes = RELEASE,
    inner_context: bytes | None = None,
    padding: int = 256,
    to: bytes = RECIPIENT.box_public,
    kind: bytes | None = None,
    **opened: object,
) -> dict[str, object]:
    """An envelope made for one context, and what comes of opening it in another."""
    where = _context(**opened)
    ctx = context(**(_context(**made) if made else where))  # type: ignore[arg-type]
    grant = where["grant"] is not None
    frame = lp(sha256(inner_context or ctx).digest(), record)
    inner = seal(to, sodium_pad(frame, padding), name)
    envelope = b"\x01" + encrypt(release, inner, ctx, name) if grant else b"\x02" + inner
    envelope = (kind or envelope[:1]) + envelope[1:]
    return {
        "name": name,
        "context": {k: base64(v) if isinstance(v, bytes) else v for k, v in where.items()},
        "envelope": base64(envelope),
        "envelope_hash": base64(envelope_hash(envelope)),
        "release_key": base64(RELEASE) if grant else None,
        "release_key_hash": base64(release_key_hash(RELEASE)) if grant else None,
        **({"record": record.decode()} if outcome == "opens" else {"refused": outcome}),
    }


def _envelopes() -> list[dict[str, object]]:
    elsewhere = {
        "team": chance("other team"),
        "key": new_id("key", chance("other key", 16)),
        "version": 2,
        "grant": new_id("grt", chance("other grant", 16)),
        "recipient": OTHER.member_id,
        "box_public": OTHER.box_public,
        "author": OTHER.member_id,
        "commitment": value_commitment(DECOY),
    }
    custody = {"grant": None}
    return [
        _envelope("a grant's", "opens"),
        _envelope("custody", "opens", **custody),
        *(
            _envelope(f"made for another {field}", "E_CONTEXT", made={field: value})
            for field, value in elsewhere.items()
        ),
        *(
            _envelope(
                f"custody made for another {field}",
                "E_CONTEXT",
                made={**custody, field: value},
                **custody,
            )
            for field, value in elsewhere.items()
            if field != "grant"
        ),
        _envelope("under another release key", "E_CONTEXT", release=chance("other release")),
        _envelope("sealed to somebody else", "E_CONTEXT", to=OTHER.box_public),
        _envelope("with another context inside", "E_CONTEXT", inner_context=b"elsewhere"),
        _envelope("padded to another length", "E_CONTEXT", padding=250),
        _envelope("of an unknown kind", "E_CONTEXT", kind=b"\x03"),
        _envelope("a grant's called custody", "E_CONTEXT", kind=b"\x02"),
        _envelope("with another value than was signed for", "E_VALUE_COMMIT", record=DECOY),
        _envelope("custody of another value", "E_VALUE_COMMIT", record=DECOY, **custody),
        *(
            _envelope(name, outcome, record=record, commitment=value_commitment(record))
            for name, outcome, record in _records()
        ),
    ]


def _records() -> list[tuple[str, str, bytes]]:
    """Records that were signed for as they are, in form or not."""
    decomposed = write_record(ValueRecord("sk-cafe\u0301", chance("r")))
    fields = write_record(ValueRecord("sk", chance("r"), fields={"a": "1"}))
    return [
        ("a record whose value is in no normal form", "opens", decomposed),
        ("a record of several lines", "opens", write_record(ValueRecord("{\n\t}\n", chance("r")))),
        ("a record that is no JSON", "E_PARSE", b"sk-proj-1"),
        ("a record that is nothing", "E_PARSE", b""),
        ("a record with white space", "E_PARSE", RECORD.replace(b":", b": ", 1)),
        ("a record with a field twice", "E_PARSE", b'{"value":"x",' + RECORD[1:]),
        ("a record with a field unknown", "E_FIELD", RECORD[:-1] + b',"x":1}'),
        ("a record without its chance", "E_FIELD", b'{"value":"sk"}'),
        ("a record with an empty value", "E_FIELD", fields.replace(b'"sk"', b'""')),
        ("a record with a control character", "E_FIELD", fields.replace(b"sk", b"s\\u0007k")),
        ("a record with an empty field", "E_FIELD", fields.replace(b'"1"', b'""')),
        ("a record that says it is no decoy", "E_FIELD", fields[:-1] + b',"decoy":false}'),
    ]


def _metadata() -> dict[str, object]:
    key, before = chance("epoch 3"), chance("epoch 2")
    nonce = chance("event nonce", 16)
    fields = {"reason": "zu Testzwecken: café", "note": "", "reason:1": "second"}
    salts = (chance(f"salt {n}", 16) for n in range(9))
    plaintext, commitments = build_meta(fields, lambda _: next(salts))
    aad = meta_aad(TEAM, "grant.issue", AUTHOR.member_id, nonce, 3)
    secret, invite = chance("invite", 16), new_id("inv", chance("inv", 16))
    name_aad = lp(b"keylease/name/v1", TEAM, invite.encode())
    return {
        "meta": {
            "epoch_key": key.hex(),
            "team": base64(TEAM),
            "type": "grant.issue",
            "author": AUTHOR.member_id,
            "nonce": base64(nonce),
            "epoch": 3,
            "box": base64(encrypt(key, plaintext, aad, "meta")),
            "plaintext": plaintext.decode("utf-8"),
            "commitments": {field: base64(hash_) for field, hash_ in commitments.items()},
            "fields": fields,
        },
        "epoch": {
            "team": base64(TEAM),
            "epoch": 3,
            "key": key.hex(),
            "commitment": base64(epoch_commitment(TEAM, 3, key)),
            "commitment_of_epoch_0": base64(epoch_commitment(b"", 0, key)),
            "member_seed": chance("recipient").hex(),
            "sealed": base64(seal(RECIPIENT.box_public, key, "epoch")),
            "previous": base64(
                encrypt(key, before, meta_aad(TEAM, "epoch.rotate", "", b"", 3), "previous")
            ),
            "previous_key": before.hex(),
        },
        "joiner": {
            "secret": secret.hex(),
            "team": base64(TEAM),
            "invite": invite,
            "name": "Zoë",
            "encrypted": base64(
                encrypt(name_key_from_invite(secret), "Zoë".encode(), name_aad, "name")
            ),
        },
    }


def _identity_files() -> dict[str, object]:
    passphrase, salt, seed = "correct horse Ⅳ", chance("salt", 16), chance("seed 1")
    header = (
        b"KLSEED1\0"
        + MODERATE.passes.to_bytes(4, "big")
        + MODERATE.memory.to_bytes(4, "big")
        + salt
    )
    stretched = stretch(b"correct horse IV", salt, 64)
    whole = header + stretched[32:] + encrypt(stretched[:32], seed, header, "identity")
    cheap = header[:8] + (1).to_bytes(4, "big") + (8).to_bytes(4, "big") + salt
    dear = header[:12] + (64 * 1024 * 1024).to_bytes(4, "big") + salt
    slot = b"KLSLOT1\0"
    return {
        "files": [
            {"name": "whole", "file": base64(whole), "passphrase": passphrase, "seed": seed.hex()},
            *(
                {"name": name, "file": base64(blob), "passphrase": passphrase, "refused": code}
                for name, blob, code in (
                    ("a bit of the seed flipped", whole[:-1] + bytes([whole[-1] ^ 1]), "E_UNLOCK"),
                    (
                        "a bit of the salt flipped",
                        whole[:31] + bytes([whole[31] ^ 1]) + whole[32:],
                        "E_UNLOCK",
                    ),
                    ("cut", whole[:40], "E_UNLOCK"),
                    ("of another kind", b"KLSEED2\0" + whole[8:], "E_UNLOCK"),
                    ("1 pass over 8 KiB", cheap + whole[32:], "E_KDF_PARAMS"),
                    ("64 GiB", dear + whole[32:], "E_KDF_PARAMS"),
                )
            ),
            {
                "name": "another passphrase",
                "file": base64(whole),
                "passphrase": "Correct horse IV",
                "refused": "E_UNLOCK",
            },
        ],
        "slot": {
            "file": base64(slot + encrypt(chance("slot key"), seed, slot, "slot")),
            "key": chance("slot key").hex(),
            "seed": seed.hex(),
        },
    }
