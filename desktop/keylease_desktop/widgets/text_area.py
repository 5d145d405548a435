"""Several lines of text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from keylease_desktop.theme.type import Type, font


class TextArea(QPlainTextEdit):
    """Plain text of a few lines; Tab leaves it. `mono` for what is compared letter by letter."""

    def __init__(
        self, name: str, lines: int, *, mono: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        kind = Type.MONO if mono else Type.BODY
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(font(kind))
        self.setFixedHeight(lines * kind.line + 18)

    def forget(self) -> None:
        """Clear what was typed, beyond undo."""
        self.clear()
        self.document().clearUndoRedoStacks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
