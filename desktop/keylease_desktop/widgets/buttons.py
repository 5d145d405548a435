"""Buttons, painted here so that every theme, state and density gets the same shape."""

from enum import Enum, auto

from PySide6.QtCore import QEasingCurve, QEvent, QRect, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from keylease_desktop.theme.icons import paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Motion, Tokens, Tone, mix
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.key_caps import caps_width, paint_caps
from keylease_desktop.widgets.label import plain_tip

GAP = 8


class Kind(Enum):
    """What a button is to its screen. One PRIMARY a screen; LINK stands in running text."""

    PRIMARY = auto()
    PLAIN = auto()
    QUIET = auto()
    DANGER = auto()
    LINK = auto()


class Hover:
    """How far the mouse has warmed a button up, 0 to 1, over 90 ms."""

    def __init__(self, button: QAbstractButton) -> None:
        self._animation = QVariantAnimation(button)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(lambda _: button.update())
        self.share = 0.0
        self._animation.valueChanged.connect(self._take)

    def _take(self, value: float) -> None:
        self.share = value

    def turn(self, on: bool) -> None:
        """Warm up or cool down from where it is."""
        self._animation.stop()
        self._animation.setStartValue(self.share)
        self._animation.setEndValue(1.0 if on else 0.0)
        self._animation.setDuration(look().duration(Motion.HOVER))
        self._animation.start()


class Button(QPushButton):
    """A button with a text, and perhaps an icon before it or key caps behind it.

    The text is shown as it stands: an ampersand in a name makes no mnemonic.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.PLAIN,
        icon: str = "",
        *,
        caps: tuple[str, ...] = (),
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._icon = self._own_icon = icon
        self._caps = caps
        self._tall = tall or kind is Kind.PRIMARY
        self._hover = Hover(self)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_caption(text)

    def set_caption(self, text: str) -> None:
        """Change the text."""
        self._caption = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def show_icon(self, shown: bool) -> None:
        """Show its icon, if it has one, or only its text."""
        icon = self._own_icon if shown else ""
        if icon != self._icon:
            self._icon = icon
            self.updateGeometry()
            self.update()

    @property
    def caption(self) -> str:
        """The text, as it is shown."""
        return self._caption

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(font(self._type))
        width = letters.horizontalAdvance(self._caption) + 2 * self._padding
        width += (Metrics.ICON + GAP) if self._icon else 0
        width += (caps_width(self._caps) + GAP) if self._caps else 0
        if self.kind is Kind.LINK:
            return QSize(width, self._type.line)
        return QSize(width, Metrics.PRIMARY if self._tall else Metrics.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _type(self) -> Type:
        return Type.CAPTION_STRONG if self.kind is Kind.LINK else Type.STRONG

    @property
    def _padding(self) -> int:
        return 0 if self.kind is Kind.LINK else 13

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hover.turn(self.isEnabled())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover.turn(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.soften(painter)
        tokens = look().tokens
        fill, line, ink = self._colours(tokens)
        if self.kind is not Kind.LINK:
            paint.rounded(painter, self.rect(), Metrics.RADIUS, fill, line)
        self._content(painter, ink)
        painter.end()

    def _content(self, painter: QPainter, ink: str) -> None:
        letters = font(self._type)
        text = QFontMetrics(letters).horizontalAdvance(self._caption)
        before = (Metrics.ICON + GAP) if self._icon else 0
        behind = (caps_width(self._caps) + GAP) if self._caps else 0
        room = self.width() - 2 * self._padding - before - behind
        text = min(text, room)
        left = (self.width() - before - text - behind) // 2
        if self._icon:
            top = (self.height() - Metrics.ICON) // 2
            paint_icon(painter, self._icon, ink, QRect(left, top, Metrics.ICON, Metrics.ICON))
        where = QRect(left + before, 0, text + 1, self.height())
        paint.write(painter, where, self._caption, letters, ink)
        if self._caps:
            paint_caps(painter, left + before + text + GAP, self.rect().center().y(), self._caps)

    def _colours(self, tokens: Tokens) -> tuple[str | None, str | None, str]:
        warm = max(self._hover.share, 1.0 if self.isDown() else 0.0)
        if self.kind is Kind.PRIMARY:
            if not self.isEnabled():
                return mix(tokens.text, tokens.surface, 0.08), None, tokens.disabled
            fill = mix(tokens.accent_hover, tokens.accent, warm)
            return fill, None, tokens.on_accent
        ink = {Kind.DANGER: tokens.danger, Kind.QUIET: tokens.muted, Kind.LINK: tokens.accent}.get(
            self.kind, tokens.text
        )
        if not self.isEnabled():
            line = None if self.kind is Kind.QUIET else tokens.line
            return None, line, tokens.disabled
        if self.kind is Kind.QUIET:
            ink = mix(tokens.text, ink, warm)
            return (mix(tokens.hover, tokens.surface, warm) if warm else None), None, ink
        if self.kind is Kind.LINK:
            return None, None, mix(tokens.accent_hover, ink, warm)
        return mix(tokens.hover, tokens.surface, warm), tokens.line_strong, ink


class IconButton(QPushButton):
    """A square button with an icon alone; `name` is what a screen reader and its tip say."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        side: int = Metrics.CONTROL,
        tone: Tone = Tone.MUTED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone = tone
        self._hover = Hover(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(side, side)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change what it is called."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def set_icon(self, icon: str) -> None:
        """Change what it shows."""
        self._icon = icon
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hover.turn(self.isEnabled())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover.turn(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = look().tokens
        warm = max(self._hover.share, 1.0 if self.isDown() else 0.0)
        if warm:
            painter.setOpacity(warm)
            ground = mix(tokens.text, tokens.surface, 0.08)
            paint.rounded(painter, self.rect(), Metrics.RADIUS, ground)
            painter.setOpacity(1)
        ink = mix(tokens.text, tokens.ink(self._tone), warm)
        if not self.isEnabled():
            ink = tokens.disabled
        side = min(Metrics.ICON, self.width())
        where = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_icon(painter, self._icon, ink, where)
        painter.end()
