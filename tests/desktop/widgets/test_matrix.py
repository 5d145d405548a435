"""The matrix by mouse and arrows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Tile
from keylease_desktop.models.matrix import Heading, MatrixModel, Seen
from keylease_desktop.widgets.matrix import CELL, MatrixLegend, MatrixView, paint_seen


@pytest.fixture
def view(qtbot: QtBot) -> MatrixView:
    model = MatrixModel()
    people = [Heading(n, f"Person {n}", Tile("P")) for n in range(6)]
    keys = [Heading(n, f"key-{n}", Tile("K", 1)) for n in range(40)]
    model.show(people, keys, {(1, 1): Seen.EXPOSED})
    made = MatrixView(model, "Who has seen what")
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def test_arrows_walk(qtbot: QtBot, view: MatrixView) -> None:
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 1)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().column() == 39
    assert view.horizontalScrollBar().value() > 0


def test_mouse(qtbot: QtBot, view: MatrixView) -> None:
    middle = view.visualRect(view.model().index(2, 3)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert view.currentIndex().column() == 3


def test_it_is_no_larger_than_what_it_holds(view: MatrixView) -> None:
    model = view.model()
    assert isinstance(model, MatrixModel)
    model.show(model.people[:2], model.keys[:3], {})
    assert view.maximumWidth() < 200 + 4 * CELL + 100
    assert not view.grab().isNull()


def test_shapes_differ_without_their_colours(qtbot: QtBot) -> None:
    images = []
    for seen in Seen:
        image = QImage(20, 20, QImage.Format.Format_Alpha8)
        image.fill(0)
        painter = QPainter(image)
        paint_seen(painter, (10, 10), seen)
        painter.end()
        images.append(image)
    assert all(images[n] != images[m] for n in range(len(images)) for m in range(n))


def test_legend(qtbot: QtBot) -> None:
    legend = MatrixLegend()
    qtbot.addWidget(legend)
    legend.show()
    legend.resize(2000, 60)
    qtbot.waitUntil(lambda: len({entry.y() for entry in entries(legend)}) == 1)
    whole = legend.sizeHint().width()
    legend.resize(whole - 40, 60)
    qtbot.waitUntil(lambda: len({entry.y() for entry in entries(legend)}) == 2)
    assert all(entry.width() >= entry.sizeHint().width() for entry in entries(legend))


def entries(legend: MatrixLegend) -> list[QWidget]:
    return [child for child in legend.children() if isinstance(child, QWidget)]
