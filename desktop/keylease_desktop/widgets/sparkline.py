"""Counts over time, as bars small enough to stand in a card."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.label import plain_tip


class Sparkline(QWidget):
    """One bar a day, the newest `lately` of them in full colour. `says` sums it up in words;
    `tips` tells one bar under the mouse.
    """

    def __init__(self, says: str = "", *, height: int = 50, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._counts: Sequence[int] = ()
        self._tips: Sequence[str] = ()
        self._lately = 3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(says)

    def show_counts(
        self, counts: Sequence[int], says: str, tips: Sequence[str] = (), lately: int = 3
    ) -> None:
        """Change what it shows, oldest first."""
        self._counts, self._tips, self._lately = tuple(counts), tuple(tips), lately
        self.setAccessibleName(says)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._counts:
            return
        tokens = look().tokens
        painter = QPainter(self)
        most = max(*self._counts, 1)
        step = self._step()
        width = max(round(step * 0.68), 2)
        newest = len(self._counts) - self._lately
        for number, count in enumerate(self._counts):
            height = max(round(count / most * self.height()), 3)
            bar = QRectF(round(number * step), self.height() - height, width, height)
            colour = tokens.accent if number >= newest and count else tokens.plot
            paint.rounded(painter, bar, min(2.0, height / 2), colour if count else tokens.track)
        painter.end()

    def _step(self) -> float:
        # the last bar ends at the right edge: the gap after it is not needed
        return self.width() / (len(self._counts) - 0.32)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._counts:
            place = int(event.pos().x() / self._step())
            tip = self._tips[place] if 0 <= place < len(self._tips) else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)
