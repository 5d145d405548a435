"""A state that wants to be seen: an incident on top of a screen, a warning inside a panel."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.label import Label

ICONS = {
    Tone.NEUTRAL: "info",
    Tone.MUTED: "info",
    Tone.ACCENT: "info",
    Tone.GOOD: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
}


class Banner(QFrame):
    """Title, text, one action. `wide` lays it out as one line across a screen."""

    acted = Signal()

    def __init__(
        self,
        tone: Tone,
        title: str,
        text: str = "",
        action: str = "",
        *,
        icon: str = "",
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = icon or ICONS[tone]
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(39, 12, 14, 14 if not wide else 12)
        outer.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(3)
        outer.addLayout(words, 1)
        self.title = Label(title, Type.STRONG, wrap=True)
        self.text = Label(text, Type.CAPTION, Tone.MUTED, wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self.text.setVisible(bool(text))
        if action:
            button = Button(action)
            button.clicked.connect(self.acted)
            if wide:
                outer.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            else:
                words.addSpacing(5)
                words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # as tall as its text is in the width it has got

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        fill, line = tokens.fill(self._tone), tokens.edge(self._tone)
        if self._tone in (Tone.NEUTRAL, Tone.MUTED):
            fill = tokens.canvas
        paint.rounded(painter, self.rect(), Metrics.CARD_RADIUS, fill, line)
        ink = Tone.MUTED if self._tone is Tone.NEUTRAL else self._tone
        paint_icon(painter, self._icon, tokens.ink(ink), QRect(13, 15, 16, 16))
        painter.end()
