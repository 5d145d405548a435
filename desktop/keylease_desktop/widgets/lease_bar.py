"""The signature of the app: a thin bar that empties as an access runs out."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from keylease_desktop.widgets import paint


class LeaseBar(QWidget):
    """What is left of an access, 1 to 0; amber below a fifth, a red end when it is over."""

    def __init__(
        self, left: float = 1.0, says: str = "", *, height: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_left(left, says)

    @property
    def left(self) -> float:
        """The share that is left, 0 to 1."""
        return self._left

    def show_left(self, left: float, says: str) -> None:
        """Change how full it is; `says` is the same in words: "6 days left"."""
        self._left = min(max(left, 0.0), 1.0)
        self.setAccessibleName(says)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(64, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = (self.height() - self._height) / 2
        paint.lease_bar(painter, QRectF(0, middle, self.width(), self._height), self._left)
        painter.end()
