"""One of a few, side by side: how long, which view."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, mix
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.label import plain_tip

AT_LEAST, PADDING, EDGE = 44, 8, 1


class Segmented(QWidget):
    """Options as (value, caption). The arrows walk through them, a digit chooses one by its place.

    `changed` tells the value each time it is another.
    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[object, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        self._segments: list[_Segment] = []
        for place, (_, caption) in enumerate(options):
            button = _Segment(caption, place == 0, place == len(options) - 1)
            button.setAccessibleDescription(name)
            self._group.addButton(button, place)
            button.setParent(self)
            self._segments.append(button)
        self._group.button(0).setChecked(True)
        self._let_tab_reach(0)
        self._group.idToggled.connect(self._toggled)

    @property
    def value(self) -> Any:  # noqa: ANN401  whatever the options hold
        """The value that is chosen."""
        return self._values[self._group.checkedId()]

    def choose(self, value: object) -> None:
        """Choose a value. ValueError if it is none of the options."""
        self._group.button(self._values.index(value)).setChecked(True)

    def offer(self, value: object, on: bool) -> None:
        """Let a value be chosen, or no more. ValueError if it is none of the options."""
        self._group.button(self._values.index(value)).setEnabled(on)

    def _let_tab_reach(self, place: int) -> None:
        """Only the chosen one, as Qt has it too once the focus was here."""
        policies = Qt.FocusPolicy
        self.setFocusProxy(self._group.button(place))
        for number, button in enumerate(self._group.buttons()):
            button.setFocusPolicy(policies.StrongFocus if number == place else policies.ClickFocus)

    def sizeHint(self) -> QSize:
        width = sum(segment.sizeHint().width() for segment in self._segments)
        return QSize(width + 2 * EDGE, Metrics.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(AT_LEAST * len(self._segments), Metrics.CONTROL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In too little room the longest captions give way first."""
        super().resizeEvent(event)
        widths = [segment.sizeHint().width() for segment in self._segments]
        for _ in range(sum(widths) + 2 * EDGE - self.width()):
            widths[widths.index(max(widths))] -= 1
        left = EDGE
        for segment, width in zip(self._segments, widths, strict=True):
            segment.setGeometry(left, EDGE, width, self.height() - 2 * EDGE)
            left += width

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self._let_tab_reach(place)
            self.changed.emit(self._values[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._values) and not event.modifiers():
            button = self._group.button(place)
            if button.isEnabled():
                button.setChecked(True)
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), Metrics.RADIUS, tokens.canvas, tokens.line_strong)
        painter.end()


class _Segment(QAbstractButton):
    """One option."""

    def __init__(self, caption: str, first: bool, last: bool) -> None:
        super().__init__()
        self._caption = caption
        self._first, self._last = first, last
        self.setText(caption.replace("&", "&&"))
        self.setAccessibleName(caption)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so a screen reader says one of several, and no box to tick
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit typed on one option is for the whole control."""
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(font(Type.STRONG)).horizontalAdvance(self._caption)
        return QSize(width + 25, Metrics.CONTROL - 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is less room than the caption needs, it is cut and the tip says it."""
        super().resizeEvent(event)
        is_cut = self.width() < self.sizeHint().width()
        self.setToolTip(plain_tip(self._caption) if is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        on = self.isChecked()
        if on:
            ground = tokens.raised if tokens.dark else tokens.surface
            self._ground(painter, ground)
        elif self.underMouse():
            self._ground(painter, mix(tokens.text, tokens.canvas, 0.05))
        if not self._last:
            line = QRect(self.width() - 1, 0, 1, self.height())
            painter.fillRect(line, QColor(tokens.line_strong))
        kind = Type.STRONG if on else Type.BODY
        ink = tokens.text if on else tokens.muted
        if not self.isEnabled():
            ink = tokens.disabled
        room = self.rect().adjusted(PADDING, 0, -PADDING, 0)
        paint.write(painter, room, self._caption, font(kind), ink, paint.CENTRE)
        painter.end()

    def _ground(self, painter: QPainter, colour: str) -> None:
        """Fill it, with round corners only where the control has them."""
        where = self.rect()
        paint.rounded(painter, where, Metrics.RADIUS - 1, colour)
        if not self._first:
            painter.fillRect(where.adjusted(0, 0, -where.width() // 2, 0), QColor(colour))
        if not self._last:
            painter.fillRect(where.adjusted(where.width() // 2, 0, 0, 0), QColor(colour))
