"""Starting with the session."""

import sys
from pathlib import Path

import pytest

from keylease_desktop.services.login_start import can_start_at_login, start_at_login


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the XDG desktops")
def test_the_entry_comes_and_goes(own_home: Path) -> None:
    assert can_start_at_login()
    entry = own_home / "config" / "autostart" / "keylease.desktop"
    start_at_login(True)
    assert "Exec=keylease-desktop" in entry.read_text()
    start_at_login(False)
    start_at_login(False)
    assert not entry.exists()
