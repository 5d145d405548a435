"""Vectors of bytes: framings, hashes, ids, public keys, links, tokens, kits, words."""

from base64 import b64encode
from hashlib import sha256
from itertools import chain

from keylease.crypto.hashing import derive_key, lp, pae, tagged_hash
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import invite_signing_key, name_key_from_invite, value_fingerprint
from keylease.crypto.recovery import kit_groups, kit_words
from keylease.crypto.words import head_reading, safety_words
from keylease.model.base import Position, new_id
from keylease.model.events import RelayIdentity
from keylease.wire.invite import InviteLink, write_link
from keylease.wire.letters import to_base62
from keylease.wire.token import AppToken, write_token
from support.points import ED25519_LOW_ORDER, X25519_LOW_ORDER

RELAY = RelayIdentity(key=bytes(range(32)), address="https://relay.example", pins=(bytes(32),))
EMBEDDED = RelayIdentity(key=bytes(range(32)), address="file:///home/ada/keylease", pins=())


def base64(data: bytes) -> str:
    """Bytes as they stand in JSON."""
    return b64encode(data).decode("ascii")


def chance(name: str, length: int = 32) -> bytes:
    """Bytes that look random and come from a name."""
    block = b"".join(sha256(f"{name} {n}".encode()).digest() for n in range(length // 32 + 1))
    return block[:length]


def files() -> dict[str, object]:
    """The files of this kind."""
    return {
        "hashes.json": _hashes(),
        "identities.json": _identities(),
        "letters.json": _letters(),
        "words.json": _words(),
    }


def _hashes() -> dict[str, object]:
    bodies = [b"", b"ab", "für".encode(), bytes(range(256)), b"x" * 1000]
    tags = ["t", "keylease/event/v1", "keylease/link/v1"]
    parts: list[list[bytes | int]] = [[], [b""], [b"a", 5], [5, b"a"], [b"ab", b"c"], [2**53 - 1]]
    return {
        "pae": [
            {"type": tag, "body": base64(body), "pae": base64(pae(tag, body))}
            for tag in tags
            for body in bodies
        ],
        "h": [
            {"tag": tag, "x": base64(body), "hash": tagged_hash(tag, body).hex()}
            for tag in tags
            for body in bodies
        ],
        "lp": [
            {
                "parts": [part if isinstance(part, int) else base64(part) for part in these],
                "lp": lp(*these).hex(),
            }
            for these in parts
        ],
        "derive": [
            {"secret": secret.hex(), "purpose": purpose, "key": derive_key(secret, purpose).hex()}
            for secret in (bytes(16), chance("secret"))
            for purpose in ("keylease/sign/v1", "keylease/box/v1", "keylease/name/v1")
        ],
        "fingerprint": [
            {
                "epoch0_key": chance("epoch").hex(),
                "value": value,
                "fingerprint": value_fingerprint(chance("epoch"), value.encode()).hex(),
            }
            for value in ("sk-test-1234", "zażółć")
        ],
    }


def _identities() -> dict[str, object]:
    seeds = [bytes(32), *(chance(f"seed {n}") for n in range(4))]
    identities = [(seed, Identity.from_seed(seed)) for seed in seeds]
    return {
        "members": [
            {
                "seed": seed.hex(),
                "sign": base64(who.sign_public),
                "box": base64(who.box_public),
                "id": who.member_id,
            }
            for seed, who in identities
        ],
        "ids": [
            {"prefix": prefix, "random": random.hex(), "id": new_id(prefix, random)}
            for prefix in ("key", "grt", "inv")
            for random in (bytes(16), bytes([255] * 16), chance("id", 16))
        ],
        "fit": {
            "sign": [base64(who.sign_public) for _, who in identities],
            "box": [base64(who.box_public) for _, who in identities],
        },
        "unfit": {
            "sign": [base64(point) for point in ED25519_LOW_ORDER],
            "box": [base64(point) for point in X25519_LOW_ORDER],
        },
        "kits": [
            {
                "seed": seed.hex(),
                "words": list(kit_words(who.seed())),
                "groups": list(kit_groups(who.seed())),
            }
            for seed, who in identities
        ],
    }


def _letters() -> dict[str, object]:
    secret = chance("invite", 16)
    link = InviteLink(
        relay=RELAY,
        team=chance("team"),
        invite=new_id("inv", chance("inv", 16)),
        event=chance("event"),
        secret=secret,
    )
    other = InviteLink(EMBEDDED, link.team, link.invite, link.event, bytes(16))
    token = AppToken(
        team=chance("team"),
        relay=RELAY,
        seed=chance("app"),
        pinned=Position(seq=41, hash=chance("pinned")),
    )
    return {
        "base62": [
            {"bytes": data.hex(), "text": to_base62(data)}
            for data in (b"", b"\x00", b"\x00\x00", b"a", chance("letters", 40))
        ],
        "links": {
            "whole": [_link(link), _link(other)],
            "broken": list(chain(_broken(write_link(link)), [write_link(link).split("#")[0]])),
        },
        "tokens": {
            "whole": [
                {
                    "text": write_token(token),
                    "team": base64(token.team),
                    "address": token.relay.address,
                    "seed": token.seed.hex(),
                    "pinned": {"seq": 41, "hash": base64(token.pinned.hash)},
                }
            ],
            "broken": _broken(write_token(token)),
        },
    }


def _link(link: InviteLink) -> dict[str, object]:
    return {
        "text": write_link(link),
        "team": base64(link.team),
        "invite": link.invite,
        "event": base64(link.event),
        "address": link.relay.address,
        "secret": link.secret.hex(),
        "invite_public": base64(invite_signing_key(link.secret).public),
        "name_key": name_key_from_invite(link.secret).hex(),
    }


def _broken(text: str) -> list[str]:
    """A whole text mistyped in several ways."""
    middle = len(text) // 2
    swapped = "A" if text[middle] != "A" else "B"
    return [
        "",
        text[:-1],
        text + "A",
        text[:middle] + swapped + text[middle + 1 :],
        text[:middle] + text[middle + 1 :],
        text.upper(),
        text.replace("k", "K", 1),
        text[:middle] + "é" + text[middle + 1 :],
    ]


def _words() -> dict[str, object]:
    team, head = chance("team"), chance("head")
    reading = head_reading(team, 41, head)
    who = Identity.from_seed(chance("seed 1"))
    invite = chance("invite event")
    return {
        "head": {
            "team": base64(team),
            "seq": 41,
            "hash": base64(head),
            "words": list(reading.words),
            "number": reading.number,
        },
        "safety": {
            "team": base64(team),
            "invite_event": base64(invite),
            "sign": base64(who.sign_public),
            "box": base64(who.box_public),
            "words": list(safety_words(team, invite, who.sign_public, who.box_public)),
        },
    }
