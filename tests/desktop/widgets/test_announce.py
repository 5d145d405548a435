"""A real screen reader's side of it: Qt hands the announcement to whoever listens."""

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.label import Label


def test_it_may_be_said_whether_or_not_anybody_listens(qtbot: QtBot) -> None:
    label = Label("Keys")
    qtbot.addWidget(label)
    label.show()
    active = QAccessible.isActive()
    for listening in (False, True):
        QAccessible.setActive(listening)
        announce(label, "Ben’s access is revoked")
    QAccessible.setActive(active)
