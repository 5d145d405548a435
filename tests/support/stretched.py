"""Texts two thirds longer, as another language may have them, and what they are cut off in."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.label import Label

LONGER = 0.6


class Stretcher(QTranslator):
    """Every text with letters of a long language behind it; placeholders stay as they are."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return stretched(sourceText)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


def stretched(text: str) -> str:
    """The text, longer by LONGER."""
    more = round(len(text) * LONGER)
    return f"{text}{'ßüäöm' * (more // 5 + 1)}"[: len(text) + more] if len(text) > 1 else text


def cut_off(root: QWidget) -> Iterator[str]:
    """What is on the screen and has less room than its text needs. A `Line` shortens itself with
    an ellipsis and tells all in its tip; that is no cut.
    """
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, Label) and widget.text():
            yield from _label(widget)
        elif isinstance(widget, Button | QCheckBox | QRadioButton):
            yield from _button(widget)
            yield from _beyond(widget)


def _label(label: Label) -> Iterator[str]:
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + 1:
            needed = label.heightForWidth(label.width())
            yield f"{label.text()!r}: {label.height()} of {needed} high"
        return
    needed = QFontMetrics(label.font()).horizontalAdvance(label.text())
    if needed > label.width() + 1:
        yield f"{label.text()!r}: {label.width()} of {needed} wide"


def _button(button: QAbstractButton) -> Iterator[str]:
    if button.sizeHint().width() > button.width() + 1:
        yield f"{button.text()!r}: {button.width()} of {button.sizeHint().width()} wide"


def _beyond(button: QAbstractButton) -> Iterator[str]:
    """What it lies in ends before it does: nobody can scroll there, to the side."""
    ground = button.parentWidget()
    while ground is not None:
        right = button.mapTo(ground, QPoint(button.width(), 0)).x()
        if right > ground.width() + 1:
            yield f"{button.text()!r}: goes {right - ground.width()} beyond {type(ground).__name__}"
            return
        ground = None if ground.isWindow() else ground.parentWidget()
