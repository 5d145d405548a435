import pytest

from keylease.errors import Code, Tampered
from keylease.model import events as e
from keylease.wire.events import (
    EVENT_TYPES,
    LARGEST_EVENT,
    peek_author,
    read_event,
    write_event,
)
from support.cases.world import World, fresh_world


@pytest.fixture
def w() -> World:
    return fresh_world(1)


def body(w: World) -> bytes:
    return w.draft(w.mia, e.KeyFreeze(key=w.key)).body


def test_every_event_of_a_ledger_is_written_as_it_was_read(w: World) -> None:
    for entry in w.team.log:
        assert write_event(read_event(entry.body)) == entry.body


def test_there_are_45_types() -> None:
    assert len(EVENT_TYPES) == 45


def test_a_peek_finds_the_author(w: World) -> None:
    assert peek_author(body(w)) == w.mia.id
    assert peek_author(body(w).replace(b":", b" : ")) == w.mia.id
    assert peek_author(body(w).replace(b'"seq":', b'"seq":1.5,"x":')) == w.mia.id


def test_who_brings_their_keys_is_nobody_yet(w: World) -> None:
    assert peek_author(w.team.log[0].body) is None
    assert peek_author(w.team.draft_join(w.invite, w.team.person("Nia")).body) is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'"v":1', b'"v":2', Code.E_UPGRADE),
        (b"key.freeze", b"key.burn", Code.E_UPGRADE),
        (b'"v":1', b'"v":true', Code.E_PARSE),
        (b'"v":1', b'"v":1.0', Code.E_PARSE),
        (b'"v":1', b'"w":1', Code.E_PARSE),
        (b'"type"', b'"kind"', Code.E_PARSE),
        (b'"v":1', b'"v":1,"x":' + b"[" * 40 + b"]" * 40, Code.E_PARSE),
        (b'"v":1', b'"v":' + b"1" * 5_000, Code.E_PARSE),
        (b"{", b"", Code.E_PARSE),
    ],
)
def test_a_peek_that_sees_nothing(w: World, old: bytes, new: bytes, code: Code) -> None:
    with pytest.raises(Tampered) as refusal:
        peek_author(body(w).replace(old, new, 1))
    assert refusal.value.code is code


def test_size_comes_first() -> None:
    for read in (read_event, peek_author):
        with pytest.raises(Tampered) as refusal:
            read(b" " * (LARGEST_EVENT + 1))
        assert refusal.value.code is Code.E_SIZE
