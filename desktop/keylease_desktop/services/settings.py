"""What the app remembers about itself. Nothing secret, and nothing that an edited file could turn
against the team: every value has its bounds, an unknown one is not read.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

NAMES_AT_MOST = 200
GEOMETRY_AT_MOST = 4096


NUMBERS: Final = {
    # name: (least, most, at first)
    "clipboard_seconds": (10, 120, 30),
    "lock_minutes": (1, 60, 5),
}
SWITCHES: Final = {
    "lock_on_sleep": True,
    "lock_on_screen_lock": True,
    "hide_from_capture": True,
    "tray": False,
    "start_at_login": False,
    "open_links": False,
    "compact_rows": False,
    "reduced_motion": False,
    "first_copy_told": False,
}
NAMES: Final = ("language", "last_place", "last_team", "kits_rehearsed", "hosting")


class Theme(StrEnum):
    """Which look is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(QObject):
    """One INI file of the person's own. `changed(name)` after each change.

    `set` with a value outside its bounds takes the nearest within; reading does the same.
    """

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = QSettings(str(path), QSettings.Format.IniFormat, self)
        self._file.setAtomicSyncRequired(True)

    # Typed access ------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """Which look is wanted; the system's at first."""
        said = str(self._file.value("theme", Theme.SYSTEM.value))
        return Theme(said) if said in {theme.value for theme in Theme} else Theme.SYSTEM

    def set_theme(self, theme: Theme) -> None:
        """Change the look that is wanted."""
        self._store("theme", theme.value)

    def number(self, name: str) -> int:
        """A number of NUMBERS, within its bounds. KeyError for any other name."""
        least, most, first = NUMBERS[name]
        try:
            said = int(str(self._file.value(name, first)))
        except ValueError:
            said = first
        return min(max(said, least), most)

    def set_number(self, name: str, value: int) -> None:
        """Change a number of NUMBERS; it is kept within its bounds. KeyError for any other name."""
        least, most, _ = NUMBERS[name]
        self._store(name, min(max(value, least), most))

    def switch(self, name: str) -> bool:
        """A switch of SWITCHES. KeyError for any other name."""
        first = SWITCHES[name]
        said = str(self._file.value(name, first)).lower()
        return {"true": True, "false": False}.get(said, first)

    def set_switch(self, name: str, on: bool) -> None:
        """Turn a switch of SWITCHES. KeyError for any other name."""
        _ = SWITCHES[name]
        self._store(name, on)

    def name(self, name: str) -> str:
        """One of NAMES, empty at first. KeyError for any other name."""
        return str(self._file.value(self._known(name), ""))[:NAMES_AT_MOST]

    def set_name(self, name: str, value: str) -> None:
        """Remember one of NAMES. KeyError for any other name."""
        self._store(self._known(name), value[:NAMES_AT_MOST])

    @property
    def window_geometry(self) -> QByteArray:
        """Where the window was, for `restoreGeometry`; empty at first or if it makes no sense."""
        said = self._file.value("window_geometry")
        if isinstance(said, QByteArray) and said.size() <= GEOMETRY_AT_MOST:
            return said
        return QByteArray()

    def set_window_geometry(self, geometry: QByteArray) -> None:
        """Remember where the window is."""
        self._store("window_geometry", geometry)

    def save(self) -> None:
        """Write it down now."""
        self._file.sync()

    def _known(self, name: str) -> str:
        if name not in NAMES:
            raise KeyError(name)
        return name

    def _store(self, name: str, value: object) -> None:
        self._file.setValue(name, value)
        self.changed.emit(name)
