"""Bytes: what is signed and hashed, and how a JSON text is read (PROTOCOL.md, "Bytes")."""

import base64
import hashlib
import json
import unicodedata
from typing import Any

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

Json = dict[str, Any]
ZEROS = base64.b64encode(bytes(32)).decode()
NOWHERE: Json = {"seq": 0, "hash": ZEROS}
"""The head of an access log without a line."""


class Wrong(Exception):
    """What is wrong: a code of PROTOCOL.md, where, and in words."""

    def __init__(self, code: str, where: str = "", why: str = "") -> None:
        super().__init__(code, where, why)
        self.code, self.where, self.why = code, where, why

    def __str__(self) -> str:
        why = self.why or "the law of the team does not allow this"
        return f"{self.where}: {why} ({self.code})." if self.where else f"{why} ({self.code})."


def need(condition: object, code: str, why: str = "") -> None:
    """Stop with the code unless the condition holds."""
    if not condition:
        raise Wrong(code, why=why)


def raw(text: str) -> bytes:
    """Bytes of a base64 text."""
    return base64.b64decode(text)


def text(content: bytes) -> str:
    """Base64 text of bytes."""
    return base64.b64encode(content).decode()


def pae(kind: str, body: bytes) -> bytes:
    """DSSE's pre-authentication encoding."""
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(body), body)


def lp(*parts: bytes) -> bytes:
    """Each part behind its length."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def tagged(tag: str, content: bytes) -> bytes:
    """H(tag, x)."""
    return hashlib.sha256(pae(tag, content)).digest()


def signed(public: str, kind: str, body: bytes, signature: bytes) -> bool:
    """Whether the key's holder signed the body for this purpose."""
    key = raw(public)
    if len(key) != 32 or len(signature) != 64:  # libsodium would read on beyond a shorter one
        return False
    try:
        return bool(sodium.crypto_sign_open(signature + pae(f"keylease/{kind}/v1", body), key))
    except CryptoError:
        return False


def member_id(d: Json) -> str:
    """The member id of the keys in `d`."""
    digest = tagged("keylease/member/v1", lp(raw(d["sign"]), raw(d["box"])))
    return "mem_" + base64.b32encode(digest).decode().lower()[:26]


def fit_sign(public: str) -> bool:
    """Whether it is a usable Ed25519 key."""
    return bool(sodium.crypto_core_ed25519_is_valid_point(raw(public)))


def fit_box(public: str) -> bool:
    """Whether it is a usable X25519 key."""
    try:
        sodium.crypto_scalarmult(bytes(32), raw(public))
    except CryptoError:
        return False
    return int.from_bytes(raw(public), "little") < 2**255 - 19


class Inexact:
    """Stands for a number with a fraction or an exponent, which no body may have."""


LONGEST_INTEGER = 4300  # characters, a minus sign included


def parse(body: bytes) -> Any:  # noqa: ANN401
    """What a JSON text says, whatever its form; ValueError where it is none."""
    dropped: list[object] = []

    def pairs(items: list[tuple[str, object]]) -> Json:
        dropped.extend(items)
        return dict(items)

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    def whole(number: str) -> int:
        if len(number) > LONGEST_INTEGER:
            raise ValueError("too long")
        return int(number)

    try:
        value = json.loads(
            body.decode(),
            object_pairs_hook=pairs,
            parse_int=whole,
            parse_float=lambda _: Inexact(),
            parse_constant=refuse,
        )
        json.dumps([value, dropped], ensure_ascii=False, default=str).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


def written(value: object) -> bytes | None:
    """The canonical text of a value; None if it has none."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except TypeError:
        return None


def plain(value: object, depth: int = 0) -> bool:
    """Whether a value has only what a canonical form may have."""
    if depth > 32:
        return False
    if isinstance(value, dict):
        return all(plain(k, depth + 1) and plain(v, depth + 1) for k, v in value.items())
    if isinstance(value, list):
        return all(plain(item, depth + 1) for item in value)
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value)
    return not isinstance(value, int) or abs(value) < 2**53


def shallow(value: object, depth: int = 0) -> bool:
    """Whether a value nests at most 32 deep."""
    if isinstance(value, dict):
        value = list(value.values())
    inner = value if isinstance(value, list) else []
    return depth <= 32 and all(shallow(item, depth + 1) for item in inner)
