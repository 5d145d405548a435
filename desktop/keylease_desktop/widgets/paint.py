"""Strokes that widgets and table cells share, so that both look the same."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from keylease.model.plain import plain
from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type, font

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
BADGE_HEIGHT = 19
BADGE_PADDING = 8
RUNNING_LOW = 0.2
"""Below this share of its time an access is about to end."""


def soften(painter: QPainter) -> None:
    """Smooth edges and glyphs from here on."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)


def rounded(
    painter: QPainter,
    where: QRect | QRectF,
    radius: float,
    fill: str | None = None,
    line: str | None = None,
    width: float = 1,
) -> None:
    """A rounded rectangle whose line lies inside `where`, on whole pixels."""
    rect = QRectF(where)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if line:
        half = width / 2
        rect.adjust(half, half, -half, -half)
        radius = max(radius - half, 0)
        painter.setPen(QPen(QColor(line), width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def write(
    painter: QPainter,
    where: QRect,
    text: str,
    letters: QFont,
    colour: str,
    align: Qt.AlignmentFlag = LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """One line of text, shortened with … to fit. Returns the width it took, in pixels."""
    if where.width() <= 0 or not text:
        return 0
    metrics = QFontMetrics(letters)
    text = plain(text)
    fitting = metrics.elidedText(text, elide, where.width())
    painter.setFont(letters)
    painter.setPen(QColor(colour))
    painter.drawText(where, align | Qt.TextFlag.TextSingleLine, fitting)
    return metrics.horizontalAdvance(fitting)


def badge_width(text: str) -> int:
    """How wide a badge with that text is, in pixels."""
    return (
        QFontMetrics(font(Type.CAPTION, tabular=True)).horizontalAdvance(text) + 2 * BADGE_PADDING
    )


def badge(
    painter: QPainter,
    where: QRect,
    text: str,
    tone: Tone,
    ground: str,
    kind: Type = Type.CAPTION,
) -> int:
    """A badge at the left of `where`, in its middle. Returns its width, in pixels."""
    tokens = look().tokens
    width = min(badge_width(text), where.width())
    top = where.y() + (where.height() - BADGE_HEIGHT) // 2
    rect = QRect(where.x(), top, width, BADGE_HEIGHT)
    rounded(painter, rect, BADGE_HEIGHT / 2, tokens.fill(tone, ground))
    ink = tokens.ink(Tone.MUTED if tone is Tone.NEUTRAL else tone)
    inside = rect.adjusted(BADGE_PADDING - 1, 0, -BADGE_PADDING + 1, 0)
    write(painter, inside, text, font(kind, tabular=True), ink, CENTRE)
    return width


def tile(painter: QPainter, where: QRect, drawn: Tile) -> None:
    """A letter tile that fills `where`, a square."""
    tokens = look().tokens
    hue = tokens.person if drawn.hue is None else tokens.hues[drawn.hue % len(tokens.hues)]
    side = where.width()
    radius = side / 2 if drawn.hue is None else (6 if side < 32 else 8)
    rounded(painter, where, radius, hue.ground)
    small = len(drawn.letters) > 1 and side < 32
    letters = font(Type.TILE_SMALL if small or side < 24 else Type.CAPTION_STRONG)
    if side >= 32 and len(drawn.letters) == 1:
        letters = font(Type.SECTION)
    write(painter, where, drawn.letters, letters, hue.ink, CENTRE, Qt.TextElideMode.ElideNone)


def lease_bar(painter: QPainter, where: QRectF, left: float) -> None:
    """The bar that empties: `left` of 1, amber when it runs low, a red end when it is over."""
    tokens = look().tokens
    radius = where.height() / 2
    rounded(painter, where, radius, tokens.track)
    left = min(max(left, 0.0), 1.0)
    colour = tokens.accent
    if left == 0:
        colour = tokens.danger
    elif left < RUNNING_LOW:
        colour = tokens.amber
    width = max(where.width() * left, where.height() if left else 2.0)
    painter.save()
    painter.setClipRect(QRectF(where.topLeft(), QPointF(where.x() + width, where.bottom())))
    rounded(
        painter,
        QRectF(where.x(), where.y(), max(width, 2 * radius), where.height()),
        radius,
        colour,
    )
    painter.restore()


def ring(painter: QPainter, where: QRect | QRectF, radius: float, tone: Tone = Tone.ACCENT) -> None:
    """The focus ring, its inner edge on `where` grown by the offset."""
    rounded(painter, where, radius, None, look().tokens.ink(tone), 2)
