"""Who: names as chips in a field, found while typing."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QWidget

from keylease_desktop.models.cells import Chip
from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.suggestions import Suggestions

CHIP = 26
GAP = 6
INSET = 6
ROOM_TO_TYPE = 72


class ChipField(QWidget):
    """Type a few letters, Enter takes the first that fits; Backspace in the empty field takes the
    last chip away. `suggest` is asked with what was typed; `changed` tells the ids.
    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        suggest: Callable[[str], Sequence[Chip]],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self._chips: list[_ChipButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self.field.setProperty("bare", "thin")
        self.field.setProperty("no_ring", True)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._found = Suggestions(self.field, self._take)
        self._lay()

    @property
    def chips(self) -> list[Chip]:
        """What was chosen, in the order it was."""
        return [button.chip for button in self._chips]

    def add(self, chip: Chip) -> None:
        """Choose one more; nothing happens if it is chosen already."""
        if chip.id in {known.id for known in self.chips}:
            return
        button = _ChipButton(chip, self)
        button.clicked.connect(lambda: self.remove(chip.id))
        self._chips.append(button)
        button.show()
        self._lay()
        self.changed.emit([known.id for known in self.chips])

    def remove(self, chip_id: Hashable) -> None:
        """Take one away again."""
        for button in [known for known in self._chips if known.chip.id == chip_id]:
            self._chips.remove(button)
            button.hide()
            button.deleteLater()
            self._lay()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit([known.id for known in self.chips])

    # Typing ------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        chosen = {chip.id for chip in self.chips}
        found = [chip for chip in self._suggest(text) if chip.id not in chosen]
        under = self.field.mapTo(self.window(), QPoint(0, self.field.height() + 4))
        self._found.show_chips(found if text.strip() else [], under, self.width() // 2 + 60)

    def _take(self, chip: object) -> None:
        assert isinstance(chip, Chip)
        self.field.clear()
        self.add(chip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._found.handle(event):
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self._chips:
                self.remove(self._chips[-1].chip.id)
                return True
        elif isinstance(event, QFocusEvent):
            self._found.hide()
            self.update()
        return False

    # Looks -----------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[-1].bottom() + INSET

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, CHIP + 2 * INSET - 1)

    def _places(self, width: int) -> list[QRect]:
        """Chips from the left, on as many lines as it takes; last the field, after the last."""
        places: list[QRect] = []
        left, top = INSET, INSET - 1
        for button in self._chips:
            wide = min(button.sizeHint().width(), width - 2 * INSET)
            if left > INSET and left + wide > width - INSET:
                left, top = INSET, top + CHIP + GAP
            places.append(QRect(left, top, wide, CHIP))
            left += wide + GAP
        if left > INSET and width - left < ROOM_TO_TYPE:
            left, top = INSET, top + CHIP + GAP
        return [*places, QRect(left + 4, top, max(width - left - 10, 40), CHIP)]

    def _lay(self) -> None:
        for part, place in zip([*self._chips, self.field], self._places(self.width()), strict=True):
            part.setGeometry(place)
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        focused = self.field.hasFocus()
        line = tokens.accent if focused else tokens.line_strong
        paint.rounded(
            painter, self.rect(), Metrics.RADIUS, tokens.canvas, line, 2 if focused else 1
        )
        painter.end()


class _ChipButton(QAbstractButton):
    """A chip; pressing it takes it away."""

    def __init__(self, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.chip = chip
        self.setAccessibleName(self.tr("Remove {}").format(chip.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._before + self._width + 30, CHIP)

    @property
    def _before(self) -> int:
        return 30 if self.chip.tile or self.chip.icon else 8

    @property
    def _width(self) -> int:
        return QFontMetrics(font(Type.BODY)).horizontalAdvance(self.chip.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        paint.rounded(painter, self.rect(), Metrics.RADIUS, tokens.surface, tokens.line)
        square = QRect(4, 3, 20, 20)
        if self.chip.tile is not None:
            paint.tile(painter, square, self.chip.tile)
        elif self.chip.icon:
            paint_icon(painter, self.chip.icon, tokens.text, square.adjusted(3, 3, -3, -3))
        where = QRect(self._before, 0, self.width() - self._before - 26, CHIP)
        paint.write(painter, where, self.chip.name, font(Type.BODY), tokens.text)
        cross = QRect(self.width() - 21, (CHIP - 14) // 2, 14, 14)
        ink = tokens.text if self.underMouse() else tokens.muted
        paint_icon(painter, "x", ink, cross)
        painter.end()
