"""Tabs with a line under the one that is open."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint

HEIGHT = 36
GAP = 16


class Tabs(QTabBar):
    """Options as (value, caption); `changed` tells the value each time it is another."""

    changed = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._values = [value for value, _ in options]
        self._captions = [caption for _, caption in options]
        for caption in self._captions:
            self.addTab(caption.replace("&", "&&"))
        self.currentChanged.connect(lambda place: self.changed.emit(self._values[place]))

    @property
    def value(self) -> Any:  # noqa: ANN401  whatever the options hold
        """The value whose tab is open."""
        return self._values[self.currentIndex()]

    def choose(self, value: object) -> None:
        """Open a tab. ValueError if there is none of that value."""
        self.setCurrentIndex(self._values.index(value))

    def set_caption(self, value: object, caption: str) -> None:
        """Change what a tab says: "Access 5". ValueError if there is none of that value."""
        place = self._values.index(value)
        self._captions[place] = caption
        self.setTabText(place, caption.replace("&", "&&"))

    def tabSizeHint(self, index: int) -> QSize:
        letters = QFontMetrics(font(Type.STRONG))
        return QSize(letters.horizontalAdvance(self._captions[index]) + GAP + 1, HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        painter.fillRect(QRect(0, HEIGHT - 1, self.width(), 1), QColor(tokens.line))
        for place, caption in enumerate(self._captions):
            where = self.tabRect(place).adjusted(0, 0, -GAP, 0)
            on = place == self.currentIndex()
            kind = Type.STRONG if on else Type.BODY
            ink = tokens.text if on else tokens.muted
            paint.write(painter, where, caption, font(kind), ink)
            if on:
                width = QFontMetrics(font(Type.STRONG)).horizontalAdvance(caption)
                paint.rounded(painter, QRect(where.x(), HEIGHT - 2, width, 2), 1, tokens.accent)
        painter.end()
