"""Who has seen what, as a table."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from keylease_desktop.models.cells import Tile
from keylease_desktop.models.matrix import (
    HEADING_ROLE,
    SEEN_ROLE,
    Heading,
    MatrixModel,
    Seen,
    meaning,
)

PEOPLE = [Heading("m1", "Ada", Tile("A")), Heading("m2", "Ben", Tile("B"))]
KEYS = [Heading("k1", "openai-prod", Tile("O", 0))]


def test_cells(qtmodeltester: ModelTester) -> None:
    model = MatrixModel()
    model.show(PEOPLE, KEYS, {("m2", "k1"): Seen.EXPOSED})
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (2, 1)
    assert model.index(0, 0).data(SEEN_ROLE) is Seen.NONE
    assert model.index(1, 0).data(SEEN_ROLE) is Seen.EXPOSED
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ben, openai-prod: no access, has seen a value that still works"


def test_headings() -> None:
    model = MatrixModel()
    model.show(PEOPLE, KEYS, {})
    assert model.headerData(0, Qt.Orientation.Horizontal) == "openai-prod"
    assert model.headerData(1, Qt.Orientation.Vertical, HEADING_ROLE) == PEOPLE[1]
    assert model.headerData(5, Qt.Orientation.Vertical) is None


def test_every_state_has_words_of_its_own() -> None:
    assert len({meaning(seen) for seen in Seen}) == len(Seen)
