"""Say something to a screen reader that no focus change would say."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have `text` read out, when the reader has finished what it is at."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def announce_current(view: QAbstractItemView) -> None:
    """Have the current row read out, where the view has the focus: Qt names only the view when the
    focus comes to it, and a row when it becomes the current one.
    """
    if not (QAccessible.isActive() and view.hasFocus() and view.currentIndex().isValid()):
        return
    row = QAccessible.queryAccessibleInterface(view).focusChild()
    if row is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Focus))
