"""A real screen reader's side of it: Qt hands the announcement to whoever listens."""

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Cell
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.widgets.announce import announce, announce_current
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.table import RowsView


def test_it_may_be_said_whether_or_not_anybody_listens(qtbot: QtBot) -> None:
    label = Label("Keys")
    qtbot.addWidget(label)
    label.show()
    active = QAccessible.isActive()
    for listening in (False, True):
        QAccessible.setActive(listening)
        announce(label, "Ben’s access is revoked")
    QAccessible.setActive(active)


def test_a_table_says_which_row_it_stands_on_if_it_stands_on_one(qtbot: QtBot) -> None:
    rows = RowsModel([Column[str]("Name", Cell, str)], str, str)
    rows.set_rows(["openai-prod", "gemini-dev"])
    table = RowsView(rows, "Keys")
    qtbot.addWidget(table)
    table.show()
    active = QAccessible.isActive()
    QAccessible.setActive(True)
    announce_current(table)  # without the focus, and without a row
    table.choose("gemini-dev")
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    announce_current(table)
    row = QAccessible.queryAccessibleInterface(table).focusChild()
    assert row.text(QAccessible.Text.Name) == "gemini-dev"
    QAccessible.setActive(active)
