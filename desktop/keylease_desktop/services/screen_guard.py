"""Keeps the windows out of screenshots and screen sharing, where the system can.

Windows can (SetWindowDisplayAffinity), macOS tries (NSWindow.sharingType; newer ways of capturing
pass it by), Linux cannot: under X11 every program sees every window, under Wayland it is the
compositor's to decide. The app tells which, in place of a window that vanishes without a word.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import c_char_p, c_ulong, c_void_p
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

Hide = Callable[[int, bool], bool]
"""Takes a native window id and whether to hide; returns whether the system did."""

_AFFINITY_NONE = 0x00
_AFFINITY_EXCLUDED = 0x11


class Capture(Enum):
    """What screenshots get to see."""

    OPEN = auto()
    """Everything: it is switched off."""
    HIDDEN = auto()
    BEST_EFFORT = auto()
    UNAVAILABLE = auto()
    REFUSED = auto()
    """The system could and did not."""


def _hide_on_windows(window: int, hidden: bool) -> bool:
    user32 = ctypes.CDLL("user32")
    return bool(
        user32.SetWindowDisplayAffinity(
            c_void_p(window), c_ulong(_AFFINITY_EXCLUDED if hidden else _AFFINITY_NONE)
        )
    )


def _hide_on_macos(view: int, hidden: bool) -> bool:
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    objc.sel_registerName.restype = c_void_p
    objc.sel_registerName.argtypes = [c_char_p]
    ask = ctypes.CFUNCTYPE(c_void_p, c_void_p, c_void_p)(("objc_msgSend", objc))
    tell = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_ulong)(("objc_msgSend", objc))
    window = ask(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    tell(window, objc.sel_registerName(b"setSharingType:"), 0 if hidden else 1)
    return True


def system_hide() -> tuple[Hide | None, Capture]:
    """How this system hides a window, and what that is worth."""
    if sys.platform == "win32":
        return _hide_on_windows, Capture.HIDDEN
    if sys.platform == "darwin":
        return _hide_on_macos, Capture.BEST_EFFORT
    return None, Capture.UNAVAILABLE


class ScreenGuard(QObject):
    """Hides every window of the app, those that come later too: menus and tool tips as well."""

    def __init__(
        self,
        parent: QObject | None = None,
        hide: Hide | None = None,
        worth: Capture | None = None,
    ) -> None:
        super().__init__(parent)
        system, system_worth = system_hide()
        self._hide = hide or system
        self._worth = worth or system_worth
        self._on = False
        self._refused = False

    @property
    def capture(self) -> Capture:
        """What screenshots get to see now."""
        if self._hide is None:
            return Capture.UNAVAILABLE
        if not self._on:
            return Capture.OPEN
        return Capture.REFUSED if self._refused else self._worth

    def protect(self, on: bool) -> Capture:
        """Hide all windows or show them again; tells what came of it."""
        app = QApplication.instance()
        if self._hide is not None and isinstance(app, QApplication) and on != self._on:
            self._on, self._refused = on, False
            (app.installEventFilter if on else app.removeEventFilter)(self)
            for window in app.topLevelWidgets():
                if window.isVisible():
                    self._apply(window)
        return self.capture

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self._apply(watched)
        return False

    def _apply(self, window: QWidget) -> None:
        assert self._hide is not None
        if not self._hide(int(window.winId()), self._on) and self._on:
            self._refused = True
