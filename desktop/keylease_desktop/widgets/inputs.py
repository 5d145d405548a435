"""What people type into and choose from."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from keylease_desktop.theme.icons import icon, paint_icon
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type, font
from keylease_desktop.widgets import paint
from keylease_desktop.widgets.buttons import IconButton
from keylease_desktop.widgets.key_caps import KeyCaps
from keylease_desktop.widgets.label import plain_tip

ROOM_TO_TYPE = 84
LENS_GAP = 6
"""Pixels that Qt leaves too much between the lens and the text."""


class TextField(QLineEdit):
    """One line of text; `name` is what a screen reader calls it."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def set_wrong(self, wrong: bool) -> None:
        """Draw a red line round it, or no more."""
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().unpolish(self)
        self.style().polish(self)


class SearchField(TextField):
    """A field with a lens, and the keys that lead into it."""

    def __init__(
        self,
        name: str,
        placeholder: str,
        caps: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, placeholder, parent)
        self.addAction(icon("search", Tone.MUTED), QLineEdit.ActionPosition.LeadingPosition)
        self.setTextMargins(-LENS_GAP, 0, 0, 0)
        self._caps = KeyCaps(*caps, parent=self) if caps else None
        self.textChanged.connect(self._place)

    def _place(self) -> None:
        if self._caps is None:
            return
        size = self._caps.sizeHint()
        self._caps.setGeometry(
            QRect(
                self.width() - size.width() - 10,
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )
        )
        room = self.width() - size.width() > ROOM_TO_TYPE
        self._caps.setVisible(room and not self.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


class SecretInput(TextField):
    """A passphrase or a value being typed: dots, no undo, no menu, no drag; the eye shows it for as
    long as it is held.
    """

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setDragEnabled(False)
        self.setTextMargins(0, 0, 30, 0)
        self._eye = IconButton(
            "eye", self.tr("Hold to show: {}").format(name), side=26, parent=self
        )
        self._eye.pressed.connect(lambda: self._open(True))
        self._eye.released.connect(lambda: self._open(False))

    def _open(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if shown else modes.Password)
        self._eye.set_icon("eye-off" if shown else "eye")

    def forget(self) -> None:
        """Clear what was typed, beyond undo."""
        self.clear()
        self._open(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            self._open(False)
        super().changeEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._eye.move(self.width() - 30, (self.height() - 26) // 2)


class Select(QComboBox):
    """One of a few, from a list that drops down."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        # On Linux, Qt gives what is chosen as the name; this is what is left to say of what.
        self.setAccessibleDescription(name)
        self.view().setAccessibleName(name)  # the list that drops down takes the focus
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 24, Metrics.CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        paint.rounded(painter, self.rect(), Metrics.RADIUS, tokens.surface, tokens.line_strong)
        ink = tokens.text if self.isEnabled() else tokens.disabled
        where = self.rect().adjusted(10, 0, -30, 0)
        paint.write(painter, where, self.currentText(), font(Type.BODY), ink)
        square = QRect(self.width() - 24, (self.height() - 14) // 2, 14, 14)
        paint_icon(painter, "chevron-down", tokens.muted, square)
        painter.end()


class CheckBox(QCheckBox):
    """Yes or no. One that `gives_way` is cut where its text is longer than there is room."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, gives_way: bool = False
    ) -> None:
        super().__init__(parent)
        self.set_caption(text)
        if gives_way:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_caption(self, text: str) -> None:
        """Change what it says."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_cut = self.width() < self.sizeHint().width()
        self.setToolTip(plain_tip(self.accessibleName()) if is_cut else "")

    def sizeHint(self) -> QSize:
        return _choice_size(self)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        square = QRect(0, (self.height() - 16) // 2, 16, 16)
        on = self.isChecked()
        fill = tokens.accent if on else tokens.surface
        paint.rounded(painter, square, 4, fill, None if on else tokens.muted)
        if on:
            paint_icon(painter, "check", tokens.on_accent, square.adjusted(1, 2, -1, 0))
        _choice_text(painter, self)
        painter.end()


class RadioButton(QRadioButton):
    """One of several that are all to be seen."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return _choice_size(self)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        paint.soften(painter)
        square = QRect(0, (self.height() - 16) // 2, 16, 16)
        on = self.isChecked()
        fill = tokens.accent if on else tokens.surface
        paint.rounded(painter, square, 8, fill, None if on else tokens.muted)
        if on:
            paint.rounded(painter, square.adjusted(5, 5, -5, -5), 3, tokens.on_accent)
        _choice_text(painter, self)
        painter.end()


def _choice_size(button: QAbstractButton) -> QSize:
    text = button.text().replace("&&", "&")
    if not text:
        return QSize(16, 24)
    return QSize(QFontMetrics(font(Type.BODY)).horizontalAdvance(text) + 30, 24)


def _choice_text(painter: QPainter, button: QAbstractButton) -> None:
    tokens = look().tokens
    ink = tokens.text if button.isEnabled() else tokens.disabled
    where = button.rect().adjusted(25, 0, 0, 0)
    paint.write(painter, where, button.text().replace("&&", "&"), font(Type.BODY), ink)
