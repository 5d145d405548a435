"""What the desktop is told of the app."""

import sys
from pathlib import Path

import pytest

from keylease_desktop.services.desktop_entry import has_entries, open_links, start_at_login

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the XDG desktops")


@pytest.fixture
def data(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(own_home / "data"))
    return own_home / "data"


def test_the_entry_comes_and_goes(own_home: Path) -> None:
    assert has_entries()
    entry = own_home / "config" / "autostart" / "keylease.desktop"
    start_at_login(True)
    assert "X-GNOME-Autostart-enabled=true" in entry.read_text()
    start_at_login(False)
    start_at_login(False)
    assert not entry.exists()


def test_links_are_opened_by_a_program_that_is_there(data: Path) -> None:
    entry = data / "applications" / "keylease.desktop"
    open_links(True)
    lines = entry.read_text().splitlines()
    assert "MimeType=x-scheme-handler/keylease;" in lines
    (command,) = (line.removeprefix("Exec=") for line in lines if line.startswith("Exec="))
    program = command.split('"')[1]
    assert Path(program).exists()
    assert command.endswith(" %u")
    open_links(False)
    assert not entry.exists()
