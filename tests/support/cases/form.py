"""Bodies that are not what a program of ours writes, and what each is called."""

import json
from collections.abc import Callable

from keylease.crypto.signing import SignatureType
from keylease.errors import Code
from keylease.model import events as e
from keylease.model.events import EncryptedMeta
from keylease.model.signed import Signed
from support.cases.world import Case, World, accepted, refused
from support.terms import Person

Edit = Callable[[bytes], bytes]


def sign(by: Person, body: bytes) -> Signed:
    return Signed(body=body, sigs=(by.key.sign(SignatureType.EVENT, body),))


def freeze(w: World, by: Person | None = None) -> Signed:
    return w.draft(by or w.mia, e.KeyFreeze(key=w.key))


def edited(edit: Edit) -> Callable[[World], Signed]:
    """Mia freezes a key by a body written otherwise, and signs what she wrote."""
    return lambda w: sign(w.mia, edit(freeze(w).body))


def tampered(edit: Edit) -> Callable[[World], Signed]:
    """The body is written otherwise after Mia signed."""

    def write(w: World) -> Signed:
        entry = freeze(w)
        return Signed(body=edit(entry.body), sigs=entry.sigs)

    return write


def swap(old: str, new: str) -> Edit:
    def edit(body: bytes) -> bytes:
        assert body.count(old.encode()) >= 1, old
        return body.replace(old.encode(), new.encode(), 1)

    return edit


def _reordered(body: bytes) -> bytes:
    value = json.loads(body)
    return json.dumps(dict(reversed(value.items())), separators=(",", ":")).encode()


def number(name: str, text: str) -> Edit:
    def edit(body: bytes) -> bytes:
        value = json.loads(body)[name]
        return swap(f'"{name}":{value}', f'"{name}":{text}')(body)

    return edit


def _loose_base64(body: bytes) -> bytes:
    """The nonce's last character carries filler bits that are not zero."""
    nonce = json.loads(body)["nonce"]
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    loose = nonce[:-3] + digits[digits.index(nonce[-3]) + 1] + "=="
    return body.replace(nonce.encode(), loose.encode())


def _newer(version: str, x: str = "1") -> Edit:
    """A body of a newer version, with a field that this one does not have."""
    return swap('"v":1', f'"v"{version},"x":{x}')


def _at_the_end(field: str) -> Edit:
    """One more field behind the others, perhaps one that is there already."""
    return lambda body: body[:-1] + b"," + field.encode() + b"}"


def _nested(lists: int) -> str:
    return "[" * lists + "1" + "]" * lists


def _sized(w: World, length: int) -> Signed:
    """A body of exactly that length, by a `meta` as large as it takes."""
    for box in range(length * 3 // 4 - 1_000, length * 3 // 4):
        meta = EncryptedMeta(epoch=w.state.epoch, box=bytes(box))
        data = e.KeyFreeze(key=w.key)
        for name in ("reason", "reason_1", "reason_12", "reason_123", "reason_1234"):
            entry = w.draft(w.mia, data, meta=meta, commitments={name: bytes(32)})
            if len(entry.body) == length:
                return entry
    raise AssertionError("no such length")


def no(name: str, code: Code, write: Callable[[World], Signed]) -> Case:
    return refused("order", name, code, write)


CASES = (
    accepted("order", "a body of exactly 65,536 bytes", lambda w: _sized(w, 65_536)),
    no("a body of 65,537 bytes", Code.E_SIZE, lambda w: _sized(w, 65_537)),
    no("too large and of another version", Code.E_SIZE, lambda w: sign(w.mia, b"9" * 65_537)),
    no("another version", Code.E_UPGRADE, edited(number("v", "2"))),
    no("another version, not signed by its author", Code.E_UPGRADE, tampered(number("v", "2"))),
    no("version 0", Code.E_UPGRADE, edited(number("v", "0"))),
    no("a type unknown", Code.E_UPGRADE, edited(swap("key.freeze", "key.melt"))),
    no(
        "a type unknown, by nobody known",
        Code.E_UPGRADE,
        lambda w: sign(
            stranger := w.team.person("Nia"),
            freeze(w)
            .body.replace(w.mia.id.encode(), stranger.id.encode())
            .replace(b"key.freeze", b"x"),
        ),
    ),
    no("no JSON", Code.E_PARSE, lambda w: sign(w.mia, b"freeze it")),
    no("nothing", Code.E_PARSE, lambda w: sign(w.mia, b"")),
    no("a list", Code.E_PARSE, lambda w: sign(w.mia, b"[]")),
    no("a version that is text", Code.E_PARSE, edited(number("v", '"1"'))),
    no("a version that is true", Code.E_PARSE, edited(number("v", "true"))),
    no("a version with a fraction", Code.E_PARSE, edited(number("v", "1.0"))),
    no("a version with an exponent", Code.E_PARSE, edited(number("v", "1e0"))),
    no("version minus zero", Code.E_UPGRADE, edited(number("v", "-0"))),
    no("version 2^53", Code.E_UPGRADE, edited(number("v", str(2**53)))),
    no("another version, with white space", Code.E_UPGRADE, edited(_newer(": 2"))),
    no("another version, 32 deep", Code.E_UPGRADE, edited(_newer(":2", _nested(31)))),
    no("another version, 33 deep", Code.E_PARSE, edited(_newer(":2", _nested(32)))),
    no("another version, with NaN", Code.E_PARSE, edited(_newer(":2", "NaN"))),
    no("another version, with a float", Code.E_UPGRADE, edited(_newer(":2", "1.5"))),
    no(
        "another version, with a lone surrogate",
        Code.E_PARSE,
        edited(_newer(":2", '"\\ud800"')),
    ),
    no("no author", Code.E_PARSE, edited(swap('"author"', '"writer"'))),
    no("no data", Code.E_PARSE, edited(swap('"data"', '"date"'))),
    no("cut short", Code.E_PARSE, edited(lambda body: body[:-1])),
    no("something behind it", Code.E_PARSE, edited(lambda body: body + b"\n")),
    no("a byte-order mark", Code.E_PARSE, edited(lambda body: b"\xef\xbb\xbf" + body)),
    no("white space", Code.E_PARSE, edited(swap(":", ": "))),
    no("a field twice", Code.E_PARSE, edited(swap("{", '{"v":1,'))),
    no("a field twice, the first one wrong", Code.E_PARSE, edited(swap("{", '{"v":2,'))),
    no("a version twice, the last one newer", Code.E_UPGRADE, edited(_at_the_end('"v":2'))),
    no("a version twice, the last one text", Code.E_PARSE, edited(_at_the_end('"v":"1"'))),
    no(
        "an author twice, the last one another",
        Code.E_SIG,
        lambda w: edited(_at_the_end(f'"author":"{w.ana.id}"'))(w),
    ),
    no(
        "an author twice, the last one unknown",
        Code.E_AUTHOR_INACTIVE,
        edited(_at_the_end(f'"author":"mem_{"a" * 26}"')),
    ),
    no(
        "data twice, the last of a type unknown",
        Code.E_UPGRADE,
        edited(_at_the_end('"data":{"type":"key.melt"}')),
    ),
    no("data twice, the last a number", Code.E_PARSE, edited(_at_the_end('"data":1'))),
    no(
        "a type twice, the last one unknown",
        Code.E_UPGRADE,
        edited(swap('"key.freeze"', '"key.freeze","type":"key.melt"')),
    ),
    no(
        "a type twice, the first one unknown",
        Code.E_PARSE,
        edited(swap('"key.freeze"', '"key.melt","type":"key.freeze"')),
    ),
    no("a field twice, after it was signed", Code.E_SIG, tampered(_at_the_end('"v":1'))),
    no("a version below zero", Code.E_UPGRADE, edited(number("v", "-1"))),
    no("a version of 4,300 digits", Code.E_UPGRADE, edited(number("v", "9" * 4_300))),
    no("a version of 4,301 digits", Code.E_PARSE, edited(number("v", "9" * 4_301))),
    no("a version of minus 4,299 digits", Code.E_UPGRADE, edited(number("v", "-" + "9" * 4_299))),
    no("a version of minus 4,300 digits", Code.E_PARSE, edited(number("v", "-" + "9" * 4_300))),
    no("another version, 4,300 digits", Code.E_UPGRADE, edited(_newer(":2", "9" * 4_300))),
    no("another version, 4,301 digits", Code.E_PARSE, edited(_newer(":2", "9" * 4_301))),
    no(
        "another version, minus 4,300 digits", Code.E_PARSE, edited(_newer(":2", "-" + "9" * 4_300))
    ),
    no(
        "another version, 5,000 digits and a fraction",
        Code.E_UPGRADE,
        edited(_newer(":2", "9" * 5_000 + ".5")),
    ),
    no("another version, a field twice", Code.E_UPGRADE, edited(_newer(':2,"x":[]'))),
    no(
        "another version, a field twice, the first one 40 deep",
        Code.E_UPGRADE,
        edited(_newer(f':2,"x":{_nested(39)}')),
    ),
    no(
        "another version, a field twice, the first one a lone surrogate",
        Code.E_PARSE,
        edited(_newer(':2,"x":"\\ud800"')),
    ),
    no("a time of minus 2^53 + 1", Code.E_FIELD, edited(number("ts", str(1 - 2**53)))),
    no("a time of minus 2^53", Code.E_PARSE, edited(number("ts", str(-(2**53))))),
    no("an escape not needed", Code.E_PARSE, edited(swap("key.freeze", "key\\u002efreeze"))),
    no("NaN", Code.E_PARSE, edited(number("ts", "NaN"))),
    no("Infinity", Code.E_PARSE, edited(number("ts", "Infinity"))),
    no("a time with a fraction", Code.E_PARSE, edited(number("ts", "1.5"))),
    no("a time with an exponent", Code.E_PARSE, edited(number("ts", "1e3"))),
    no("a time beyond doubles", Code.E_PARSE, edited(number("ts", "1e999"))),
    no("a time of 2^53", Code.E_PARSE, edited(number("ts", str(2**53)))),
    no("a time of 5,000 digits", Code.E_PARSE, edited(number("ts", "9" * 5_000))),
    no("minus zero", Code.E_PARSE, edited(number("ts", "-0"))),
    no("a leading zero", Code.E_PARSE, edited(number("ts", "01"))),
    no("a lone surrogate", Code.E_PARSE, edited(swap('"v":1', '"v":1,"x":"\\ud800"'))),
    no("text not in normal form C", Code.E_PARSE, edited(swap('"v":1', '"v":1,"x":"e\u0301"'))),
    no("33 deep", Code.E_PARSE, edited(swap('"v":1', f'"v":1,"x":{_nested(32)}'))),
    no("32 deep", Code.E_FIELD, edited(swap('"v":1', f'"v":1,"x":{_nested(31)}'))),
    no("100,000 deep", Code.E_SIZE, lambda w: sign(w.mia, b"[" * 100_000)),
    no("60,000 deep", Code.E_PARSE, lambda w: sign(w.mia, b"[" * 60_000)),
    no("a field unknown", Code.E_FIELD, edited(swap('"v":1', '"v":1,"x":1'))),
    no("a field unknown in data", Code.E_FIELD, edited(swap('"key":', '"lock":1,"key":'))),
    no("a field missing", Code.E_FIELD, edited(swap('"seq":', '"number":'))),
    no("fields in another order", Code.E_FIELD, edited(_reordered)),
    no(
        "null for what is not there",
        Code.E_FIELD,
        edited(lambda body: body[:-1] + b',"meta":null}'),
    ),
    no("a negative time", Code.E_FIELD, edited(number("ts", "-1"))),
    no("an id of another kind", Code.E_FIELD, edited(swap('"key":"key_', '"key":"grt_'))),
    no(
        "an id in capitals",
        Code.E_FIELD,
        lambda w: sign(
            w.mia, freeze(w).body.replace(w.key[4:].encode(), w.key[4:].upper().encode())
        ),
    ),
    no(
        "an id with a line feed behind it",
        Code.E_FIELD,
        lambda w: sign(w.mia, freeze(w).body.replace(w.key.encode(), w.key.encode() + b"\\n")),
    ),
    no(
        "a nonce of 15 bytes",
        Code.E_FIELD,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), nonce=bytes(15)),
    ),
    no("base64 with filler bits", Code.E_FIELD, edited(_loose_base64)),
    no("base64 without padding", Code.E_FIELD, edited(swap('==","seen"', '","seen"'))),
)
