"""How the XDG desktops start the app: with the session, and for a keylease: link."""

import os
import shutil
import sys
from pathlib import Path

NAME = "keylease.desktop"
LINKS = "x-scheme-handler/keylease"
PATIENCE = 5
"""Seconds."""
ENTRY = """[Desktop Entry]
Type=Application
Name=Keylease
Exec={command} %u
Icon=keylease
"""


def has_entries() -> bool:
    """Whether this system is one where the app knows how."""
    return sys.platform.startswith("linux")


def start_at_login(wanted: bool) -> None:
    """Start with the session, or no more. OSError where the folder cannot be written."""
    entry = _folder("XDG_CONFIG_HOME", ".config") / "autostart" / NAME
    _put(entry, "X-GNOME-Autostart-enabled=true\n" if wanted else None)


def open_links(wanted: bool) -> None:
    """Open links that begin with keylease:, or no more. OSError where the folder cannot be
    written.
    """
    entry = _folder("XDG_DATA_HOME", ".local/share") / "applications" / NAME
    _put(entry, f"NoDisplay=true\nMimeType={LINKS};\n" if wanted else None)
    chooser = shutil.which("xdg-mime")
    if wanted and chooser is not None:
        import subprocess

        command = [chooser, "default", NAME, LINKS]
        subprocess.run(command, check=False, timeout=PATIENCE, capture_output=True)


def _put(entry: Path, more: str | None) -> None:
    if more is None:
        entry.unlink(missing_ok=True)
        return
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_text(ENTRY.format(command=_command()) + more)


def _command() -> str:
    """As it is started now: it need not lie where the desktop looks for programs."""
    found = shutil.which("keylease-desktop")
    beside = Path(sys.executable).with_name("keylease-desktop")
    if found is None and not beside.exists():
        return f'"{sys.executable}" -m keylease_desktop'
    return f'"{found or beside}"'


def _folder(variable: str, otherwise: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / otherwise)
