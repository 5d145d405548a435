"""One fact in the status line."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.label import Line, plain_tip
from keylease_desktop.widgets.mark import Mark


class StatusItem(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._mark = Mark(icon, 14)
        self._line = Line(text, Type.CAPTION, Tone.MUTED, tabular=True)
        row.addWidget(self._mark)
        row.addWidget(self._line, 1)

    def show_text(
        self, text: str, tone: Tone = Tone.MUTED, icon: str = "", *, why: str = ""
    ) -> None:
        """Change what it says, and what it tells of that when pointed at; hides itself when that
        is nothing.
        """
        self.setToolTip(plain_tip(why))
        self.setAccessibleDescription(why)
        self._line.set_text(text, tone)
        self._mark.show_icon(icon or self._mark.icon, tone)
        self.setVisible(bool(text))
