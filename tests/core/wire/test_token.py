from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Usage
from keylease.model.base import Position
from keylease.model.events import RelayIdentity
from keylease.wire.letters import to_base62
from keylease.wire.token import LARGEST_TOKEN, AppToken, read_token, write_token

TOKEN = AppToken(
    team=b"t" * 32,
    relay=RelayIdentity(key=b"k" * 32, address="https://relay.example/", pins=(b"p" * 32,)),
    seed=b"canary-canary-canary-canary-cana",
    pinned=Position(41, b"h" * 32),
)
TEXT = write_token(TOKEN)


def test_a_token_is_read_as_it_was_written() -> None:
    assert read_token(TEXT) == TOKEN
    assert read_token(f"{TEXT}\n") == TOKEN
    assert TEXT.startswith("klt1_")
    assert TEXT.replace("_", "").isalnum()


def test_the_longest_address_still_fits() -> None:
    relay = RelayIdentity(b"k" * 32, "https://" + "a" * 504, (b"p" * 32, b"q" * 32))
    token = AppToken(TOKEN.team, relay, TOKEN.seed, TOKEN.pinned)
    assert len(write_token(token)) <= LARGEST_TOKEN
    assert read_token(write_token(token)) == token


@pytest.mark.attack("C13")
@given(st.integers(0, len(TEXT) - 1), st.characters(codec="ascii"))
def test_c13_one_character_changed_is_noticed(place: int, letter: str) -> None:
    changed = TEXT[:place] + letter + TEXT[place + 1 :]
    if changed.strip() != TEXT:
        with pytest.raises(Usage) as refusal:
            read_token(changed)
        assert refusal.value.code is Code.E_TOKEN


@pytest.mark.attack("C13")
@given(st.integers(0, len(TEXT) - 2))
def test_c13_two_neighbours_swapped_are_noticed(place: int) -> None:
    swapped = TEXT[:place] + TEXT[place + 1] + TEXT[place] + TEXT[place + 2 :]
    if swapped != TEXT:
        with pytest.raises(Usage):
            read_token(swapped)


@pytest.mark.attack("C13")
@pytest.mark.parametrize("length", [0, 1, 4, 5, 6, 50, len(TEXT) - 7, len(TEXT) - 6, len(TEXT) - 1])
def test_c13_a_cut_token_is_noticed(length: int) -> None:
    with pytest.raises(Usage):
        read_token(TEXT[:length])


@pytest.mark.attack("C13")
@pytest.mark.parametrize("body", [b"", b"{}", b'{"team":1}', b"\xff" * 40, b"[" * 900])
def test_c13_a_good_checksum_does_not_make_a_token(body: bytes) -> None:
    text = "klt1_" + to_base62(body)
    with pytest.raises(Usage):
        read_token(f"{text}_{to_base62(crc32(text.encode()).to_bytes(4, 'big'))}")


@pytest.mark.parametrize("text", ["klt1_" + "z" * 10**6, "klt1_é_000000", "klt2_" + TEXT[5:]])
def test_what_is_no_token_is_refused_at_once(text: str) -> None:
    with pytest.raises(Usage):
        read_token(text)


@pytest.mark.attack("E06")
def test_e06_its_repr_shows_no_seed() -> None:
    assert repr(TOKEN) == "<secret>"
