"""Bytes made to confuse or exhaust a reader: one documented code each, at once."""

import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError
from keylease.ledger.fold import apply, fold
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.wire.canonical import encode
from keylease.wire.events import peek_author, read_event
from keylease.wire.invite import read_link
from keylease.wire.record import read_record
from keylease.wire.requests import ENTRY, HEAD, LOAD, MESSAGE, REPLY, REQUEST, SEEN
from keylease.wire.state import read_state, write_state
from keylease.wire.token import read_token
from support.cases.world import World, fresh_world
from support.ledgers import random_ledger

Read = Callable[[bytes], object]
FORMS = {Code.E_SIZE, Code.E_PARSE, Code.E_FIELD}


def code_of(read: Read, body: bytes) -> Code | None:
    try:
        read(body)
    except KeyleaseError as refusal:
        return refusal.code
    return None


def signed(w: World, body: bytes) -> Signed:
    """Mia signed it, whatever it is."""
    return Signed(body=body, sigs=(w.mia.key.sign(SignatureType.EVENT, body),))


def freeze(w: World) -> bytes:
    return w.draft(w.mia, e.KeyFreeze(key=w.key)).body


def judged(w: World, body: bytes) -> Code | None:
    return code_of(lambda b: apply(w.state, signed(w, b)), body)


HEAD_BODY = encode(
    a.Head(
        v=1,
        team=bytes(32),
        ledger=Position(seq=7, hash=bytes(32)),
        access=Position(seq=0, hash=bytes(32)),
        at=1_000,
    )
)
CONFUSIONS = {
    "a field twice": (b'"v":1', b'"v":1,"v":1'),
    "NaN": (b'"v":1', b'"v":NaN'),
    "Infinity": (b'"v":1', b'"v":Infinity'),
    "minus infinity": (b'"v":1', b'"v":-Infinity'),
    "a float": (b'"v":1', b'"v":1.0'),
    "an exponent": (b'"v":1', b'"v":1e0'),
    "minus zero": (b'"seq":', b'"n":-0,"seq":'),
    "2^53": (b'"seq":', b'"n":9007199254740992,"seq":'),
    "a lone surrogate": (b'"v":1', b'"v":1,"x":"\\udfff"'),
    "a surrogate in UTF-8": (b'"v":1', b'"v":1,"x":"\xed\xa0\x80"'),
    "no normal form C": (b'"v":1', b'"v":1,"x":"A\xcc\x8a"'),
    "a NUL": (b'"v":1', b'"v":1,"x":"\x00"'),
    "an overlong UTF-8": (b'"v":1', b'"v":1,"x":"\xc0\xaf"'),
    "white space": (b'"v":1', b'"v": 1'),
    "a comment": (b'"v":1', b'"v":1/**/'),
}


@pytest.mark.attack("D01")
@pytest.mark.parametrize("name", CONFUSIONS)
def test_d01_confusing_json_is_not_read(name: str) -> None:
    w = fresh_world(7)
    old, new = CONFUSIONS[name]
    assert judged(w, freeze(w).replace(old, new, 1)) is Code.E_PARSE
    assert code_of(HEAD.read, HEAD_BODY.replace(old, new, 1)) is Code.E_PARSE


@pytest.mark.attack("D01")
@pytest.mark.parametrize(
    "around", [(b"\xef\xbb\xbf", b""), (b"", b" "), (b"", b"\x00"), (b"", b"{}"), (b" ", b"")]
)
def test_d01_nothing_stands_around_a_body(around: tuple[bytes, bytes]) -> None:
    w = fresh_world(7)
    assert judged(w, around[0] + freeze(w) + around[1]) is Code.E_PARSE
    assert code_of(HEAD.read, around[0] + HEAD_BODY + around[1]) is Code.E_PARSE


BOMBS = {
    "brackets": b"[" * 60_000,
    "braces": b'{"a":' * 12_000,
    "brackets inside": b'{"v":1,"author":"mem_' + b"a" * 26 + b'","data":' + b"[" * 50_000,
    "closed brackets": b"[" * 30_000 + b"]" * 30_000,
    "a number of 10,000 digits": b'{"v":' + b"9" * 10_000 + b"}",
    "an exponent of 10,000 digits": b'{"v":1e' + b"9" * 10_000 + b"}",
    "an unfinished text": b'{"v":"' + b"\\" * 60_000,
}


@pytest.mark.attack("D02")
@pytest.mark.parametrize("name", BOMBS)
def test_d02_bombs_are_no_json(name: str) -> None:
    w = fresh_world(7)
    entry = signed(w, BOMBS[name])
    reads: list[Read] = [read_event, peek_author, REQUEST.read, REPLY.read, read_state]
    for read in [*reads, lambda _: apply(w.state, entry)]:
        began = time.thread_time()  # of this thread alone, whatever else the machine does
        code = code_of(read, BOMBS[name])
        assert code is Code.E_PARSE
        assert time.thread_time() - began < 2


@pytest.mark.attack("D02")
def test_d02_what_is_too_large_is_not_even_looked_at() -> None:
    for read in (read_event, peek_author, HEAD.read, ENTRY.read):
        assert code_of(read, b"[" * 100_000) is Code.E_SIZE


@pytest.mark.attack("D04")
@pytest.mark.parametrize("read", [MESSAGE.read, REQUEST.read, LOAD.read])
@pytest.mark.parametrize("part", [b"[],", b"0,", b'"",'])
def test_d04_nothing_is_built_of_what_nobody_has_signed(read: Read, part: bytes) -> None:
    body = b"[" + part * 2_000_000 + b"0]"
    tracemalloc.start()
    try:
        assert code_of(read, body) is Code.E_PARSE
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


STATE = write_state(fresh_world(7).state)
SAMPLES: dict[str, tuple[Read, bytes]] = {
    "event": (read_event, fresh_world(7).team.log[-1].body),
    "head": (HEAD.read, HEAD_BODY),
    "seen": (
        SEEN.read,
        HEAD_BODY.replace(b'"ledger"', b'"author":"mem_' + b"a" * 26 + b'","ledger"'),
    ),
    "request": (
        REQUEST.read,
        encode(
            a.AccessRequest(
                v=1,
                team=bytes(32),
                relay=bytes(32),
                author="mem_" + "a" * 26,
                rid=bytes(16),
                ts=1,
                client="keylease",
                op=a.Fetch(lines_after=0, limit=9),
            )
        ),
    ),
    "reply": (REPLY.read, encode(a.Refusal(code="E_ROLE", at=7))),
    "state": (read_state, STATE),
    "record": (read_record, b'{"value":"sk","r":"' + b"A" * 43 + b'="}'),
}


@st.composite
def damaged(draw: st.DrawFn, sample: bytes) -> bytes:
    """The sample with bits flipped, parts cut out, doubled, moved, or replaced by nonsense."""
    body = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(body) - 1)))
        end = draw(st.integers(start, min(len(body), start + 40)))
        part = body[start:end]
        new = draw(
            st.sampled_from(
                [b"", part * 2, part[::-1], part.swapcase(), b'"', b"{", b"]", b"null", b"1e9"]
            )
            | st.binary(max_size=8)
            | st.integers().map(lambda n: str(n).encode())
        )
        body = body[:start] + new + body[end:]
    return body


@pytest.mark.attack("D04")
@pytest.mark.parametrize("name", SAMPLES)
def test_d04_every_sample_is_whole(name: str) -> None:
    read, body = SAMPLES[name]
    assert code_of(read, body) is None


@pytest.mark.attack("D04")
@given(st.data())
@pytest.mark.parametrize("name", SAMPLES)
def test_d04_fuzzed_messages_have_documented_codes(name: str, data: st.DataObject) -> None:
    read, sample = SAMPLES[name]
    body = data.draw(damaged(sample))
    code = code_of(read, body)
    assert code in FORMS or (code is None and body_is_whole(read, body))


def body_is_whole(read: Read, body: bytes) -> bool:
    """What was accepted is what would have been written."""
    value = read(body)
    return body in (encode(value), write_state(value) if read is read_state else b"")


@pytest.mark.attack("D04")
@given(st.data())
def test_d04_fuzzed_entries_have_documented_codes(data: st.DataObject) -> None:
    """Signed by their author, so that the signature is no shield for what lies behind it.

    What comes through is another entry that the author may write, with a later time, say.
    """
    w = fresh_world(7)
    body = data.draw(damaged(freeze(w)))
    if judged(w, body) is None:
        assert body_is_whole(read_event, body)
        assert read_event(body).author == w.mia.id


@pytest.mark.attack("D04")
@given(st.integers(0, 2**32), st.data())
def test_d04_no_flipped_bit_of_a_ledger_goes_unnoticed(seed: int, data: st.DataObject) -> None:
    log = random_ledger(seed, 25)
    place = data.draw(st.integers(0, len(log) - 1))
    entry = log[place]
    whole = entry.body + b"".join(entry.sigs)
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    flipped = bytearray(whole)
    flipped[bit // 8] ^= 1 << bit % 8
    body, rest = bytes(flipped[: len(entry.body)]), bytes(flipped[len(entry.body) :])
    sigs = tuple(rest[start : start + 64] for start in range(0, len(rest), 64))
    bad = [*log[:place], Signed(body=body, sigs=sigs), *log[place + 1 :]]
    assert code_of(lambda _: fold(bad), b"") is not None


@pytest.mark.attack("D04")
@given(st.text(max_size=200) | st.text("klt1_keylease:join?#ABab0-_", max_size=80))
def test_d04_any_text_is_a_link_or_token_or_refused(text: str) -> None:
    for read, code in ((read_link, Code.E_LINK), (read_token, Code.E_TOKEN)):
        assert code_of(lambda _, read=read: read(text), b"") is code
