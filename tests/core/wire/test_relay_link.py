"""The link to a relay that was brought back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Usage
from keylease.model.events import RelayIdentity
from keylease.wire.relay_link import read_relay_link, write_relay_link

RELAY = RelayIdentity(key=bytes(range(32)), address="file:///home/ada/relays/1", pins=())


def test_what_is_written_is_read() -> None:
    link = write_relay_link(RELAY)
    assert link.startswith("keylease:relay?")
    assert read_relay_link(f" {link}\n") == RELAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "keylease:relay?",
        "keylease:join?abc",
        "keylease:relay?e30",
        "keylease:relay?" + "A" * 2000,
    ],
)
def test_anything_else_is_no_link(text: str) -> None:
    with pytest.raises(Usage) as refused:
        read_relay_link(text)
    assert refused.value.code is Code.E_LINK


@given(st.text(max_size=200), st.integers(0, 60))
def test_a_link_with_something_else_in_it_is_none(other: str, at: int) -> None:
    link = write_relay_link(RELAY)
    changed = link[:at] + other + link[at:]
    if changed.strip(" \t\r\n") != link:
        with pytest.raises(Usage):
            read_relay_link(changed)
