"""Icons, coloured when they are painted: one drawing serves every theme, state and density."""

from typing import Self

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

import keylease_assets
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Tone


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon in one colour, `size` logical pixels square, sharp at that pixel ratio.

    FileNotFoundError if there is no such icon.
    """
    key = f"keylease/{name}/{colour}/{size}/{ratio}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = _drawn(name, colour, round(size * ratio))
        made.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, made)
    return made


def _drawn(name: str, colour: str, side: int) -> QPixmap:
    # 2 of 24 is heavy at 16 pixels: a finer line stands quieter beside the text
    drawing = keylease_assets.icon(name).replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="2"', 'stroke-width="1.9"')
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return QPixmap.fromImage(image)


def paint_icon(painter: QPainter, name: str, colour: str, where: QRect) -> None:
    """Draw the icon in the middle of `where`, as large as its shorter side."""
    side = min(where.width(), where.height())
    ratio = painter.device().devicePixelRatioF()
    left = where.x() + (where.width() - side) // 2
    top = where.y() + (where.height() - side) // 2
    painter.drawPixmap(QPoint(left, top), pixmap(name, colour, side, ratio))


class _Engine(QIconEngine):
    """Looks its colour up in the tokens each time it is asked to paint."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def colour(self, mode: QIcon.Mode) -> str:
        tokens = look().tokens
        if mode is QIcon.Mode.Disabled:
            return tokens.disabled
        if mode is QIcon.Mode.Selected:
            return tokens.on_accent
        return tokens.ink(self._tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, self._name, self.colour(mode), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, self.colour(mode), min(size.width(), size.height()))

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return pixmap(self._name, self.colour(mode), side, scale)

    def key(self) -> str:
        return "keylease"

    def clone(self) -> Self:
        return type(self)(self._name, self._tone)


def icon(name: str, tone: Tone = Tone.NEUTRAL) -> QIcon:
    """An icon for a Qt widget or action. FileNotFoundError if there is no such icon."""
    keylease_assets.icon(name)
    return QIcon(_Engine(name, tone))
