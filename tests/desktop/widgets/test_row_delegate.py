"""Every kind of cell is painted, and told in a tip where it was cut."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.widgets.table import RowsView

CELLS = [
    Cell("openai-prod"),
    Cell("openai-prod", strong=True),
    Cell("openai-prod", tile=Tile.of_provider("OpenAI")),
    Cell("openai-prod", second="OpenAI · production", tile=Tile.of_person("Ada")),
    Cell("6 days", lease=0.1),
    Cell("ended", lease=0.0, tone=Tone.MUTED),
    Cell("production", badge=True, tone=Tone.ACCENT),
    Cell("sk-proj-3fQ", mono=True),
    Cell("refused", icon="ban", tone=Tone.DANGER),
    Cell(),
]


def shown(qtbot: QtBot, cell: Cell, *, right: bool = False, height: int = Metrics.ROW) -> QImage:
    column = Column[Cell]("Title", lambda row: row, right=right)
    model = RowsModel([column], lambda row: row.text, lambda row: row.text)
    model.set_rows([cell])
    view = RowsView(model, "Keys", row_height=height)
    qtbot.addWidget(view)
    view.resize(300, 100)
    view.show()
    return view.grab().toImage()


def test_no_two_kinds_of_cell_look_alike(qtbot: QtBot) -> None:
    images = [shown(qtbot, cell) for cell in CELLS]
    assert all(images[n] != images[m] for n in range(len(images)) for m in range(n))


@pytest.mark.parametrize("cell", CELLS, ids=str)
@pytest.mark.parametrize("height", [Metrics.ROW_COMPACT, Metrics.ROW, Metrics.ROW_TWO_LINES])
def test_every_cell_at_every_height(qtbot: QtBot, cell: Cell, height: int) -> None:
    assert shown(qtbot, cell, right=True, height=height) != shown(qtbot, Cell("~"), height=height)


@pytest.mark.attack("F03")
def test_a_tip_shows_a_name_as_it_stands(qtbot: QtBot) -> None:
    model = RowsModel(
        [Column[str]("Name", lambda row: Cell(row))], lambda row: row, lambda row: row
    )
    model.set_rows(["<img src='file:///x'>"])
    view = RowsView(model, "Keys")
    qtbot.addWidget(view)
    view.resize(300, 100)
    view.show()
    at = view.visualRect(model.index(0, 0)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at) + QPoint(1, 1))
    QApplication.sendEvent(view.viewport(), event)
    tips = [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QLabel) and window.inherits("QTipLabel")
    ]
    assert ["&lt;img" in tip.text() for tip in tips] == [True]
    for tip in tips:
        tip.hide()
