"""The look in force: widgets ask it for the tokens when they paint, and hear when it changes."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication

from keylease_desktop.theme.palette import palette
from keylease_desktop.theme.stylesheet import stylesheet
from keylease_desktop.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens
from keylease_desktop.theme.type import Type, font, load_fonts


class Look(QObject):
    """The theme of the running app. There is one: `look()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.motion = True

    def apply(self, app: QApplication, tokens: Tokens, *, motion: bool = True) -> None:
        """Give the whole app these tokens: style, palette, stylesheet, font."""
        load_fonts()
        fresh = not app.styleSheet()
        if not fresh and (tokens, motion) == (self.tokens, self.motion):
            return
        self.tokens, self.motion = tokens, motion
        QPixmapCache.clear()
        if fresh:
            app.setStyle("Fusion")
        app.setFont(font(Type.BODY))
        app.setPalette(palette(tokens))
        app.setStyleSheet(stylesheet(tokens))
        self.changed.emit()

    def duration(self, milliseconds: int) -> int:
        """How long a movement takes: nothing at all where motion is reduced."""
        return milliseconds if self.motion else 0


_look: list[Look] = []


def look() -> Look:
    """The one look of this process, made at its first use."""
    if not _look:
        _look.append(Look())
    return _look[0]


def system_tokens() -> Tokens:
    """What the system asks for. Where it does not say (plain X11), light."""
    hints = QGuiApplication.styleHints()
    tokens = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    wanted = hints.accessibility().contrastPreference()
    return HIGH_CONTRAST[tokens.name] if wanted == Qt.ContrastPreference.HighContrast else tokens
