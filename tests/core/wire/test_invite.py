import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from keylease.errors import Code, Usage
from keylease.model.events import RelayIdentity
from keylease.wire.invite import LARGEST_LINK, InviteLink, read_link, write_link

LINK = InviteLink(
    relay=RelayIdentity(key=b"k" * 32, address="file:///home/ada/keylease/relay", pins=()),
    team=b"t" * 32,
    invite="inv_" + "a" * 26,
    event=b"e" * 32,
    secret=b"canary-canary-ca",
)


def with_address(address: str, *pins: bytes) -> InviteLink:
    return structs.replace(LINK, relay=RelayIdentity(b"k" * 32, address, pins))


@pytest.mark.parametrize("link", [LINK, with_address("https://relay.example:8443/", b"p" * 32)])
def test_a_link_is_read_as_it_was_written(link: InviteLink) -> None:
    text = write_link(link)
    assert read_link(text) == link
    assert read_link(f"  {text}\n") == link
    assert text.startswith("keylease:join?")
    assert text.isascii()


def test_the_secret_stands_only_behind_the_hash() -> None:
    other = structs.replace(LINK, secret=bytes(16))
    before, _, secret = write_link(LINK).partition("#")
    assert write_link(other).partition("#")[0] == before
    assert len(secret) == 22


@pytest.mark.attack("F08")
def test_f08_a_link_is_never_longer_than_1_kib() -> None:
    assert len(write_link(with_address("https://" + "a" * 400, b"p" * 32))) <= LARGEST_LINK
    with pytest.raises(Usage) as refusal:
        write_link(with_address("https://" + "a" * 500, b"p" * 32))
    assert refusal.value.code is Code.E_LINK
    with pytest.raises(Usage):
        read_link(write_link(LINK) + "A" * LARGEST_LINK)


TEXT = write_link(LINK)


@pytest.mark.attack("F08")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "keylease:join?",
        "keylease:join?#",
        TEXT[:-1],
        TEXT + "A",
        TEXT.partition("#")[0],
        TEXT.replace("#", ""),
        TEXT.replace("#", "=#"),
        TEXT.replace("keylease:", "KEYLEASE:"),
        TEXT.replace("join?", "join?/"),
        TEXT.replace("join?", "leave?"),
        TEXT.replace("?", "?\n"),
        "https://evil.example/#" + TEXT,
        TEXT + "é",
        TEXT + "#" + TEXT,
    ],
)
def test_f08_anything_else_is_no_link(text: str) -> None:
    with pytest.raises(Usage) as refusal:
        read_link(text)
    assert refusal.value.code is Code.E_LINK


@given(st.integers(14, len(TEXT) - 1), st.characters(codec="ascii"))
def test_another_letter_makes_another_link_or_none(place: int, letter: str) -> None:
    changed = TEXT[:place] + letter + TEXT[place + 1 :]
    try:
        link = read_link(changed)
    except Usage:
        return
    assert (link == LINK) == (changed.strip() == TEXT)


@pytest.mark.attack("E06")
def test_e06_its_repr_shows_no_secret() -> None:
    assert repr(LINK) == "<secret>"
