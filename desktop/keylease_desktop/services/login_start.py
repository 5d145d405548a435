"""Starting with the desktop session, by the autostart folder of the XDG desktops."""

import os
import sys
from pathlib import Path

ENTRY = """[Desktop Entry]
Type=Application
Name=Keylease
Exec=keylease-desktop
Icon=keylease
X-GNOME-Autostart-enabled=true
"""


def can_start_at_login() -> bool:
    """Whether this system is one where the app knows how."""
    return sys.platform.startswith("linux")


def start_at_login(wanted: bool) -> None:
    """Put the entry there or take it away. OSError where the folder cannot be written."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    entry = Path(base) / "autostart" / "keylease.desktop"
    if wanted:
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(ENTRY)
    else:
        entry.unlink(missing_ok=True)
