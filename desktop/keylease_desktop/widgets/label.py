"""Text on a screen. A name is data: nothing here reads rich text out of it."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint


class Label(QLabel):
    """Plain text of one type and tone; `wrap` lets it take several lines."""

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        tone: Tone = Tone.NEUTRAL,
        *,
        wrap: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(kind, tabular=tabular))
        self.setWordWrap(wrap)
        self.setText(text)
        self.set_tone(tone)

    def minimumSizeHint(self) -> QSize:
        # Of several lines, what layouts ask is the height for their width: Qt's own answer here is
        # the height at a width that nobody gave, and leaves gaps.
        if self.wordWrap():
            return QSize(60, self._kind.line)
        return super().minimumSizeHint()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        self.setProperty("tone", tone.name.lower())
        self.style().unpolish(self)
        self.style().polish(self)


class Line(QWidget):
    """One line of plain text that is shortened with … where there is no room, and then tells all
    in a tool tip.
    """

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        tone: Tone = Tone.NEUTRAL,
        *,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._tone = tone
        self._tabular = tabular
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, tone: Tone | None = None) -> None:
        """Change what it says, and its colour if one is given."""
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(self._kind, tabular=self._tabular))
        return QSize(metrics.horizontalAdvance(self._text) + 2, self._kind.line)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 40), self._kind.line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.soften(painter)
        letters = font(self._kind, tabular=self._tabular)
        paint.write(painter, QRect(self.rect()), self._text, letters, look().tokens.ink(self._tone))
        painter.end()
        short = self.sizeHint().width() > self.width()
        self.setToolTip(plain_tip(self._text) if short else "")


def plain_tip(text: str) -> str:
    """A tool tip that shows `text` as it stands, whatever tags it holds."""
    return f"<qt>{escape(text)}</qt>" if text else ""
