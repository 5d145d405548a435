"""A value that is seen only while somebody holds it open."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.key_caps import cap_width, paint_caps

DOTS = "•" * 10
FEWEST = 3
LONGEST_HOLD = 20_000
TOGGLED_FOR = 10_000
HEIGHT = 36


def _across() -> int:
    """Pixels of a letter."""
    return QFontMetrics(font(Type.MONO)).horizontalAdvance("0") or 8


class Held(Enum):
    """How the field is being held open."""

    NOT = auto()
    DOWN = auto()
    """Space or the mouse is down."""
    TOGGLED = auto()
    """Opened with Enter, for those who cannot hold: closes by itself."""


class SecretField(QAbstractButton):
    """Shows a prefix, dots and the last letters. The value comes from outside, and only when it is
    asked for: `asked` on press, then the owner calls `show_value`; it is dropped on release, after
    20 s, when the focus or the window goes, and never given back out.

    Enter shows it for ten seconds to those who cannot hold a key down.
    """

    asked = Signal()
    masked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._prefix = self._last = ""
        self._value: str | None = None
        self._held = Held.NOT
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self.hide_value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pressed.connect(self._held_down)
        self.released.connect(self.hide_value)
        self._describe()

    # What it shows ---------------------------------------------------------------------------

    @property
    def text_shown(self) -> str:
        """What stands in the field now."""
        return self._value if self._value is not None else f"{self._prefix}{DOTS}{self._last}"

    @property
    def is_open(self) -> bool:
        """Whether the value is on the screen now."""
        return self._value is not None

    def set_hint(self, prefix: str, last: str) -> None:
        """What may be seen of the value at any time: its prefix and its last letters."""
        self.hide_value()
        self._prefix, self._last = prefix, last
        self.update()

    def show_value(self, value: str) -> None:
        """Show the value, if it is still held open; else forget it at once."""
        if self._held is Held.NOT:
            return
        self._value = value
        self._describe()
        self._grow()

    def hide_value(self) -> None:
        """Forget the value and show the dots."""
        if self._held is Held.NOT and self._value is None:
            return
        self._limit.stop()
        self._held = Held.NOT
        self._value = None
        self.setDown(False)
        self._describe()
        self._grow()
        self.masked.emit()

    def _held_down(self) -> None:
        self._hold(Held.DOWN, LONGEST_HOLD)

    def _hold(self, how: Held, longest: int) -> None:
        self._held = how
        self._limit.start(longest)
        self.asked.emit()

    def _describe(self) -> None:
        state = self.tr("shown") if self._value is not None else self.tr("hidden")
        self.setAccessibleName(f"{self._name}, {state}")
        self.setAccessibleDescription(
            self.tr("Hold Space to show it; Enter shows it for ten seconds.")
        )

    # Keys, focus, window -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._held is Held.TOGGLED:
                self.hide_value()
            elif not event.isAutoRepeat():
                self._hold(Held.TOGGLED, TOGGLED_FOR)
            return
        if event.key() == Qt.Key.Key_Escape and self._held is not Held.NOT:
            self.hide_value()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hide_value()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_value()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.ActivationChange, QEvent.Type.EnabledChange):
            self.hide_value()
        super().changeEvent(event)

    # Looks -----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, HEIGHT)

    def masked_in(self, width: int) -> str:
        """Prefix, dots and last letters in that many pixels: dots give way before letters do."""
        spare = width // _across() - len(self._prefix) - len(self._last)
        return f"{self._prefix}{DOTS[: max(spare, FEWEST)]}{self._last}"

    def _lines(self) -> list[str]:
        """The shown value, broken into lines that fit."""
        fitting = max((self.width() - 60) // _across(), 8)
        text = self.text_shown
        return [text[start : start + fitting] for start in range(0, len(text), fitting)] or [""]

    def _grow(self) -> None:
        lines = len(self._lines()) if self._value is not None else 1
        self.setFixedHeight(HEIGHT + (lines - 1) * Type.MONO.line)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        line = tokens.accent if self._value is not None else tokens.line_strong
        paint.rounded(painter, self.rect(), Metrics.RADIUS, tokens.canvas, line)
        right = self._eye(painter)
        top = (HEIGHT - Type.MONO.line) // 2
        ink = tokens.text if self.isEnabled() else tokens.disabled
        lines = self._lines() if self._value is not None else [self.masked_in(right - 12)]
        for number, text in enumerate(lines):
            where = QRect(9, top + number * Type.MONO.line, right - 12, Type.MONO.line)
            paint.write(painter, where, text, font(Type.MONO), ink)
        painter.end()

    def _eye(self, painter: QPainter) -> int:
        """Draw what stands at the right; returns where it begins."""
        tokens = look().tokens
        square = QRect(self.width() - 26, (HEIGHT - 16) // 2, 16, 16)
        name = "eye" if self._value is None else "eye-off"
        paint_icon(painter, name, tokens.ink(Tone.MUTED), square)
        if self._value is not None or not self.isEnabled():
            return square.left() - 8
        letters = font(Type.CAPTION)
        hold, space = self.tr("hold"), self.tr("Space")
        left = square.left() - 10 - cap_width(space)
        paint_caps(painter, left, HEIGHT // 2 - 1, (space,))
        word = QFontMetrics(letters).horizontalAdvance(hold)
        left -= word + 10
        paint.write(painter, QRect(left, 0, word + 2, HEIGHT), hold, letters, tokens.muted)
        return left - 8
