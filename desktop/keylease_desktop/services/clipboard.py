"""A value on the clipboard: for seconds, marked as a secret, and gone unless it is no longer ours.

Only the clipboard proper, never X11's selection, which every middle click gives away. No plaintext
is kept for the comparison. A clipboard history that ignores the marks keeps the value all the
same: nothing here can help it, and the app says so.
"""

import hmac
import secrets
from enum import Enum, auto
from hashlib import sha256

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard

from keylease.model.secret import Secret

SECONDS = 30
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): bytes(4),
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
}
"""What clipboard histories are asked by, on Linux, macOS and Windows (a DWORD of 0)."""


class Ending(Enum):
    """How a value left the clipboard."""

    TIME_UP = auto()
    CLEARED = auto()
    REPLACED = auto()
    """Something else was copied meanwhile; it was left alone."""


class ClipboardGuard(QObject):
    """Puts one value at a time on the clipboard and takes it back.

    `ticked(label, left, total)` each second and at the start; `ended(Ending)` once.
    """

    ticked = Signal(str, int, int)
    ended = Signal(object)

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._label = ""
        self._total = self._left = 0
        self._key = b""
        self._mark: bytes | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        clipboard.dataChanged.connect(self._changed)

    @property
    def left(self) -> int:
        """Seconds for which a value of ours stays; 0 if there is none."""
        return self._left

    def copy(self, value: Secret, label: str, seconds: int = SECONDS) -> None:
        """Put `value` there for `seconds`; `label` names it, and is no secret."""
        self._forget()
        data = QMimeData()
        plain = value.reveal()
        data.setText(plain.decode())
        for name, content in MARKS.items():
            data.setData(name, content)
        self._key = secrets.token_bytes(32)
        self._mark = self._marked(plain)
        self._label, self._left, self._total = label, seconds, seconds
        self._clipboard.setMimeData(data, QClipboard.Mode.Clipboard)
        self._timer.start()
        self.ticked.emit(label, seconds, seconds)

    def clear(self) -> None:
        """Take the value back now, if it is still there: on lock, on exit, when asked to."""
        self._end(Ending.CLEARED)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._end(Ending.TIME_UP)
        else:
            self.ticked.emit(self._label, self._left, self._total)

    def _changed(self) -> None:
        if self._mark is not None and not self._is_ours():
            self._end(Ending.REPLACED)

    def _end(self, how: Ending) -> None:
        if self._mark is None:
            return
        ours = how is not Ending.REPLACED and self._is_ours()
        label, total = self._label, self._total
        self._forget()
        if ours:
            # An empty text first: a clipboard that keeps the last owner's data has something to
            # keep that says nothing.
            self._clipboard.setText("", QClipboard.Mode.Clipboard)
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        elif how is not Ending.REPLACED:
            how = Ending.REPLACED
        self.ticked.emit(label, 0, total)
        self.ended.emit(how)

    def _forget(self) -> None:
        self._timer.stop()
        self._mark = None
        self._key = b""
        self._left = 0

    def _is_ours(self) -> bool:
        if self._mark is None:
            return False
        there = self._clipboard.text(QClipboard.Mode.Clipboard)
        return hmac.compare_digest(self._marked(there.encode()), self._mark)

    def _marked(self, text: bytes) -> bytes:
        return hmac.new(self._key, text, sha256).digest()
