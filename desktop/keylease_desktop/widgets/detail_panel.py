"""What is known about the chosen row: beside the list, or over it where there is no room."""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Motion, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import IconButton
from keylease_desktop.widgets.card import Scroll
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.letter_tile import LetterTile

MARGIN = 20


class DetailPanel(QWidget):
    """Tile, title and sentence on top, then what is put into `column`, which scrolls.

    `closed` asks to be put away: the cross or Escape.
    """

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._tile = LetterTile(Tile("?"), 32)
        self._title = Label("", Type.SECTION, wrap=True)
        self._second = Line("", Type.CAPTION, Tone.MUTED)
        close = IconButton("x", self.tr("Close"))
        close.clicked.connect(self.closed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._second)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 18, 12, 12)
        head.setSpacing(10)
        head.addWidget(self._tile)
        head.addLayout(words, 1)
        head.addWidget(close)
        scroll = Scroll(at_top=True)
        self.column = scroll.column
        self.column.setContentsMargins(MARGIN, 4, MARGIN, MARGIN)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(scroll, 1)

    def show_title(self, tile: Tile, title: str, second: str) -> None:
        """Change what stands on top."""
        self._tile.show_tile(tile)
        self._title.setText(title)
        self._second.set_text(second)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(0, 0, 1, self.height(), QColor(tokens.line))
        painter.end()


class DetailHost(QWidget):
    """A screen's list with its panel: side by side, or the panel over it in a narrow window.

    A panel that nobody has asked for gives way where it would come to lie over the list.
    """

    def __init__(self, main: QWidget, panel: DetailPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main, self._panel = main, panel
        self._open = self._asked = self._gave_way = False
        main.setParent(self)
        panel.setParent(self)
        panel.hide()
        panel.closed.connect(lambda: self.show_panel(False))
        self._motion = QPropertyAnimation(panel, b"geometry", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.finished.connect(self._settle)

    @property
    def panel_shown(self) -> bool:
        """Whether the panel is open."""
        return self._open

    @property
    def beside(self) -> bool:
        """Whether there is room for list and panel side by side."""
        return self.window().width() >= Metrics.OVERLAY_UNDER

    def show_panel(self, shown: bool, *, asked: bool = True) -> None:
        """Open the panel, or put it away and give the focus back to the list. Not `asked` for:
        a row is the chosen one, and the panel goes with it.
        """
        self._asked = shown and (asked or (self._open and self._asked))
        self._gave_way = False
        self._turn(shown)

    def _turn(self, shown: bool) -> None:
        if shown == self._open:
            return
        self._open = shown
        had_focus = self._panel.isAncestorOf(self.window().focusWidget())
        self._motion.stop()
        duration = look().duration(Motion.PANEL)
        if shown:
            self._panel.setGeometry(self._place(False))
            self._panel.show()
            self._panel.raise_()
        elif had_focus:
            self._main.setFocus(Qt.FocusReason.OtherFocusReason)
        if not duration:
            self._settle()
            return
        self._motion.setDuration(duration)
        self._motion.setStartValue(self._panel.geometry())
        self._motion.setEndValue(self._place(shown))
        self._motion.start()
        if not self.beside or shown:
            return
        self._lay_main()

    def _settle(self) -> None:
        self._panel.setVisible(self._open)
        self._panel.setGeometry(self._place(self._open))
        self._lay_main()

    def _place(self, shown: bool) -> QRect:
        width = min(Metrics.DETAIL, self.width())
        left = self.width() - width if shown else self.width()
        return QRect(left, 0, width, self.height())

    def _lay_main(self) -> None:
        taken = Metrics.DETAIL if self._open and self.beside else 0
        self._main.setGeometry(0, 0, self.width() - taken, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._motion.stop()
        if self._open and not self._asked and not self.beside:
            self._open, self._gave_way = False, True
        elif self._gave_way and self.beside:
            self._open, self._gave_way = True, False
        self._settle()
