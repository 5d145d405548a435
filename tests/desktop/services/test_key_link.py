"""The link in a note for colleagues."""

import pytest

from keylease.model.base import new_id
from keylease_desktop.services.key_link import key_link, read_key_link

KEY = new_id("key", bytes(range(16)))


def test_there_and_back() -> None:
    assert key_link(KEY) == f"keylease:key?id={KEY}"
    assert read_key_link(key_link(KEY)) == KEY
    assert read_key_link(f" {key_link(KEY)}/\n") == KEY  # as some desktops hand it over


@pytest.mark.attack("F08")
@pytest.mark.parametrize(
    "text",
    ["", "keylease:key", f"keylease:key?id={KEY}x", f"keylease:key?id={KEY}&act=revoke", f"x{KEY}"],
)
def test_nothing_else_is_one(text: str) -> None:
    assert read_key_link(text) is None
