"""Say something to a screen reader that no focus change would say."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have `text` read out, when the reader has finished what it is at."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
