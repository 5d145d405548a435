"""Tabs with a line under the one that is open."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint

HEIGHT = 36
GAP = 16
LEAST_GAP = 8


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
        self.setUsesScrollButtons(False)
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
        last = index == len(self._captions) - 1
        return QSize(self._width(index) + (0 if last else self._gap()), HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for place, caption in enumerate(self._captions):
            self.setTabText(place, caption.replace("&", "&&"))  # asks for the sizes anew
        super().resizeEvent(event)

    def _width(self, index: int) -> int:
        return QFontMetrics(font(Type.STRONG)).horizontalAdvance(self._captions[index]) + 1

    def _gap(self) -> int:
        """Between two tabs: less where longer texts need the room."""
        places = range(len(self._captions))
        spare = self.width() - sum(map(self._width, places))
        return min(GAP, max(spare // max(len(places) - 1, 1), LEAST_GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        painter.fillRect(QRect(0, HEIGHT - 1, self.width(), 1), QColor(tokens.line))
        gap = self._gap()
        for place, caption in enumerate(self._captions):
            last = place == len(self._captions) - 1
            where = self.tabRect(place).adjusted(0, 0, 0 if last else -gap, 0)
            on = place == self.currentIndex()
            kind = Type.STRONG if on else Type.BODY
            ink = tokens.text if on else tokens.muted
            paint.write(painter, where, caption, font(kind), ink)
            if on:
                width = QFontMetrics(font(Type.STRONG)).horizontalAdvance(caption)
                paint.rounded(painter, QRect(where.x(), HEIGHT - 2, width, 2), 1, tokens.accent)
        painter.end()
