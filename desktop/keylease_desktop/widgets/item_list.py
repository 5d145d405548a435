"""Rows that carry buttons: what needs doing, a member's keys, who has access."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.lease_bar import LeaseBar
from keylease_desktop.widgets.letter_tile import IconTile, LetterTile

LEASE = 180
"""Pixels of the bar, where there is room for it."""


@dataclass(frozen=True)
class Action:
    """A button of a row. Without `text` it is an icon, called `tip` by a screen reader."""

    name: str
    text: str = ""
    kind: Kind = Kind.PLAIN
    icon: str = ""
    tip: str = ""


@dataclass(frozen=True)
class Item:
    """One row: a tile or an icon of a tone, two lines, a lease bar, words at the right, buttons."""

    id: Hashable
    title: str
    second: str = ""
    tile: Tile | None = None
    icon: str = ""
    tone: Tone = Tone.NEUTRAL
    lease: float | None = None
    lease_text: str = ""
    trailing: str = ""
    actions: tuple[Action, ...] = ()
    strong: bool = True


class ItemList(QWidget):
    """Rows with lines between them; on a card unless `bare`. `acted` tells the row and the button.

    What is too long for its line is shortened, or goes on below where it `wraps`.

    Rows are kept by id when they are shown anew: a button that has the focus keeps it.
    """

    acted = Signal(object, str)

    def __init__(
        self,
        name: str,
        *,
        bare: bool = False,
        dense: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        # what wraps is as high as its width makes it, which a size hint does not know
        upright = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self._bare, self._dense, self._wraps = bare, dense, wraps
        self._rows: dict[Hashable, _ItemRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these rows, in this order."""
        wanted = {item.id for item in items}
        # words at the right stand below each other also where a row has no button
        spare = any(not action.text for item in items for action in item.actions)
        for row_id in [known for known in self._rows if known not in wanted]:
            gone = self._rows.pop(row_id)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, item in enumerate(items):
            row = self._rows.get(item.id)
            if row is None:
                row = self._rows[item.id] = _ItemRow(self._bare, self._dense, self._wraps)
                row.acted.connect(self.acted)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            row.show_item(item, first=place == 0, spare=spare and not item.actions)

    def focus_item(self, row_id: Hashable) -> bool:
        """Put the focus on a row's last button. False where there is no such row, or no button."""
        row = self._rows.get(row_id)
        buttons = [] if row is None else row.findChildren(QAbstractButton)
        if not buttons:
            return False
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # the ring shows it
        buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._bare or not self._rows:
            return
        tokens = look().tokens
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), Metrics.CARD_RADIUS, tokens.surface, tokens.line)
        painter.end()


class _ItemRow(QWidget):
    """One row, and the line above it."""

    acted = Signal(object, str)

    def __init__(self, bare: bool, dense: bool, wraps: bool) -> None:
        super().__init__()
        self._bare, self._dense, self._wraps = bare, dense, wraps
        self._item: Item | None = None
        self._first, self._spare = True, False
        self._row = QHBoxLayout(self)
        side = 0 if bare else Metrics.CARD
        above = 5 if dense else 12
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(10 if dense else 14)

    def show_item(self, item: Item, *, first: bool, spare: bool) -> None:
        """Change what it says, touching no more than what differs; `spare` room for a button."""
        before, self._item = self._item, item
        was_spare, self._spare = self._spare, spare
        self._first = first
        self.update()
        if item == before and spare == was_spare:
            return
        self.setAccessibleName(", ".join(filter(None, [item.title, item.second])))
        if before is not None and spare == was_spare and _shape(before) == _shape(item):
            self._fill(item)
        else:
            self._build(item)

    def _build(self, item: Item) -> None:
        while (taken := self._row.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
            elif (inner := taken.layout()) is not None:
                while (line := inner.takeAt(0)) is not None:
                    if (widget := line.widget()) is not None:
                        widget.deleteLater()
        self._picture(item)
        kind = Type.STRONG if item.strong else Type.BODY
        self._title = self._words(item.title, kind)
        second = Type.CAPTION if self._dense else Type.BODY
        self._second = self._words(item.second, second, Tone.MUTED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        if item.second:
            words.addWidget(self._second)
        self._row.addLayout(words, 3)
        self._bar(item)
        self._trailing = Line(item.trailing, Type.CAPTION, Tone.MUTED, tabular=True)
        self._trailing.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if item.trailing:
            self._row.addWidget(self._trailing)
        self._buttons = [self._button(action) for action in item.actions]
        for button in self._buttons:
            button.setAccessibleDescription(item.title)
            self._row.addWidget(button)
        if self._spare:
            self._row.addSpacing(self._row.spacing() + self._icon_side)

    def _words(self, text: str, kind: Type, tone: Tone = Tone.NEUTRAL) -> Label | Line:
        make = partial(Label, wrap=True) if self._wraps else Line
        return make(text, kind, tone)

    def _picture(self, item: Item) -> None:
        side = 24 if self._dense else 32
        if item.tile is not None:
            self._row.addWidget(LetterTile(item.tile, side))
        elif item.icon:
            self._row.addWidget(IconTile(item.icon, item.tone, side))

    def _bar(self, item: Item) -> None:
        self._lease = LeaseBar(item.lease or 0.0, item.lease_text)
        self._left = Line(item.lease_text, Type.BODY, Tone.MUTED, tabular=True)
        if item.lease is None:
            return
        self._lease.setMinimumWidth(LEASE // 4)
        self._lease.setMaximumWidth(LEASE)
        self._left.setMinimumWidth(92)
        self._row.addWidget(self._lease, 2)
        self._row.addWidget(self._left)

    @property
    def _icon_side(self) -> int:
        return 28 if self._dense else Metrics.CONTROL

    def _button(self, action: Action) -> QWidget:
        made: Button | IconButton
        if action.text:
            made = Button(action.text, action.kind, action.icon)
            made.setFixedHeight(Metrics.CONTROL)
        else:
            made = IconButton(action.icon, action.tip, side=self._icon_side)
        made.clicked.connect(lambda: self._act(action.name))
        return made

    def _act(self, name: str) -> None:
        if self._item is not None:
            self.acted.emit(self._item.id, name)

    def _fill(self, item: Item) -> None:
        for words, text in ((self._title, item.title), (self._second, item.second)):
            say = words.set_text if isinstance(words, Line) else words.setText
            say(text)
        self._trailing.set_text(item.trailing)
        self._lease.show_left(item.lease or 0.0, item.lease_text)
        self._left.set_text(item.lease_text)
        for button in self._buttons:
            button.setAccessibleDescription(item.title)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first:
            return
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(look().tokens.line))
        painter.end()


def _shape(item: Item) -> tuple[object, ...]:
    """What makes a row be built anew; all else is only filled in."""
    return (
        item.tile,
        item.icon,
        item.tone,
        item.strong,
        item.actions,
        bool(item.second),
        bool(item.trailing),
        item.lease is None,
    )
