"""Buttons side by side in a panel that is narrow: where they do not fit, they lose their icons."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keylease_desktop.widgets.buttons import Button, IconButton

GAP = 8


class ButtonRow(QWidget):
    """`buttons` from the left, `more` at the right end. Hidden ones take no room."""

    def __init__(
        self, buttons: tuple[Button, ...], more: IconButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._more = more
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(more)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        shown = [button for button in self._buttons if not button.isHidden()]
        room = self.width() - self._more.width() - GAP * len(shown)
        for with_icons in (True, False):  # all of them or none: a row looks alike
            for button in shown:
                button.show_icon(with_icons)
            if sum(one.sizeHint().width() for one in shown) <= room:
                return
