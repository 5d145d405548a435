"""The places of the app, down the left side."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone, mix
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint

HEIGHT = 34


@dataclass(frozen=True)
class NavItem:
    """One place. `alert` puts the count in a badge; `foot` sets it at the bottom."""

    value: Hashable
    text: str
    icon: str
    count: int | None = None
    alert: bool = False
    foot: bool = False


class NavList(QWidget):
    """`gone` tells the place that was chosen. The arrows walk; counts change without a flicker."""

    gone = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._buttons: dict[Hashable, _NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(0)

    def set_items(self, items: Sequence[NavItem]) -> None:
        """Show these places; those that stay keep the focus and what is current."""
        if [item.value for item in items] != list(self._buttons):
            self._build(items)
        for item in items:
            self._buttons[item.value].show_item(item)

    def show_current(self, value: Hashable) -> None:
        """Mark a place as the one on the screen. KeyError if it is not on the list."""
        self._buttons[value].setChecked(True)

    def _build(self, items: Sequence[NavItem]) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        while column.takeAt(0) is not None:
            pass
        self._buttons = {item.value: _NavButton(item) for item in items}
        for foot in (False, True):
            if foot:
                column.addStretch(1)
            for item in items:
                if item.foot is foot:
                    self._group.addButton(self._buttons[item.value])
                    column.addWidget(self._buttons[item.value])

    def _clicked(self, button: QAbstractButton) -> None:
        assert isinstance(button, _NavButton)
        self.gone.emit(button.item.value)


class _NavButton(QAbstractButton):
    def __init__(self, item: NavItem) -> None:
        super().__init__()
        self.item = item
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so a screen reader says one of several, and no box to tick
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_item(self, item: NavItem) -> None:
        self.item = item
        self.setText(item.text.replace("&", "&&"))
        self.setAccessibleName(f"{item.text}, {item.count}" if item.count else item.text)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(Metrics.NAVIGATION - 24, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        on = self.isChecked()
        if on:
            paint.rounded(painter, self.rect(), Metrics.RADIUS, tokens.surface, tokens.line)
        elif self.underMouse():
            paint.rounded(
                painter, self.rect(), Metrics.RADIUS, mix(tokens.text, tokens.canvas, 0.05)
            )
        ink = tokens.text if on else tokens.muted
        square = QRect(9, (HEIGHT - 16) // 2, 16, 16)
        paint_icon(painter, self.item.icon, ink, square)
        right = self._count(painter, ink, on)
        where = QRect(35, 0, right - 41, HEIGHT)
        kind = Type.STRONG if on else Type.BODY
        paint.write(painter, where, self.item.text, font(kind), ink)
        painter.end()

    def _count(self, painter: QPainter, ink: str, on: bool) -> int:
        """Draw the count; returns where it begins."""
        tokens = look().tokens
        right = self.width() - 9
        if not self.item.count:
            return right
        text = str(self.item.count)
        if self.item.alert:
            width = max(paint.badge_width(text), 20)
            where = QRect(right - width, 0, width, HEIGHT)
            ground = tokens.surface if on else tokens.canvas
            paint.badge(painter, where, text, Tone.WARNING, ground, Type.CAPTION_STRONG)
            return where.left()
        where = QRect(right - 60, 0, 60, HEIGHT)
        kind = Type.CAPTION_STRONG if on else Type.CAPTION
        width = paint.write(painter, where, text, font(kind, tabular=True), ink, paint.RIGHT)
        return right - width
