"""The top of a screen: its title, a sentence, and what can be done there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.label import Line


class PageHeader(QWidget):
    """Title at the left, what `add` brings at the right, the primary action last."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        kind: Type = Type.TITLE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2 if kind is Type.TITLE else 8)
        self._title = Line(title, kind)
        self._subtitle = Line(
            subtitle, Type.CAPTION if kind is Type.TITLE else Type.BODY, Tone.MUTED
        )
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._row.addLayout(words, 1)
        self._subtitle.setVisible(bool(subtitle))

    def sizeHint(self) -> QSize:
        # titles stand alike, with a button beside them or not
        return super().sizeHint().expandedTo(QSize(0, Metrics.PRIMARY))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, Metrics.PRIMARY))

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.set_text(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the sentence below; "" hides it."""
        self._subtitle.set_text(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add(self, widget: QWidget) -> None:
        """Add a search field or a button at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
