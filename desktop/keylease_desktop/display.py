"""Whether a window can be shown here, asked before Qt is: it ends the process where it cannot."""

import ctypes
import importlib.util
import sys
from collections.abc import Mapping

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
}
"""What Qt's X11 plugin needs of the system, and the Debian package of each."""


def why_no_window(environ: Mapping[str, str]) -> str | None:
    """Why there can be no window here, in one line with what to do; None where there can."""
    if importlib.util.find_spec("PySide6") is None:
        return "Qt is not installed. Install it with: pip install 'keylease[desktop]'"
    if not sys.platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return None
    if environ.get("WAYLAND_DISPLAY"):
        return None
    display = environ.get("DISPLAY")
    if not display:
        return "There is no display here. Start it in a desktop session, or under xvfb-run."
    missing = sorted(package for name, package in LIBRARIES.items() if not _there(name))
    if missing:
        return f"Qt needs libraries of the system: apt-get install {' '.join(missing)}"
    if not _answers(display):
        return f"The display {display} does not answer. Start it in a desktop session."
    return None


def _there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server takes a connection under that name."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
