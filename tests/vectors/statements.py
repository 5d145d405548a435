"""Vectors of what relay and members say: requests, entries, heads, seen statements, the chain."""

from base64 import b64encode
from hashlib import sha512

from nacl.bindings import crypto_core_ed25519_add
from spelled import base64, chance

from keylease.crypto.hashing import pae
from keylease.crypto.signing import SignatureType, SigningKey
from keylease.ledger.chain import NOTHING, NOWHERE, access_leaf, access_link, access_root
from keylease.model import access as a
from keylease.model.arrival import Load, Loaded
from keylease.model.base import Position, new_id
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.wire.canonical import encode
from keylease.wire.relay_link import write_relay_link
from support.points import ED25519_LOW_ORDER, ORDER, with_larger_s

TEAM = chance("team")
RELAY = SigningKey(chance("relay"))
MEMBER = SigningKey(chance("member"))
MEMBER_ID = "mem_" + "a" * 26
NOW = 1_767_225_600_000
HEAD = Position(seq=41, hash=chance("head"))
PIN = chance("pin")


def files() -> dict[str, object]:
    """The files of this kind."""
    return {
        "statements.json": {
            "about": "`kind` names table and signature type; whole ones are read and verified by "
            "`public`, the others refused",
            "vectors": [*_whole(), *_broken(), *_made_up()],
        },
        "access_chain.json": _chain(),
        "moving.json": {
            "about": "what is said, unsigned, while a team comes to another relay; and its link",
            "vectors": [*_moving(), *_moving_broken()],
            "link": _claim_link(),
        },
    }


def _request(operation: a.AnyOperation, rid: str) -> a.AccessRequest:
    return a.AccessRequest(
        v=1,
        team=TEAM,
        relay=RELAY.public,
        author=MEMBER_ID,
        rid=chance(rid, 16),
        ts=NOW,
        client='keylease 1.0 "test" \\',
        op=operation,
        head=HEAD,
    )


def _operations() -> dict[str, a.AnyOperation]:
    key, grant = new_id("key", chance("key", 16)), new_id("grt", chance("grant", 16))
    event = Signed(body=b"{}", sigs=(bytes(64),))
    return {
        "open": a.Open(grant=grant, version=1, purpose=a.Purpose.RUN),
        "note": a.Note(key=key, version=1, purpose=a.Purpose.SHOW),
        "report": a.Report(grant=grant, version=1, purpose=a.Purpose.BROKERED, used=NOW - 1),
        "fetch": a.Fetch(lines_after=0, limit=500),
        "append": a.Append(events=(event,)),
        "stage": a.Stage(items=(a.StageItem(envelope=b"\x02x"), a.StageItem(b"\x01x", bytes(32)))),
        "custody": a.KeepCustody(wanted=(a.WantedEnvelope(key=key, version=1),)),
        "seen": a.LeaveSeen(statement=event),
        "snapshot": a.Snapshot(until=41),
    }


def _sign(key: SigningKey, kind: SignatureType, value: object) -> Signed:
    body = encode(value)
    return Signed(body=body, sigs=(key.sign(kind, body),))


def _opened(number: int) -> a.Entry:
    request = _sign(MEMBER, SignatureType.REQUEST, _request(_operations()["open"], f"rid {number}"))
    outcome = a.RELEASED if number < 3 else "E_REVOKED"
    return a.Entry(
        v=1,
        team=TEAM,
        seq=number,
        request=request,
        outcome=outcome,
        at=NOW + number,
        source="local",
    )


def _statements() -> list[tuple[str, str, SigningKey, SignatureType, object]]:
    position = Position(seq=0, hash=NOTHING)
    head = a.Head(v=1, team=TEAM, ledger=HEAD, access=position, at=NOW)
    seen = a.Seen(v=1, team=TEAM, author=MEMBER_ID, ledger=HEAD, access=position, at=NOW)
    return [
        *(
            (f"to {name}", "request", MEMBER, SignatureType.REQUEST, _request(operation, name))
            for name, operation in _operations().items()
        ),
        ("of a release", "entry", RELAY, SignatureType.ENTRY, _opened(1)),
        ("of a refusal", "entry", RELAY, SignatureType.ENTRY, _opened(3)),
        ("of 41 events and no line", "head", RELAY, SignatureType.HEAD, head),
        ("by a member", "seen", MEMBER, SignatureType.SEEN, seen),
    ]


def _vector(name: str, kind: str, public: bytes, signed: Signed, outcome: str) -> dict[str, object]:
    return {
        "name": name,
        "kind": kind,
        "public": base64(public),
        "body": signed.body.decode("utf-8"),
        "sig": base64(signed.sig),
        **({} if outcome == "whole" else {"refused": outcome}),
    }


def _whole() -> list[dict[str, object]]:
    return [
        _vector(name, kind, key.public, _sign(key, type_, value), "whole")
        for name, kind, key, type_, value in _statements()
    ]


def _broken() -> list[dict[str, object]]:
    """Each statement signed for another purpose, with white space, and with one field more."""
    vectors = []
    for name, kind, key, type_, value in _statements():
        body = encode(value)
        for what, bytes_, signed_as, code in (
            ("signed as event", body, SignatureType.EVENT, "E_SIG"),
            ("with white space", body.replace(b":", b": ", 1), type_, "E_PARSE"),
            ("with a field more", body[:-1] + b',"x":1}', type_, "E_FIELD"),
            ("without its version", body.replace(b'{"v":1,', b"{", 1), type_, "E_FIELD"),
        ):
            signed = Signed(body=bytes_, sigs=(key.sign(signed_as, bytes_),))
            vectors.append(_vector(f"{name}, {what}", kind, key.public, signed, code))
    return vectors


def _made_up() -> list[dict[str, object]]:
    """Signatures that fulfil an equation of Ed25519 and are none: the text says which one counts.

    The point of a public key serves as R, since its logarithm is known here.
    """
    body = encode(a.Seen(1, TEAM, MEMBER_ID, HEAD, Position(seq=0, hash=NOTHING), NOW))
    honest = MEMBER.sign(SignatureType.SEEN, body)
    r, nothing = SigningKey(chance("r")).public, ED25519_LOW_ORDER[0]
    torsion = ED25519_LOW_ORDER[2]
    made_up = {
        "whose S is larger by the group's order": (MEMBER.public, with_larger_s(honest)),
        "by a key of small order": (nothing, r + _number(_logarithm("r"))),
        "whose R is of small order": _with_r(nothing, 0, body),
        "whose R has a part of small order": _with_r(
            crypto_core_ed25519_add(r, torsion), _logarithm("r"), body
        ),
    }
    return [
        _vector(f"by a member, {name}", "seen", public, Signed(body, (sig,)), "E_SIG")
        for name, (public, sig) in made_up.items()
    ]


def _with_r(point: bytes, logarithm: int, body: bytes) -> tuple[bytes, bytes]:
    """The member's key, and its signature with that R: S = r + ha."""
    challenge = sha512(point + MEMBER.public + pae(SignatureType.SEEN, body)).digest()
    h = int.from_bytes(challenge, "little")
    return MEMBER.public, point + _number((logarithm + h * _logarithm("member")) % ORDER)


def _logarithm(seed: str) -> int:
    """The secret scalar of the signing key of that seed."""
    digest = bytearray(sha512(chance(seed)).digest()[:32])
    digest[0] &= 248
    digest[31] = digest[31] & 63 | 64
    return int.from_bytes(digest, "little") % ORDER


def _number(value: int) -> bytes:
    return value.to_bytes(32, "little")


def _loads() -> list[tuple[str, object]]:
    event, claim = Signed(body=b"{}", sigs=(bytes(64),)), chance("claim", 16)
    line = a.Line(leaf=chance("leaf"))
    staged = a.StageItem(envelope=b"\x01x", release=bytes(32))
    return [
        ("asks how far it is", Load(claim=claim)),
        ("events", Load(claim=claim, events=(event, event))),
        ("lines", Load(claim=claim, lines=(line, a.Line(leaf=chance("leaf 2"), entry=event)))),
        ("custody", Load(claim=claim, envelopes=(b"\x02x",))),
        ("what is live", Load(claim=claim, staged=(staged,), owner=MEMBER_ID)),
        ("nowhere", Loaded(access=NOWHERE)),
        ("so far", Loaded(access=Position(seq=3, hash=chance("access")), ledger=HEAD)),
    ]


def _moving() -> list[dict[str, object]]:
    return [
        {"name": name, "kind": type(value).__name__.lower(), "body": encode(value).decode()}
        for name, value in _loads()
    ]


def _moving_broken() -> list[dict[str, object]]:
    vectors: list[dict[str, object]] = []
    for name, value in _loads():
        body = encode(value).decode()
        for what, changed, code in (
            ("with white space", body.replace(":", ": ", 1), "E_PARSE"),
            ("with a field more", body[:-1] + ',"x":1}', "E_FIELD"),
        ):
            kind = type(value).__name__.lower()
            named = f"{name}, {what}"
            vectors.append({"name": named, "kind": kind, "body": changed, "refused": code})
    return vectors


def _claim_link() -> dict[str, object]:
    relay = RelayIdentity(key=RELAY.public, address="https://relay.example:8443", pins=(PIN,))
    claim = chance("claim", 16)
    return {
        "relay": encode(relay).decode(),
        "claim": base64(claim),
        "text": write_relay_link(relay, Secret(claim)),
    }


def _chain() -> dict[str, object]:
    value = access_root(TEAM)
    lines = []
    for number in range(1, 5):
        line = _sign(RELAY, SignatureType.ENTRY, _opened(number))
        leaf = access_leaf(line)
        value = access_link(value, leaf)
        lines.append(
            {
                "body": line.body.decode("ascii"),
                "sig": b64encode(line.sig).decode("ascii"),
                "leaf": base64(leaf),
                "c": base64(value),
            }
        )
    return {"team": base64(TEAM), "root": base64(access_root(TEAM)), "lines": lines}
