"""Text on a screen. What people wrote is data: nothing here reads rich text out of it, and nothing
in it hides or turns text around (THREATS.md F01, F03).
"""

from html import escape

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from keylease.model.plain import plain, plain_lines
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

    def setText(self, text: str) -> None:
        super().setText(plain_lines(text))

    def minimumSizeHint(self) -> QSize:
        # Of several lines, what layouts ask is the height for their width: Qt's own answer here is
        # the height at a width that nobody gave, and leaves gaps.
        if self.wordWrap():
            return QSize(60, self._kind.line)
        return QSize(super().minimumSizeHint().width(), self._kind.line)

    def sizeHint(self) -> QSize:
        width = max(min(super().sizeHint().width(), self.maximumWidth()), self.minimumWidth())
        return QSize(width, self.heightForWidth(width) if self.wordWrap() else self._kind.line)

    def heightForWidth(self, width: int) -> int:
        return self._set(width).lineCount() * self._kind.line if self.wordWrap() else -1

    def _set(self, width: int) -> QTextLayout:
        """The text in lines of that width, each as high as its type wants: Qt sets them closer."""
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            above = (self._kind.line - line.height()) / 2
            line.setPosition(QPointF(0, (layout.lineCount() - 1) * self._kind.line + above))
        layout.endLayout()
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        layout, tokens = self._set(self.width()), look().tokens
        spare = self.height() - layout.lineCount() * self._kind.line
        middle = self.alignment() & Qt.AlignmentFlag.AlignVCenter
        painter = QPainter(self)
        paint.soften(painter)
        ink = tokens.ink(self._tone) if self.isEnabled() else tokens.disabled
        painter.setPen(QColor(ink))
        layout.draw(painter, QPointF(0, max(spare, 0) // 2 if middle else 0))
        painter.end()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        self._tone = tone
        self.setProperty("tone", tone.name.lower())
        self.style().unpolish(self)
        self.style().polish(self)


class Line(QLabel):
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
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str, tone: Tone | None = None) -> None:
        """Change what it says, and its colour if one is given."""
        self._tone = tone or self._tone
        self.setText(plain(text))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(self._kind, tabular=self._tabular))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, self._kind.line)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 40), self._kind.line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.soften(painter)
        letters = font(self._kind, tabular=self._tabular)
        ink = look().tokens.ink(self._tone)
        paint.write(painter, QRect(self.rect()), self.text(), letters, ink)
        painter.end()
        short = self.sizeHint().width() > self.width()
        self.setToolTip(plain_tip(self.text()) if short else "")


def plain_tip(text: str) -> str:
    """A tool tip that shows `text` as it stands, whatever tags it holds.

    Escaped only where Qt would read tags out of it: a screen reader reads the tip aloud, too.
    """
    text = plain_lines(text)
    return f"<qt>{escape(text)}</qt>" if GuiQt.mightBeRichText(text) else text
