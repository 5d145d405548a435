from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.tokens import LIGHT
from keylease_desktop.widgets.card_edge import CardEdge


def test_corners_are_round_and_clicks_pass(qtbot: QtBot) -> None:
    view = QTableView()
    edge = CardEdge(view)
    qtbot.addWidget(view)
    view.resize(200, 100)
    view.show()
    image = view.grab().toImage()
    assert image.pixelColor(0, 0).name().upper() == LIGHT.canvas
    assert image.pixelColor(100, 0).name().upper() == LIGHT.line
    view.resize(300, 150)
    assert edge.size() == view.size()
    assert view.childAt(150, 75) is not edge
